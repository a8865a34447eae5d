package org.multimodalneurons.probe;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Of a long list of words the few that each unit answers to most, and what is usual for it. Gathered word by word, so that
 * memory does not grow with the list.
 */
final class BestWords {

    /** How many words of each unit are kept. */
    static final int KEPT = 32;

    /**
     * A word that a unit answers to.
     *
     * @param word its index in the list
     * @param value the unit's answer
     * @param deviations how far that lies above the mean of all words, in their standard deviations; 0 where they do not vary
     */
    record Best(int word, double value, double deviations) {}

    private final int units;
    private final double[] mean;
    private final double[] moment;
    private final int[][] words;
    private final float[][] values;
    private int seen;

    /** An empty collection. */
    BestWords(int units) {
        this.units = units;
        mean = new double[units];
        moment = new double[units];
        words = new int[units][KEPT];
        values = new float[units][KEPT];
    }

    /** Adds the next word of the list, with the answer of each unit. */
    void add(float[] answers) {
        for (int unit = 0; unit < units; unit++) {
            double delta = answers[unit] - mean[unit];
            mean[unit] += delta / (seen + 1);
            moment[unit] += delta * (answers[unit] - mean[unit]);
            insert(words[unit], values[unit], answers[unit]);
        }
        seen++;
    }

    /** Into a sorted list, behind its equals. */
    private void insert(int[] best, float[] answers, float answer) {
        int place = Math.min(seen, KEPT);
        while (place > 0 && answers[place - 1] < answer) place--;
        if (place == KEPT) return;
        int moved = Math.min(seen, KEPT - 1) - place;
        System.arraycopy(best, place, best, place + 1, moved);
        System.arraycopy(answers, place, answers, place + 1, moved);
        best[place] = seen;
        answers[place] = answer;
    }

    /** The mean answer of a unit to all words. */
    double usual(int unit) {
        return mean[unit];
    }

    /**
     * The best words of a unit, the best first.
     *
     * @param count at most so many, and at most {@value #KEPT}
     */
    List<Best> top(int unit, int count) {
        double deviation = seen > 1 ? Math.sqrt(moment[unit] / (seen - 1)) : 0;
        List<Best> top = new ArrayList<>();
        for (int i = 0; i < Math.min(count, Math.min(seen, KEPT)); i++) {
            float value = values[unit][i];
            top.add(new Best(words[unit][i], value, deviation > 0 ? (value - mean[unit]) / deviation : 0));
        }
        return top;
    }

    /** Writes all in a form that {@link #read} reads. */
    void write(DataOutputStream out) throws IOException {
        out.writeInt(units);
        out.writeInt(seen);
        for (int unit = 0; unit < units; unit++) {
            out.writeDouble(mean[unit]);
            out.writeDouble(moment[unit]);
            for (int i = 0; i < Math.min(seen, KEPT); i++) {
                out.writeInt(words[unit][i]);
                out.writeFloat(values[unit][i]);
            }
        }
    }

    /** Reads what {@link #write} wrote. */
    static BestWords read(DataInputStream in) throws IOException {
        int units = in.readInt();
        if (units < 1 || units > 1 << 20) throw new IOException("a layer of " + units + " units");
        var best = new BestWords(units);
        best.seen = in.readInt();
        for (int unit = 0; unit < units; unit++) {
            best.mean[unit] = in.readDouble();
            best.moment[unit] = in.readDouble();
            for (int i = 0; i < Math.min(best.seen, KEPT); i++) {
                best.words[unit][i] = in.readInt();
                best.values[unit][i] = in.readFloat();
            }
        }
        return best;
    }
}
