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
import org.multimodalneurons.plugin.imagej.Decimals;
import org.multimodalneurons.plugin.imagej.LineChart;
import org.multimodalneurons.plugin.imagej.PictureTable;
import org.multimodalneurons.plugin.imagej.Pictures;

/**
 * What a classifier said of every picture, as tables and a chart.
 *
 * @param pictures what was looked at
 * @param scores for each picture, one for each label, in the order of the labels
 * @param notes what makes the scores of a label mean less than they seem to, by label; blank where nothing does
 */
record Classification(Pictures pictures, List<List<Scored<String>>> scores, UnaryOperator<String> notes) {

    private static final String NOTE = "Note";
    private static final int DIGITS = 4;

    /** A row for each picture and label, the best label of each picture first (rank 1); notes where there are any. */
    ResultsTable everyScore() {
        Map<String, String> byLabel = new HashMap<>();
        for (Scored<String> score : scores.get(0)) byLabel.computeIfAbsent(score.value(), notes);
        boolean noted = !byLabel.values().stream().allMatch(String::isBlank);
        PictureTable table = PictureTable.fresh(pictures);
        for (int i = 0; i < scores.size(); i++) {
            int rank = 1;
            for (Scored<String> score : Scored.bestFirst(scores.get(i))) {
                table.row(i);
                table.add("Rank", rank++, 0);
                table.add("Label", score.value());
                table.add("Cosine", score.cosine(), Decimals.OF_COSINES);
                table.add("Probability", score.probability());
                if (noted) table.add(NOTE, byLabel.get(score.value()));
            }
        }
        return table.table();
    }

    /** A row for each picture: its best label, and the probability of every label in a column of its own. */
    ResultsTable answers(PictureTable table) {
        for (int i = 0; i < scores.size(); i++) {
            Scored<String> best = Scored.bestFirst(scores.get(i)).get(0);
            table.row(i);
            table.add("Answer", best.value());
            table.add("Cosine", best.cosine(), Decimals.OF_COSINES);
            table.add("Probability", best.probability(), DIGITS);
            for (Scored<String> score : scores.get(i))
                table.add("P(" + score.value() + ")", score.probability(), DIGITS);
        }
        return table.table();
    }

    /**
     * Bars of every label for one picture, of the answers for several; for more than a chart of bars can hold, a line for
     * each of the labels that are most probable somewhere.
     */
    ImagePlus chart() {
        String title = "Probabilities of " + pictures.title();
        if (scores.size() == 1) return BarChart.of(title, pictures.label(0), labelBars());
        if (scores.size() <= BarChart.MOST) return BarChart.of(title, "Answers of " + pictures.title(), answerBars());
        boolean regions = pictures.areRegions() && !haveOwnSlices(); // or several would stand at one place
        List<Integer> places = IntStream.range(0, scores.size())
                .mapToObj(i -> regions ? i + 1 : pictures.slice(i))
                .toList();
        String axis = regions ? "Region" : pictures.file(0) == null ? "Slice" : "File";
        return LineChart.ofShares(title, axis, "Probability", places, lines());
    }

    private boolean haveOwnSlices() {
        return IntStream.range(0, scores.size()).map(pictures::slice).distinct().count() == scores.size();
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
