/** Draws training images from bitmaps in plain Java: backgrounds, affine sampling, inks, jitter; seeded throughout. */
package org.multimodalneurons.training.augment;
