package org.multimodalneurons.image;

/** Colours weighted by their alpha and back, with the rounding of the Python Imaging Library. */
final class Premultiplied {

    private Premultiplied() {}

    /** Weights the colour of a pixel 0xAARRGGBB. */
    static int apply(int pixel) {
        int alpha = pixel >>> 24;
        return (pixel & 0xFF000000)
                | (weighted((pixel >> 16) & 255, alpha) << 16)
                | (weighted((pixel >> 8) & 255, alpha) << 8)
                | weighted(pixel & 255, alpha);
    }

    private static int weighted(int sample, int alpha) {
        int product = sample * alpha + 128;
        return ((product >> 8) + product) >> 8;
    }

    /** Gives a pixel its full colour again. */
    static int undo(int pixel) {
        int alpha = pixel >>> 24;
        if (alpha == 0 || alpha == 255) return pixel;
        return (pixel & 0xFF000000)
                | (full((pixel >> 16) & 255, alpha) << 16)
                | (full((pixel >> 8) & 255, alpha) << 8)
                | full(pixel & 255, alpha);
    }

    private static int full(int sample, int alpha) {
        return Math.min(255, sample * 255 / alpha);
    }
}
