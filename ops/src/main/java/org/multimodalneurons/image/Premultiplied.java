package org.multimodalneurons.image;

/** Colours weighted by their alpha and back, with the rounding of the Python Imaging Library. */
final class Premultiplied {

    private Premultiplied() {}

    /** Weights the colour of the pixel red, green, blue, alpha that begins at i. */
    static void apply(byte[] samples, int i) {
        int alpha = samples[i + 3] & 255;
        for (int c = i; c < i + 3; c++) {
            int product = (samples[c] & 255) * alpha + 128;
            samples[c] = (byte) (((product >> 8) + product) >> 8);
        }
    }

    /** Gives the pixel that begins at i its full colour again. */
    static void undo(byte[] samples, int i) {
        int alpha = samples[i + 3] & 255;
        if (alpha == 0 || alpha == 255) return;
        for (int c = i; c < i + 3; c++) samples[c] = (byte) Math.min(255, (samples[c] & 255) * 255 / alpha);
    }
}
