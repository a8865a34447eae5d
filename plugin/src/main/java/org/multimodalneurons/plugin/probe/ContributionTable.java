package org.multimodalneurons.plugin.probe;

import java.util.ArrayList;
import java.util.List;

import ij.measure.ResultsTable;
import org.multimodalneurons.plugin.imagej.Tables;
import org.multimodalneurons.probe.Attribution;
import org.multimodalneurons.probe.Attribution.Contribution;

/**
 * What the units of the last layer add to similarities. Of every image the strongest units have a row each, then come all
 * others together, what no unit adds, and the similarity, which is the sum of the rows above it.
 */
final class ContributionTable {

    private record Row(String image, int slice, String unit, double contribution, double response) {}

    private final int units;
    private final List<Row> rows = new ArrayList<>();

    /** @param units that get a row of their own */
    ContributionTable(int units) {
        this.units = units;
    }

    void add(String image, int slice, Attribution attribution) {
        double others = 0;
        for (Contribution each : attribution.contributions()) others += each.contribution();
        for (Contribution each : attribution.strongest(units)) {
            rows.add(new Row(image, slice, each.unit().toString(), each.contribution(), each.response()));
            others -= each.contribution();
        }
        rows.add(sum(image, slice, "other units", others));
        rows.add(sum(image, slice, "no unit", attribution.rest()));
        rows.add(sum(image, slice, "similarity", attribution.similarity()));
    }

    private static Row sum(String image, int slice, String name, double value) {
        return new Row(image, slice, name, value, Double.NaN);
    }

    ResultsTable table() {
        return Tables.of(rows, Row.class);
    }
}
