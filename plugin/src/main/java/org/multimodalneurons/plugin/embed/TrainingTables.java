package org.multimodalneurons.plugin.embed;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.multimodalneurons.embed.EmbeddingSet;
import org.multimodalneurons.embed.EmbeddingSet.Item;
import org.multimodalneurons.embed.classifier.ClassifierTraining.Trained;
import org.multimodalneurons.embed.classifier.ConfusionMatrix;
import org.multimodalneurons.embed.classifier.ConfusionMatrix.ClassQuality;
import org.multimodalneurons.embed.classifier.HeldOut;
import org.multimodalneurons.embed.classifier.Reliability;
import org.multimodalneurons.embed.classifier.TrainingSummary;
import org.multimodalneurons.plugin.imagej.EmbeddingTables;
import org.multimodalneurons.plugin.imagej.MatrixImage;
import org.multimodalneurons.plugin.imagej.ReliabilityPlot;
import org.multimodalneurons.plugin.imagej.Tables;

/** What training gave, as ImageJ's images and tables. */
record TrainingTables(Trained trained) {

    private record ClassRow(
            String label,
            int examples,
            int answers,
            int right,
            double precision,
            double precisionLow,
            double precisionHigh,
            double recall,
            double recallLow,
            double recallHigh,
            double f1,
            double f1Low,
            double f1High) {

        static ClassRow of(ClassQuality quality) {
            return new ClassRow(
                    quality.label(),
                    quality.examples(),
                    quality.answers(),
                    quality.right(),
                    quality.precision().value(),
                    quality.precision().interval().low(),
                    quality.precision().interval().high(),
                    quality.recall().value(),
                    quality.recall().interval().low(),
                    quality.recall().interval().high(),
                    quality.f1().value(),
                    quality.f1().interval().low(),
                    quality.f1().interval().high());
        }
    }

    private record RangeRow(
            double from,
            double to,
            int answers,
            double weight,
            double probability,
            double right,
            double low,
            double high,
            int answersBefore,
            double probabilityBefore,
            double rightBefore) {}

    private record SummaryRow(
            int images,
            int classes,
            int folds,
            double accuracy,
            double balancedAccuracy,
            double low,
            double high,
            double logLoss,
            double brierScore,
            double calibrationError,
            double uncalibratedError,
            double penalty,
            double temperature,
            String file,
            String unmeasured) {}

    /** True classes in rows, answers in columns. */
    ImagePlus confusion(String title) {
        ConfusionMatrix confusion = trained.heldOut().confusion();
        int count = confusion.labels().size();
        float[] numbers = new float[count * count];
        for (int i = 0; i < numbers.length; i++) numbers[i] = confusion.counts()[i / count][i % count];
        return MatrixImage.counts(
                title,
                new MatrixImage.Values(
                        "images",
                        confusion.labels(),
                        confusion.labels(),
                        List.of("rows: class", "columns: answer"),
                        numbers));
    }

    /** The same as a table. */
    ResultsTable confusionTable() {
        ConfusionMatrix confusion = trained.heldOut().confusion();
        List<String> headings =
                confusion.labels().stream().map(label -> "Answer " + label).toList();
        ResultsTable table = Tables.empty();
        for (int row = 0; row < headings.size(); row++) {
            table.addRow();
            table.addValue("Class", confusion.labels().get(row));
            for (int column = 0; column < headings.size(); column++)
                table.addValue(headings.get(column), confusion.counts()[row][column]);
        }
        for (String heading : headings) table.setDecimalPlaces(table.getColumnIndex(heading), 0);
        return table;
    }

    /** Precision, recall and F1 of each class, with intervals. */
    ResultsTable classes() {
        return Tables.of(
                trained.heldOut().confusion().classes().stream()
                        .map(ClassRow::of)
                        .toList(),
                ClassRow.class);
    }

    /** Right answers by their probability, as a plot. */
    ImagePlus calibration(String title) {
        return ReliabilityPlot.of(title, ranges(trained.heldOut()), ranges(trained.uncalibrated()));
    }

    /** The same as a table. */
    ResultsTable calibrationTable() {
        List<Reliability> after = ranges(trained.heldOut());
        List<Reliability> before = ranges(trained.uncalibrated());
        List<RangeRow> rows = IntStream.range(0, after.size())
                .mapToObj(i -> row(after.get(i), before.get(i)))
                .toList();
        return Tables.of(rows, RangeRow.class);
    }

    private static RangeRow row(Reliability after, Reliability before) {
        return new RangeRow(
                after.from(),
                after.to(),
                after.count(),
                after.weight(),
                after.confidence(),
                after.accuracy(),
                after.interval().low(),
                after.interval().high(),
                before.count(),
                before.confidence(),
                before.accuracy());
    }

    private static List<Reliability> ranges(HeldOut heldOut) {
        return heldOut.reliability(Reliability.USUAL_RANGES);
    }

    /** What was said of every item by a classifier that had not seen it; wrong answers first, the surest of them before. */
    ResultsTable answers(EmbeddingSet set) {
        HeldOut heldOut = trained.heldOut();
        ResultsTable table = Tables.empty();
        boolean placed = set.hasCentroids(); // which looks at every item
        for (int i : wrongFirst(heldOut)) {
            Item item = set.items().get(i);
            double[] shares = heldOut.probabilities()[i];
            int said = heldOut.said(i);
            int truth = heldOut.answers()[i];
            table.addRow();
            table.addValue("Image", item.label());
            table.addValue("Slice", item.slice());
            if (placed) EmbeddingTables.addPlace(table, item);
            if (!item.file().isEmpty()) table.addValue("File", item.file());
            table.addValue("Class", heldOut.labels().get(truth));
            table.addValue("Answer", heldOut.labels().get(said));
            table.addValue("Right", said == truth ? "yes" : "no");
            table.addValue("Probability", shares[said]);
            table.addValue("P(class)", shares[truth]);
            table.addValue("Fold", heldOut.folds().get(i) + 1);
        }
        for (String whole : List.of("Slice", "Fold")) table.setDecimalPlaces(table.getColumnIndex(whole), 0);
        return table;
    }

    private static List<Integer> wrongFirst(HeldOut heldOut) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < heldOut.size(); i++) order.add(i);
        order.sort((a, b) -> Double.compare(wrongness(heldOut, b), wrongness(heldOut, a)));
        return order;
    }

    private static double wrongness(HeldOut heldOut, int item) {
        int said = heldOut.said(item);
        return said == heldOut.answers()[item] ? -1 : heldOut.probabilities()[item][said];
    }

    /**
     * One row: what the classifier is worth, or why that is not known.
     *
     * @param file where it was saved; empty when it could not be
     */
    ResultsTable summary(String file) {
        TrainingSummary summary = trained.classifier().summary();
        ResultsTable table = Tables.of(
                List.of(new SummaryRow(
                        trained.classifier().examples().stream()
                                .mapToInt(Integer::intValue)
                                .sum(),
                        trained.classifier().labels().size(),
                        summary.folds(),
                        summary.accuracy(),
                        summary.balancedAccuracy(),
                        summary.low(),
                        summary.high(),
                        summary.logLoss(),
                        summary.brierScore(),
                        summary.calibrationError(),
                        summary.uncalibratedError(),
                        summary.price(),
                        trained.classifier().temperature(),
                        file,
                        summary.unmeasured())),
                SummaryRow.class);
        if (summary.isMeasured()) table.deleteColumn("Unmeasured");
        return table;
    }
}
