package org.multimodalneurons.probe;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The images that excite each unit most, gathered while images go by: memory grows with the units, not with the images.
 * Of equal responses the earlier image counts.
 */
final class TopImages {

    private final int count;
    private final int[][] images;
    private final float[][] responses;
    private int seen;

    /** @param count of images that are kept for each unit, at least 1 */
    TopImages(int units, int count) {
        this(count, new int[units][0], new float[units][0], 0);
    }

    /**
     * What was gathered earlier.
     *
     * @param images of each unit, the strongest first
     * @param responses theirs
     * @param seen how many images went by
     */
    TopImages(int count, int[][] images, float[][] responses, int seen) {
        this.count = count;
        this.images = images;
        this.responses = responses;
        this.seen = seen;
    }

    /**
     * Adds an image.
     *
     * @param image its number, larger than those before
     * @param response of each unit
     */
    void add(int image, float[] response) {
        for (int unit = 0; unit < images.length; unit++) insert(unit, image, response[unit]);
        seen++;
    }

    private void insert(int unit, int image, float response) {
        float[] kept = responses[unit];
        int place = kept.length;
        while (place > 0 && kept[place - 1] < response) place--;
        if (place == count) return;
        int length = Math.min(kept.length + 1, count);
        int[] newImages = Arrays.copyOf(images[unit], length);
        float[] newResponses = Arrays.copyOf(kept, length);
        System.arraycopy(images[unit], place, newImages, place + 1, length - place - 1);
        System.arraycopy(kept, place, newResponses, place + 1, length - place - 1);
        newImages[place] = image;
        newResponses[place] = response;
        images[unit] = newImages;
        responses[unit] = newResponses;
    }

    /** The strongest of each unit, at most so many. */
    TopImages first(int most) {
        int[][] fewer = new int[images.length][];
        float[][] theirs = new float[images.length][];
        for (int unit = 0; unit < images.length; unit++) {
            int length = Math.min(most, images[unit].length);
            fewer[unit] = Arrays.copyOf(images[unit], length);
            theirs[unit] = Arrays.copyOf(responses[unit], length);
        }
        return new TopImages(most, fewer, theirs, seen);
    }

    /** How many images are kept for each unit, at most. */
    int count() {
        return count;
    }

    int units() {
        return images.length;
    }

    /** How many images went by. */
    int seen() {
        return seen;
    }

    /** The images of a unit, the strongest first, by their numbers. */
    int[] images(int unit) {
        return images[unit];
    }

    /** The responses of a unit's images. */
    float[] responses(int unit) {
        return responses[unit];
    }

    /** All images that some unit keeps. */
    BitSet kept() {
        BitSet kept = new BitSet();
        for (int[] each : images) for (int image : each) kept.set(image);
        return kept;
    }
}
