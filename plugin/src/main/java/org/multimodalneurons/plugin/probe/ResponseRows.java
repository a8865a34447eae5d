package org.multimodalneurons.plugin.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.multimodalneurons.UserException;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.probe.ReferenceStatistics;
import org.multimodalneurons.probe.ResponseSink;
import org.multimodalneurons.search.Fault;

/** Keeps of each item's responses those that a table is to show: of named units, or the most unusual of each layer. */
final class ResponseRows implements ResponseSink {

    /**
     * What a unit answered to a picture or a text.
     *
     * @param item index of it
     * @param unit the unit
     * @param response mean over its places
     * @param largest of them
     * @param z how far the response lies above the usual ones, in their standard deviations; NaN where these are not known
     * @param percentile how many of 100 usual responses it exceeds; NaN where these are not known
     */
    record Row(int item, Unit unit, double response, double largest, double z, double percentile) {}

    private final List<Unit> named;
    private final int top;
    private final Map<Layer, ReferenceStatistics> usual;
    private final IntFunction<String> labels;
    private final List<Row> rows = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    /**
     * Without rows yet.
     *
     * @param named units to keep; empty: the top ones
     * @param top how many of each layer and item
     * @param usual responses of the layers, as far as they are known
     * @param labels of the items
     */
    ResponseRows(List<Unit> named, int top, Map<Layer, ReferenceStatistics> usual, IntFunction<String> labels) {
        this.named = named;
        this.top = top;
        this.usual = usual;
        this.labels = labels;
    }

    @Override
    public void accept(int item, Layer read, float[] mean, float[] max) {
        Optional<ReferenceStatistics> known = Optional.ofNullable(usual.get(read));
        List<Integer> shown = named.isEmpty()
                ? IntStream.range(0, mean.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble((Integer unit) -> known.map(one -> one.z(unit, mean[unit]))
                                        .filter(z -> !z.isNaN())
                                        .orElse((double) mean[unit]))
                                .reversed())
                        .limit(top)
                        .toList()
                : named.stream()
                        .filter(unit -> unit.layer().equals(read.name()))
                        .map(Unit::index)
                        .toList();
        for (int unit : shown)
            rows.add(new Row(
                    item,
                    new Unit(read.name(), unit),
                    mean[unit],
                    max[unit],
                    known.map(one -> one.z(unit, mean[unit])).orElse(Double.NaN),
                    known.map(one -> one.percentile(unit, mean[unit])).orElse(Double.NaN)));
    }

    @Override
    public void unreadable(int item, UserException fault) {
        faults.add(new Fault(labels.apply(item), fault.getMessage()));
    }

    /** In the order of items, layers and units. */
    List<Row> rows() {
        return rows.stream().sorted(Comparator.comparingInt(Row::item)).toList();
    }

    /** The items that could not be read. */
    List<Fault> faults() {
        return faults;
    }
}
