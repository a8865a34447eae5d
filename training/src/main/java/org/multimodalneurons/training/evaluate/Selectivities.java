package org.multimodalneurons.training.evaluate;

import java.util.Arrays;
import java.util.List;

/**
 * How well every unit tells every concept from the others: areas under the receiver operating characteristic.
 *
 * @param areas [concepts][units], .5 for chance, 1 when the unit answers more to each image of the concept than to any
 *     other; null for a concept that has no image
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of numbers, never compared
record Selectivities(float[][] areas) {

    /**
     * Areas from responses, by the ranks of a concept's images among all (Mann and Whitney's statistic; ties count
     * half).
     *
     * @param stimuli their answers are the concepts
     * @param responses [stimuli][units]
     * @param concepts how many there are
     */
    static Selectivities of(List<Stimulus> stimuli, float[][] responses, int concepts) {
        int n = stimuli.size();
        int units = responses[0].length;
        int[] images = new int[concepts];
        for (Stimulus stimulus : stimuli) images[stimulus.answer()]++;
        float[][] areas = new float[concepts][];
        for (int c = 0; c < concepts; c++) if (images[c] > 0 && images[c] < n) areas[c] = new float[units];
        for (int unit = 0; unit < units; unit++) {
            double[] rankSums = rankSums(stimuli, responses, unit, concepts);
            for (int c = 0; c < concepts; c++)
                if (areas[c] != null) {
                    double inside = images[c] * (images[c] + 1.0) / 2;
                    areas[c][unit] = (float) ((rankSums[c] - inside) / ((double) images[c] * (n - images[c])));
                }
        }
        return new Selectivities(areas);
    }

    private static double[] rankSums(List<Stimulus> stimuli, float[][] responses, int unit, int concepts) {
        int n = responses.length;
        long[] order = new long[n];
        for (int i = 0; i < n; i++) order[i] = sortable(responses[i][unit]) << 32 | i;
        Arrays.sort(order);
        double[] sums = new double[concepts];
        for (int from = 0; from < n; ) {
            int to = from + 1;
            while (to < n && order[to] >> 32 == order[from] >> 32) to++;
            double rank = (from + 1 + to) / 2.0;
            for (; from < to; from++) sums[stimuli.get((int) order[from]).answer()] += rank;
        }
        return sums;
    }

    /** A whole number of 32 bits that sorts as the value does. */
    private static long sortable(float value) {
        int bits = Float.floatToIntBits(value + 0f);
        return bits >= 0 ? bits : bits ^ Integer.MAX_VALUE;
    }
}
