package org.multimodalneurons.plugin.visualize;

import org.multimodalneurons.visualize.Objective;

/**
 * What one slice shows.
 *
 * @param label of the slice
 * @param objective that its pictures are high for
 */
record Subject(String label, Objective objective) {}
