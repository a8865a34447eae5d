package org.multimodalneurons.plugin;

/** A command about many images together, a folder of files or a stack: it is not run on one file after the other. */
public interface OfManyImages {}
