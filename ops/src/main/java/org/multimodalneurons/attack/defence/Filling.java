package org.multimodalneurons.attack.defence;

import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.RgbImage;

/** What comes where text was. */
public enum Filling {

    /** The surroundings, continued as smoothly as can be: as if the text had never been there, on smooth grounds. */
    INPAINTING {
        @Override
        public float[] fill(float[] plane, int width, boolean[] mask, double letterHeight) {
            return Inpainting.fill(plane, width, mask);
        }
    },

    /** The text itself, out of focus: a smear of its colour stays, of as much of the surroundings as of the letters. */
    BLUR {
        @Override
        public float[] fill(float[] plane, int width, boolean[] mask, double letterHeight) {
            float[] blurred = GaussianBlur.of(plane, width, SIGMA * letterHeight);
            float[] filled = plane.clone();
            for (int i = 0; i < mask.length; i++) if (mask[i]) filled[i] = blurred[i];
            return filled;
        }
    };

    private static final double SIGMA = .5; // of the height of the letters
    private static final int COLOURS = 3;

    /**
     * Fills one channel.
     *
     * @param plane values row by row, which stay as they are; what is not finite spoils no other
     * @param width columns
     * @param mask what to fill, row by row
     * @param letterHeight of the letters there, in pixels
     * @return a new plane, the same where there is no mask; nothing is filled where the mask leaves nothing
     */
    public abstract float[] fill(float[] plane, int width, boolean[] mask, double letterHeight);

    /** A new picture without its text. */
    public RgbImage fill(PixelRows picture, TextRegions text) {
        RgbImage image = RgbImage.copyOf(picture);
        if (text.lines() == 0) return image;
        byte[] rgb = image.toBytes();
        float[] plane = new float[rgb.length / COLOURS];
        for (int colour = 0; colour < COLOURS; colour++) {
            for (int i = 0; i < plane.length; i++) plane[i] = rgb[COLOURS * i + colour] & 255;
            float[] filled = fill(plane, image.width(), text.mask(), text.letterHeight());
            for (int i = 0; i < plane.length; i++) rgb[COLOURS * i + colour] = (byte) Math.round(filled[i]);
        }
        return RgbImage.of(image.width(), image.height(), rgb);
    }
}
