package org.multimodalneurons.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.multimodalneurons.UserException;
import org.multimodalneurons.model.Layer;

/** Keeps the response of every unit to every item: for lists that are to be looked at as a whole. */
public final class ResponseMatrix implements ResponseSink {

    private final Pooling pooling;
    private final float[][] rows;
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

    /** The responses of all units to one item, by index; shared, not copied. */
    public float[] row(int item) {
        return rows[item];
    }
}
