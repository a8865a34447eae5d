package org.multimodalneurons.training.augment;

/** A square image being drawn: interleaved red, green, blue in 0..1, part of a batch's array. */
public final class Canvas {

    private final int size;
    private final float[] pixels;
    private final int start;

    /**
     * A canvas on a part of an array.
     *
     * @param size side in pixels
     * @param pixels of a whole batch, [n, size, size, 3]
     * @param index of this image in the batch
     */
    public Canvas(int size, float[] pixels, int index) {
        this.size = size;
        this.pixels = pixels;
        start = index * size * size * 3;
    }

    /** Side in pixels. */
    public int size() {
        return size;
    }

    /** Sets one pixel. */
    void set(int x, int y, float red, float green, float blue) {
        int at = start + (y * size + x) * 3;
        pixels[at] = clamp(red);
        pixels[at + 1] = clamp(green);
        pixels[at + 2] = clamp(blue);
    }

    /** Lays a colour over one pixel. */
    void blend(int x, int y, float[] rgb, float coverage) {
        int at = start + (y * size + x) * 3;
        for (int c = 0; c < 3; c++) pixels[at + c] = clamp(pixels[at + c] * (1 - coverage) + rgb[c] * coverage);
    }

    /** Draws a picture of four premultiplied channels. */
    public void draw(MipMap picture, Placement placement, ColourMatrix colours) {
        visit(picture, placement, (at, rgba) -> {
            for (int c = 0; c < 3; c++) pixels[at + c] = clamp(pixels[at + c] * (1 - rgba[3]) + colours.apply(c, rgba));
        });
    }

    /** Writes with a coverage bitmap of one channel. */
    public void write(MipMap coverage, Placement placement, float[] ink) {
        visit(coverage, placement, (at, value) -> {
            for (int c = 0; c < 3; c++) pixels[at + c] = clamp(pixels[at + c] * (1 - value[0]) + ink[c] * value[0]);
        });
    }

    private interface Pixel {
        void at(int index, float[] sample);
    }

    private void visit(MipMap bitmap, Placement placement, Pixel pixel) {
        double perPixel = bitmap.width() / (placement.width() * size);
        double cosine = Math.cos(placement.angle()) * perPixel;
        double sine = Math.sin(placement.angle()) * perPixel;
        double reach = .5 * Math.hypot(bitmap.width(), bitmap.height()) / perPixel + 1;
        double centreX = placement.x() * size;
        double centreY = placement.y() * size;
        MipMap.Sampler sampler = bitmap.sampler(perPixel);
        for (int y = first(centreY - reach); y < last(centreY + reach); y++)
            for (int x = first(centreX - reach); x < last(centreX + reach); x++) {
                double dx = x + .5 - centreX;
                double dy = y + .5 - centreY;
                double u = cosine * dx - sine * dy;
                double v = sine * dx + cosine * dy;
                if (placement.mirrored()) u = -u;
                if (Math.abs(u) > bitmap.width() * .5 + perPixel || Math.abs(v) > bitmap.height() * .5 + perPixel)
                    continue;
                float[] sample = sampler.at(u + bitmap.width() * .5, v + bitmap.height() * .5);
                pixel.at(start + (y * size + x) * 3, sample);
            }
    }

    private int first(double position) {
        return (int) Math.max(0, Math.floor(position));
    }

    private int last(double position) {
        return (int) Math.min(size, Math.ceil(position));
    }

    private static float clamp(float value) {
        return Math.max(0, Math.min(1, value));
    }
}
