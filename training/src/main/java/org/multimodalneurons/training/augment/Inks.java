package org.multimodalneurons.training.augment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Colours to draw with: any, near another, readable on a ground, or one that a colour word names. */
public final class Inks {

    /** Luminance that a text must differ from its ground, so that it can be read. */
    public static final float READABLE = .35f;

    private static final double SPREAD = .07;

    private static final Map<String, float[][]> NAMED = new LinkedHashMap<>();

    static {
        NAMED.put("red", new float[][] {{.86f, .11f, .13f}, {.72f, .08f, .1f}});
        NAMED.put("orange", new float[][] {{.97f, .55f, .1f}, {.93f, .47f, .08f}});
        NAMED.put("yellow", new float[][] {{.98f, .86f, .15f}, {.95f, .92f, .25f}});
        NAMED.put("green", new float[][] {{.18f, .64f, .22f}, {.1f, .42f, .14f}, {.45f, .75f, .25f}});
        NAMED.put("blue", new float[][] {{.13f, .32f, .85f}, {.1f, .15f, .55f}, {.25f, .6f, .93f}});
        NAMED.put("purple", new float[][] {{.52f, .2f, .7f}, {.4f, .15f, .5f}, {.65f, .45f, .85f}});
        NAMED.put("pink", new float[][] {{.98f, .58f, .75f}, {.93f, .35f, .62f}});
        NAMED.put("brown", new float[][] {{.46f, .28f, .13f}, {.38f, .2f, .1f}, {.58f, .38f, .22f}});
        NAMED.put("black", new float[][] {{.06f, .06f, .06f}});
        NAMED.put("white", new float[][] {{.95f, .95f, .95f}});
        NAMED.put("grey", new float[][] {{.5f, .5f, .5f}, {.62f, .62f, .62f}});
    }

    private Inks() {}

    /** The names of colours that {@link #named} knows. */
    public static List<String> names() {
        return List.copyOf(NAMED.keySet());
    }

    /** A shade of a named colour. */
    public static float[] named(String name, SplittableRandom random) {
        float[][] shades = NAMED.get(name);
        boolean neutral = name.equals("black") || name.equals("white") || name.equals("grey");
        return near(shades[random.nextInt(shades.length)], neutral ? SPREAD / 3 : SPREAD, random);
    }

    /** Any colour. */
    public static float[] any(SplittableRandom random) {
        return new float[] {(float) random.nextDouble(), (float) random.nextDouble(), (float) random.nextDouble()};
    }

    /** A colour no channel of which is further than {@code spread} from another's. */
    public static float[] near(float[] colour, double spread, SplittableRandom random) {
        float[] near = new float[3];
        for (int c = 0; c < 3; c++)
            near[c] = (float) Math.max(0, Math.min(1, colour[c] + random.nextDouble(-spread, spread)));
        return near;
    }

    /** A colour that can be read on a ground. */
    public static float[] readable(Background ground, SplittableRandom random) {
        for (int attempt = 0; attempt < 12; attempt++) {
            float[] ink = any(random);
            if (ground.contrast(ink) >= READABLE) return ink;
        }
        return farthest(ground);
    }

    /** Black or white, whichever differs more from a ground. */
    public static float[] farthest(Background ground) {
        return ground.darkest() > 1 - ground.lightest() ? new float[] {0, 0, 0} : new float[] {1, 1, 1};
    }

    /** A ground on which an ink can be read. */
    public static Background groundFor(float[] ink, SplittableRandom random) {
        for (int attempt = 0; attempt < 12; attempt++) {
            Background ground = Background.random(random);
            if (ground.contrast(ink) >= READABLE) return ground;
        }
        return plainGroundFor(ink);
    }

    /** White, or black where the ink is too light for white. */
    public static Background plainGroundFor(float[] ink) {
        return Background.WHITE.contrast(ink) >= .12f ? Background.WHITE : Background.solid(0, 0, 0);
    }
}
