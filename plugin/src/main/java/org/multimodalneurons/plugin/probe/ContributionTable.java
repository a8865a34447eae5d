package org.multimodalneurons.plugin.probe;

import java.util.ArrayList;
import java.util.List;

import ij.measure.ResultsTable;
import org.multimodalneurons.plugin.imagej.PictureTable;
import org.multimodalneurons.probe.Attribution;
import org.multimodalneurons.probe.Attribution.Contribution;

/**
 * What the units of the last layer add to similarities. Of every image the strongest units have a row each, then come all
 * others together, what no unit adds, and the similarity, which is the sum of the rows above it.
 */
final class ContributionTable {

    private static final int DIGITS = 4;

    private record Row(int item, String unit, double contribution, double response) {}

    private final int units;
    private final List<Row> rows = new ArrayList<>();

    /** @param units that get a row of their own */
    ContributionTable(int units) {
        this.units = units;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Adds the rows of a picture, by its place. */
    void add(int item, Attribution attribution) {
        double others = 0;
        for (Contribution each : attribution.contributions()) others += each.contribution();
        for (Contribution each : attribution.strongest(units)) {
            rows.add(new Row(item, each.unit().toString(), each.contribution(), each.response()));
            others -= each.contribution();
        }
        sum(item, "other units", others);
        sum(item, "no unit", attribution.rest());
        sum(item, "similarity", attribution.similarity());
    }

    private void sum(int item, String name, double value) {
        rows.add(new Row(item, name, value, Double.NaN));
    }

    /** The rows in a table about the pictures. */
    ResultsTable in(PictureTable table) {
        for (Row row : rows) {
            table.row(row.item());
            table.add("Unit", row.unit());
            table.add("Contribution", row.contribution(), DIGITS);
            table.add("Response", row.response(), DIGITS);
        }
        return table.table();
    }
}
