package org.multimodalneurons.training.augment;

/**
 * Images to learn from, and what they are.
 *
 * @param index which batch of the run it is
 * @param size side of the images in pixels
 * @param pixels [n, size, size, 3] in 0..1
 * @param labels the concept of each image
 * @param letters targets of {@link Letters}, [n, 78]
 * @param written 1 for the images that are mainly a written string, else 0
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of numbers, never compared
public record Batch(long index, int size, float[] pixels, int[] labels, float[] letters, float[] written) {

    /** An empty batch of n images. */
    static Batch empty(long index, int n, int size) {
        return new Batch(
                index, size, new float[n * size * size * 3], new int[n], new float[n * Letters.TARGETS], new float[n]);
    }

    /** How many images there are. */
    public int count() {
        return labels.length;
    }
}
