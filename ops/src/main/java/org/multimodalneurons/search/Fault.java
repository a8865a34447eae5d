package org.multimodalneurons.search;

/**
 * A file that is not searched.
 *
 * @param file its path below the indexed folder
 * @param error what is wrong with it
 */
public record Fault(String file, String error) {}
