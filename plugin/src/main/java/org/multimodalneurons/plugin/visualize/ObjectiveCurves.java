package org.multimodalneurons.plugin.visualize;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.multimodalneurons.plugin.imagej.LineChart;
import org.multimodalneurons.plugin.imagej.Tables;

/** How objectives rose: a line and a column for each picture, along the steps done. */
final class ObjectiveCurves {

    private final List<LineChart.Line> lines = new ArrayList<>();

    /**
     * Adds the pictures of a run.
     *
     * @param label of them
     * @param history [step][picture]
     */
    void add(String label, List<double[]> history) {
        int count = history.get(0).length;
        for (int i = 0; i < count; i++) {
            int picture = i;
            lines.add(new LineChart.Line(
                    LabelledSlices.numbered(label, picture, count),
                    history.stream().map(row -> row[picture]).toList()));
        }
    }

    /** A plot; a run that was cancelled has a shorter line. */
    ImagePlus plot(String title) {
        List<Double> places =
                IntStream.range(0, steps()).mapToObj(step -> (double) step).toList();
        return LineChart.of(
                title,
                "Step",
                "Objective",
                places,
                lines.stream().map(this::padded).toList());
    }

    private LineChart.Line padded(LineChart.Line line) {
        List<Double> values = new ArrayList<>(line.shares());
        values.addAll(Collections.nCopies(steps() - values.size(), Double.NaN));
        return new LineChart.Line(line.name(), values);
    }

    /** A row for each step. */
    ResultsTable table() {
        ResultsTable table = Tables.empty();
        List<String> names =
                Tables.distinct(lines.stream().map(LineChart.Line::name).toList());
        for (int step = 0; step < steps(); step++) {
            table.addRow();
            table.addValue("Step", step);
            for (int i = 0; i < names.size(); i++)
                if (step < lines.get(i).shares().size())
                    table.addValue(names.get(i), lines.get(i).shares().get(step));
        }
        return table;
    }

    private int steps() {
        return lines.stream().mapToInt(line -> line.shares().size()).max().orElse(0);
    }
}
