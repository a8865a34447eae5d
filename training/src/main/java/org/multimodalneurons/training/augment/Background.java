package org.multimodalneurons.training.augment;

import java.util.SplittableRandom;

/**
 * What lies behind a drawing: a colour, or two that blend along a direction, with or without noise.
 *
 * @param from colour at one end
 * @param to colour at the other end
 * @param angle of the direction from one to the other, in radians
 * @param noise amplitude of grain on it, 0..1
 * @param seed of the grain
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of numbers, never compared
public record Background(float[] from, float[] to, double angle, double noise, long seed) {

    /** Plain white. */
    public static final Background WHITE = solid(1, 1, 1);

    private static final int GRAIN_CELLS = 8;

    /** One colour. */
    public static Background solid(float red, float green, float blue) {
        float[] colour = {red, green, blue};
        return new Background(colour, colour, 0, 0, 0);
    }

    /** Any: a third solid, a third gradients, a third noisy ones. */
    public static Background random(SplittableRandom random) {
        float[] from = Inks.any(random);
        int kind = random.nextInt(3);
        float[] to = kind == 0 ? from : Inks.near(from, kind == 1 ? .45 : .2, random);
        double noise = kind == 2 ? random.nextDouble(.03, .22) : 0;
        return new Background(from, to, random.nextDouble(2 * Math.PI), noise, random.nextLong());
    }

    /** Luminance of its darker end. */
    public float darkest() {
        return Math.min(ColourMatrix.luminance(from), ColourMatrix.luminance(to));
    }

    /** Luminance of its lighter end. */
    public float lightest() {
        return Math.max(ColourMatrix.luminance(from), ColourMatrix.luminance(to));
    }

    /** How much an ink differs in luminance from all of it, at least. */
    public float contrast(float[] ink) {
        float light = ColourMatrix.luminance(ink);
        if (light >= darkest() && light <= lightest()) return 0;
        return Math.min(Math.abs(light - darkest()), Math.abs(light - lightest()));
    }

    /** Paints the whole canvas. */
    public void paint(Canvas canvas) {
        int size = canvas.size();
        double cosine = Math.cos(angle) / size;
        double sine = Math.sin(angle) / size;
        SplittableRandom random = new SplittableRandom(seed);
        float[] grain = grain(random);
        for (int y = 0; y < size; y++)
            for (int x = 0; x < size; x++) {
                double along = .5 + ((x - size * .5) * cosine + (y - size * .5) * sine) * .8;
                float share = (float) Math.max(0, Math.min(1, along));
                float shift = noise == 0 ? 0 : shift(grain, x, y, size, random);
                canvas.set(x, y, mix(0, share) + shift, mix(1, share) + shift, mix(2, share) + shift);
            }
    }

    private float mix(int channel, float share) {
        return from[channel] * (1 - share) + to[channel] * share;
    }

    private float[] grain(SplittableRandom random) {
        float[] cells = new float[GRAIN_CELLS * GRAIN_CELLS];
        if (noise == 0) return cells;
        for (int i = 0; i < cells.length; i++) cells[i] = (float) (noise * (random.nextDouble() - .5));
        return cells;
    }

    private float shift(float[] grain, int x, int y, int size, SplittableRandom random) {
        float coarse = grain[y * GRAIN_CELLS / size * GRAIN_CELLS + x * GRAIN_CELLS / size];
        return coarse + (float) (noise * (random.nextDouble() - .5));
    }
}
