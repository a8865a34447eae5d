package org.multimodalneurons.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

import org.multimodalneurons.model.Layer;

/** Keeps, for every unit of a layer, the items that excite it most and least, however long the list. */
public final class TopResponses implements ResponseSink {

    /**
     * One item's response.
     *
     * @param item its index
     * @param response of the unit
     */
    public record Entry(int item, double response) {}

    private static final Comparator<Entry> WEAKEST_FIRST = Comparator.comparingDouble(Entry::response)
            .thenComparing(Comparator.comparingInt(Entry::item).reversed());

    private final int count;
    private final Pooling pooling;
    private final List<PriorityQueue<Entry>> strongest = new ArrayList<>();
    private final List<PriorityQueue<Entry>> weakest = new ArrayList<>();

    /**
     * An empty ranking.
     *
     * @param units of the layer
     * @param count how many items to keep at each end, at least 1
     * @param pooling which response counts
     */
    public TopResponses(int units, int count, Pooling pooling) {
        this.count = count;
        this.pooling = pooling;
        for (int i = 0; i < units; i++) {
            strongest.add(new PriorityQueue<>(WEAKEST_FIRST));
            weakest.add(new PriorityQueue<>(WEAKEST_FIRST.reversed()));
        }
    }

    @Override
    public void accept(int item, Layer layer, float[] mean, float[] max) {
        float[] responses = pooling == Pooling.MEAN ? mean : max;
        for (int unit = 0; unit < responses.length; unit++) {
            Entry entry = new Entry(item, responses[unit]);
            keep(strongest.get(unit), entry);
            keep(weakest.get(unit), entry);
        }
    }

    private void keep(PriorityQueue<Entry> queue, Entry entry) {
        queue.add(entry);
        if (queue.size() > count) queue.poll();
    }

    /** The items that excite a unit most, the strongest first; of equals the earlier. */
    public List<Entry> strongest(int unit) {
        return strongest.get(unit).stream().sorted(WEAKEST_FIRST.reversed()).toList();
    }

    /** The items that excite a unit least, the weakest first. */
    public List<Entry> weakest(int unit) {
        return weakest.get(unit).stream().sorted(WEAKEST_FIRST).toList();
    }
}
