package org.multimodalneurons.attack;

import java.util.function.Supplier;

import org.multimodalneurons.image.PixelRows;

/**
 * A picture to be attacked.
 *
 * @param label what tables call it
 * @param trueClass what it shows
 * @param picture opens it; throws {@link org.multimodalneurons.UserException} when that fails
 */
public record AttackPicture(String label, String trueClass, Supplier<PixelRows> picture) {}
