package org.multimodalneurons.plugin.embed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.multimodalneurons.embed.Scored;
import org.multimodalneurons.plugin.imagej.BarChart;
import org.multimodalneurons.plugin.imagej.LineChart;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.multimodalneurons.plugin.imagej.Tables;

/**
 * What a classifier said of every picture, as tables and a chart.
 *
 * @param pictures what was looked at
 * @param scores for each picture, one for each label, in the order of the labels
 * @param notes what makes the scores of a label mean less than they seem to, by label; blank where nothing does
 */
record Classification(Pictures pictures, List<List<Scored<String>>> scores, UnaryOperator<String> notes) {

    private static final String NOTE = "Note";

    private record Row(String image, int slice, int rank, String label, double cosine, double probability) {}

    /** A row for each picture and label, the best label of each picture first (rank 1); notes where there are any. */
    ResultsTable everyScore() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            int rank = 1;
            for (Scored<String> score : Scored.bestFirst(scores.get(i)))
                rows.add(new Row(
                        pictures.label(i),
                        pictures.slice(i),
                        rank++,
                        score.value(),
                        score.cosine(),
                        score.probability()));
        }
        ResultsTable table = Tables.of(rows, Row.class);
        Map<String, String> byLabel = new HashMap<>();
        for (Row row : rows) byLabel.computeIfAbsent(row.label(), notes);
        if (byLabel.values().stream().allMatch(String::isBlank)) return table;
        for (int i = 0; i < rows.size(); i++)
            table.setValue(NOTE, i, byLabel.get(rows.get(i).label()));
        return table;
    }

    /** A row for each picture: its best label, and the probability of every label in a column of its own. */
    ResultsTable answers() {
        ResultsTable table = Tables.empty();
        for (int i = 0; i < scores.size(); i++) {
            Scored<String> best = Scored.bestFirst(scores.get(i)).get(0);
            table.addRow();
            table.addValue("Image", pictures.label(i));
            table.addValue("Slice", pictures.slice(i));
            table.addValue("Answer", best.value());
            table.addValue("Cosine", best.cosine());
            table.addValue("Probability", best.probability());
            for (Scored<String> score : scores.get(i)) table.addValue("P(" + score.value() + ")", score.probability());
        }
        table.setDecimalPlaces(table.getColumnIndex("Slice"), 0);
        return table;
    }

    /**
     * Bars of every label for one picture, of the answers for several; for more than a chart of bars can hold, a line for
     * each of the labels that are most probable somewhere.
     */
    ImagePlus chart() {
        String title = "Probabilities of " + pictures.title();
        if (scores.size() == 1) return BarChart.of(title, pictures.label(0), labelBars());
        if (scores.size() <= BarChart.MOST) return BarChart.of(title, "Answers of " + pictures.title(), answerBars());
        List<Integer> slices =
                IntStream.range(0, scores.size()).mapToObj(pictures::slice).toList();
        return LineChart.of(title, slices, lines());
    }

    private List<BarChart.Bar> labelBars() {
        List<Scored<String>> ranked = Scored.bestFirst(scores.get(0));
        return ranked.stream()
                .map(score -> new BarChart.Bar(score.value(), score.probability(), score.equals(ranked.get(0))))
                .toList();
    }

    private List<BarChart.Bar> answerBars() {
        List<String> names = Pictures.withoutCommonTitle(pictures.labels());
        return IntStream.range(0, scores.size())
                .mapToObj(i -> {
                    Scored<String> best = Scored.bestFirst(scores.get(i)).get(0);
                    return new BarChart.Bar(names.get(i) + " → " + best.value(), best.probability(), true);
                })
                .toList();
    }

    private List<LineChart.Line> lines() {
        List<LineChart.Line> lines = new ArrayList<>();
        for (int label = 0; label < scores.get(0).size(); label++) {
            int column = label;
            List<Double> shares =
                    scores.stream().map(row -> row.get(column).probability()).toList();
            lines.add(new LineChart.Line(scores.get(0).get(label).value(), shares));
        }
        lines.sort(Comparator.comparingDouble((LineChart.Line line) -> Collections.max(line.shares()))
                .reversed());
        return lines;
    }
}
