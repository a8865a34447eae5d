package org.multimodalneurons.visualize;

import java.util.random.RandomGenerator;

/**
 * Squares of the model's size that cover a picture, each fading into its neighbours over a quarter of its side, so that no
 * border shows. They hang over the picture's edges, where the picture is seen mirrored.
 *
 * @param side of a square in pixels
 * @param width of the picture
 * @param height of the picture
 * @param left where the first column of squares starts, below 0
 * @param top where the first row of squares starts, below 0
 */
record Tiles(int side, int width, int height, int left, int top) {

    private static final int FADES_PER_SIDE = 4;

    /** At a random place, so that what is drawn at a square's edge is drawn in the middle of one the next time. */
    static Tiles jittered(int side, int width, int height, RandomGenerator random) {
        int fade = fade(side);
        return new Tiles(side, width, height, -fade - random.nextInt(side - fade), -fade - random.nextInt(side - fade));
    }

    private static int fade(int side) {
        return Math.max(1, side / FADES_PER_SIDE);
    }

    private int stride() {
        return side - fade(side);
    }

    private int columns() {
        return across(left, width);
    }

    /** How many squares cover a line before the last one fades. */
    private int across(int start, int length) {
        return (length - start + stride() - 1) / stride();
    }

    /** How many squares. */
    int count() {
        return columns() * across(top, height);
    }

    private int x(int tile) {
        return left + tile % columns() * stride();
    }

    private int y(int tile) {
        return top + tile / columns() * stride();
    }

    /**
     * What is seen in one square.
     *
     * @param base the picture
     * @param detail added to it
     * @param channels of the picture: their colours add up
     * @param rgb receives red, green and blue in 0..1, plane by plane
     * @param at from which index on
     */
    void read(int tile, Raster base, Raster detail, Channels channels, float[] rgb, int at) {
        int area = side * side;
        for (int row = 0; row < side; row++)
            for (int column = 0; column < side; column++) {
                int from = mirrored(y(tile) + row, height) * width + mirrored(x(tile) + column, width);
                for (int colour = 0; colour < 3; colour++) {
                    float sum = 0;
                    for (int c = 0, i = from; c < channels.count(); c++, i += base.places())
                        sum += channels.colours().get(c).get(colour) * (base.values()[i] + detail.values()[i]);
                    rgb[at + colour * area + row * side + column] = Math.max(0, Math.min(1, sum));
                }
            }
    }

    /**
     * Adds one square's gradient to that of the picture, fading towards its edges.
     *
     * @param rgb by red, green and blue, plane by plane
     * @param at from which index on
     * @param channels of the picture
     * @param gradient by its channels
     */
    void add(int tile, float[] rgb, int at, Channels channels, Raster gradient) {
        int area = side * side;
        for (int row = 0; row < side; row++) {
            int y = y(tile) + row;
            if (y < 0 || y >= height) continue;
            for (int column = 0; column < side; column++) {
                int x = x(tile) + column;
                if (x < 0 || x >= width) continue;
                float share = share(row) * share(column);
                int from = at + row * side + column;
                for (int c = 0, i = y * width + x; c < channels.count(); c++, i += gradient.places())
                    for (int colour = 0; colour < 3; colour++)
                        gradient.values()[i] +=
                                share * channels.colours().get(c).get(colour) * rgb[from + colour * area];
            }
        }
    }

    /** How much a place counts, by its distance from the nearer end of the line; those of all squares sum to 1. */
    private float share(int at) {
        return Math.min(1, (Math.min(at, side - 1 - at) + .5f) / fade(side));
    }

    private static int mirrored(int at, int length) {
        int folded = Math.floorMod(at, 2 * length);
        return folded < length ? folded : 2 * length - 1 - folded;
    }
}
