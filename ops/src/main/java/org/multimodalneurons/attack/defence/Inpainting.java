package org.multimodalneurons.attack.defence;

/**
 * Fills holes so that every pixel in them is the mean of its neighbours: a membrane spanned over their edges (Laplace's
 * equation; the edge of the picture is free). Solved coarse to fine: a picture of half the size, whose pixels are the means
 * of what is known, is filled first and gives the start.
 */
final class Inpainting {

    private static final int STEPS = 60;
    private static final float OVERSHOOT = 1.6f; // successive over-relaxation

    private Inpainting() {}

    /** A new plane; a hole, or what is not finite, counts as unknown, and only holes are filled. */
    static float[] fill(float[] plane, int width, boolean[] hole) {
        boolean[] known = new boolean[plane.length];
        boolean any = false;
        for (int i = 0; i < plane.length; i++) {
            known[i] = !hole[i] && Float.isFinite(plane[i]);
            any |= known[i];
        }
        if (!any) return plane.clone();
        float[] filled = spanned(plane, width, known);
        for (int i = 0; i < plane.length; i++) if (!hole[i]) filled[i] = plane[i];
        return filled;
    }

    private static float[] spanned(float[] plane, int width, boolean[] known) {
        float[] filled = plane.clone();
        if (isAll(known)) return filled;
        int height = plane.length / width;
        int columns = (width + 1) / 2;
        int rows = (height + 1) / 2;
        float[] half = new float[columns * rows];
        boolean[] halfKnown = new boolean[half.length];
        halve(plane, width, known, half, halfKnown);
        float[] start = spanned(half, columns, halfKnown);
        for (int i = 0; i < filled.length; i++)
            if (!known[i]) filled[i] = start[i / width / 2 * columns + i % width / 2];
        relax(filled, width, known);
        return filled;
    }

    private static boolean isAll(boolean[] known) {
        for (boolean each : known) if (!each) return false;
        return true;
    }

    private static void halve(float[] plane, int width, boolean[] known, float[] half, boolean[] halfKnown) {
        int columns = (width + 1) / 2;
        int[] counts = new int[half.length];
        for (int i = 0; i < plane.length; i++) {
            if (!known[i]) continue;
            int place = i / width / 2 * columns + i % width / 2;
            half[place] += plane[i];
            counts[place]++;
        }
        for (int i = 0; i < half.length; i++) {
            halfKnown[i] = counts[i] > 0;
            if (halfKnown[i]) half[i] /= counts[i];
        }
    }

    private static void relax(float[] filled, int width, boolean[] known) {
        for (int step = 0; step < STEPS; step++)
            for (int i = 0; i < filled.length; i++) {
                if (known[i]) continue;
                float sum = 0;
                int count = 0;
                if (i % width > 0) {
                    sum += filled[i - 1];
                    count++;
                }
                if (i % width < width - 1) {
                    sum += filled[i + 1];
                    count++;
                }
                if (i >= width) {
                    sum += filled[i - width];
                    count++;
                }
                if (i + width < filled.length) {
                    sum += filled[i + width];
                    count++;
                }
                if (count > 0) filled[i] += OVERSHOOT * (sum / count - filled[i]);
            }
        clamp(filled, known);
    }

    /** A membrane reaches no further than its edges; over-relaxation that was stopped may. */
    private static void clamp(float[] filled, boolean[] known) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < filled.length; i++)
            if (known[i]) {
                least = Math.min(least, filled[i]);
                most = Math.max(most, filled[i]);
            }
        for (int i = 0; i < filled.length; i++) if (!known[i]) filled[i] = Math.max(least, Math.min(most, filled[i]));
    }
}
