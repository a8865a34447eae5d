/**
 * The library as SciJava Ops: static methods from imglib2 images, strings and a {@link
 * org.multimodalneurons.model.ClipModel} to images and records, listed in {@code ops.yaml} at the root of the jar.
 * Scripts may as well call them directly.
 *
 * <p>An image is [x, y] or [x, y, 3] (red, green, blue) of any real type, or [x, y] of {@code ARGBType}. Colours, 8-bit
 * and binary images are taken as they are; all other values are shown from the smallest (black) to the largest (white),
 * unless {@code clip.display} fixed a range before.
 *
 * <p>For authors: write no apostrophe in the Javadoc tags of an Op, for the indexer takes it for the start of a quotation
 * and the build fails.
 */
package org.multimodalneurons.op;
