package org.multimodalneurons.search;

/**
 * An image that a search gave.
 *
 * @param file its path below the indexed folder, with / between folders and names
 * @param cosine of the angle between its vector and what was asked for, -1 to 1
 * @param width in pixels, when it was indexed
 * @param height in pixels
 */
public record Found(String file, double cosine, int width, int height) {}
