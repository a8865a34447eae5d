package org.multimodalneurons.visualize;

import org.multimodalneurons.model.Unit;

/**
 * What one picture of a gallery shows.
 *
 * @param unit whose picture it is; a gallery has one of each
 * @param label what it is called, the unit and perhaps what it stands for
 * @param objective that the picture is high for
 */
public record Exhibit(Unit unit, String label, Objective objective) {}
