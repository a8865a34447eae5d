package org.multimodalneurons.training.augment;

/**
 * A bitmap with copies of half, a quarter and an eighth of its size, so that it can be sampled at any scale without
 * aliasing. Outside it is transparent: all channels are 0 there.
 *
 * @see <a href="https://doi.org/10.1145/800059.801126">Williams 1983, Pyramidal parametrics</a>
 */
public final class MipMap {

    private static final int LEVELS = 4;

    private final int width;
    private final int height;
    private final int channels;
    private final byte[][] levels = new byte[LEVELS][];

    /**
     * A bitmap and its levels.
     *
     * @param values row-major, interleaved, 0..255; kept, not copied
     * @param width in pixels, a multiple of 8
     * @param height in pixels, a multiple of 8
     * @param channels values of a pixel
     */
    public MipMap(byte[] values, int width, int height, int channels) {
        this.width = width;
        this.height = height;
        this.channels = channels;
        levels[0] = values;
        for (int level = 1; level < LEVELS; level++)
            levels[level] = halve(levels[level - 1], width >> (level - 1), height >> (level - 1), channels);
    }

    /** Width of the full bitmap in pixels. */
    public int width() {
        return width;
    }

    /** Height of the full bitmap in pixels. */
    public int height() {
        return height;
    }

    /** Values of a pixel. */
    public int channels() {
        return channels;
    }

    /** The values of a level, not copied: 0 is the full bitmap, each next one has half its side. */
    public byte[] level(int level) {
        return levels[level];
    }

    /** A sampler for drawing with so many bitmap pixels to a drawn one. */
    Sampler sampler(double pixelsPerPixel) {
        return new Sampler(pixelsPerPixel);
    }

    /** Reads the bitmap at one scale: linear in both directions and between the two nearest levels. */
    final class Sampler {

        private final int fine;
        private final int coarse;
        private final float coarseShare;
        private final float[] pixel = new float[channels];

        private Sampler(double pixelsPerPixel) {
            double level = Math.log(Math.max(1, pixelsPerPixel)) / Math.log(2);
            fine = (int) Math.min(LEVELS - 1, Math.floor(level));
            coarse = Math.min(LEVELS - 1, fine + 1);
            coarseShare = (float) Math.min(1, level - fine);
        }

        /**
         * The pixel at a place, each channel 0..1; the array is used again by the next call.
         *
         * @param x in pixels of the full bitmap from its left edge
         * @param y in pixels of the full bitmap from its upper edge
         */
        float[] at(double x, double y) {
            for (int c = 0; c < channels; c++) pixel[c] = 0;
            add(fine, x, y, (1 - coarseShare) / 255);
            if (coarseShare > 0) add(coarse, x, y, coarseShare / 255);
            return pixel;
        }

        private void add(int level, double x, double y, float weight) {
            int w = width >> level;
            int h = height >> level;
            double u = x / (1 << level) - .5;
            double v = y / (1 << level) - .5;
            int left = (int) Math.floor(u);
            int top = (int) Math.floor(v);
            float right = (float) (u - left);
            float below = (float) (v - top);
            add(level, w, h, left, top, weight * (1 - right) * (1 - below));
            add(level, w, h, left + 1, top, weight * right * (1 - below));
            add(level, w, h, left, top + 1, weight * (1 - right) * below);
            add(level, w, h, left + 1, top + 1, weight * right * below);
        }

        private void add(int level, int w, int h, int column, int row, float weight) {
            if (column < 0 || row < 0 || column >= w || row >= h) return;
            byte[] values = levels[level];
            int at = (row * w + column) * channels;
            for (int c = 0; c < channels; c++) pixel[c] += weight * (values[at + c] & 255);
        }
    }

    private static byte[] halve(byte[] values, int width, int height, int channels) {
        int w = width / 2;
        int h = height / 2;
        byte[] half = new byte[w * h * channels];
        for (int y = 0; y < h; y++)
            for (int x = 0; x < w; x++)
                for (int c = 0; c < channels; c++) {
                    int at = (2 * y * width + 2 * x) * channels + c;
                    int below = at + width * channels;
                    int sum = (values[at] & 255)
                            + (values[at + channels] & 255)
                            + (values[below] & 255)
                            + (values[below + channels] & 255);
                    half[(y * w + x) * channels + c] = (byte) ((sum + 2) / 4);
                }
        return half;
    }
}
