package org.multimodalneurons.training.augment;

/**
 * An affine change of premultiplied colours: out = matrix · rgb + offset · alpha.
 *
 * @param matrix 3 x 3, row-major
 * @param offset 3 values
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of numbers, never compared
public record ColourMatrix(float[] matrix, float[] offset) {

    private static final float[] LUMINANCE = {.299f, .587f, .114f};

    /** Changes nothing. */
    public static final ColourMatrix IDENTITY = new ColourMatrix(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, new float[3]);

    /**
     * Saturation, contrast around the middle, and brightness.
     *
     * @param saturation 1 leaves colours as they are, 0 makes them grey
     * @param contrast factor around .5
     * @param brightness added, in 0..1
     */
    public static ColourMatrix jitter(double saturation, double contrast, double brightness) {
        float[] matrix = new float[9];
        for (int row = 0; row < 3; row++)
            for (int column = 0; column < 3; column++)
                matrix[row * 3 + column] =
                        (float) (contrast * ((1 - saturation) * LUMINANCE[column] + (row == column ? saturation : 0)));
        float shift = (float) (.5 * (1 - contrast) + brightness);
        return new ColourMatrix(matrix, new float[] {shift, shift, shift});
    }

    /** Puts an ink in the place of black. */
    public static ColourMatrix tint(float[] ink) {
        return new ColourMatrix(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, ink);
    }

    /** Luminance of a colour, 0..1. */
    public static float luminance(float[] rgb) {
        return LUMINANCE[0] * rgb[0] + LUMINANCE[1] * rgb[1] + LUMINANCE[2] * rgb[2];
    }

    /** One channel of the changed colour, clamped to what its alpha allows. */
    float apply(int channel, float[] rgba) {
        float value = offset[channel] * rgba[3];
        for (int c = 0; c < 3; c++) value += matrix[channel * 3 + c] * rgba[c];
        return Math.max(0, Math.min(rgba[3], value));
    }
}
