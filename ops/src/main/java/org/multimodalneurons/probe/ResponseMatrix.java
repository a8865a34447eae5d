package org.multimodalneurons.probe;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.multimodalneurons.UserException;
import org.multimodalneurons.model.Layer;

/** Keeps the response of every unit to every item: for lists that are to be looked at as a whole. */
public final class ResponseMatrix implements ResponseSink {

    private final Pooling pooling;
    private final float[][] rows;
    private final Map<BitSet, double[]> ties = new ConcurrentHashMap<>();
    private final Map<Integer, String> unreadable = new LinkedHashMap<>();

    /**
     * An empty matrix.
     *
     * @param items how many pictures or captions there will be
     * @param pooling which of the two responses is kept
     */
    public ResponseMatrix(int items, Pooling pooling) {
        this.rows = new float[items][];
        this.pooling = pooling;
    }

    @Override
    public void accept(int item, Layer layer, float[] mean, float[] max) {
        rows[item] = pooling == Pooling.MEAN ? mean : max;
    }

    @Override
    public void unreadable(int item, UserException fault) {
        unreadable.put(item, fault.getMessage());
    }

    /** The items that could not be read, and why. */
    public Map<Integer, String> unreadable() {
        return Map.copyOf(unreadable);
    }

    /** Indices of the items that were read. */
    public List<Integer> items() {
        List<Integer> items = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) if (rows[i] != null) items.add(i);
        return items;
    }

    /**
     * How much each unit's responses to some items are tied; see {@link MannWhitney#ties}. Kept: the concepts of a family
     * split the same items in many ways.
     */
    double[] ties(BitSet items, int units) {
        return ties.computeIfAbsent(items, all -> {
            int[] chosen = all.stream().toArray();
            return IntStream.range(0, units)
                    .mapToDouble(unit -> MannWhitney.ties(column(unit, chosen)))
                    .toArray();
        });
    }

    private float[] column(int unit, int[] items) {
        float[] column = new float[items.length];
        for (int i = 0; i < items.length; i++) column[i] = rows[items[i]][unit];
        return column;
    }

    /** The responses of all units to one item, by index; shared, not copied. */
    public float[] row(int item) {
        return rows[item];
    }
}
