package org.multimodalneurons.attack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.multimodalneurons.LazyList;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.probe.MannWhitney;
import org.multimodalneurons.probe.Pooling;
import org.multimodalneurons.probe.ResponseMatrix;
import org.multimodalneurons.probe.Responses;
import org.multimodalneurons.probe.WordList;
import org.multimodalneurons.probe.WrittenWord;

/**
 * Which units answer to a written word: black on white, in three cases, compared with other words of about the
 * same length written likewise.
 *
 * @see WrittenWord
 */
public final class WrittenAnswers {

    private static final int OTHERS = 200;
    private static final List<UnaryOperator<String>> CASES = List.of(
            word -> word.toLowerCase(Locale.ROOT),
            word -> word.toUpperCase(Locale.ROOT),
            word -> word.substring(0, 1).toUpperCase(Locale.ROOT)
                    + word.substring(1).toLowerCase(Locale.ROOT));

    private final float[][] own;
    private final float[][] others;

    private WrittenAnswers(float[][] own, float[][] others) {
        this.own = own;
        this.others = others;
    }

    /**
     * Shows the word to a layer, and {@value #OTHERS} others that the model knows, of about its length.
     *
     * @param word not blank
     * @throws UserException when it is
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public static WrittenAnswers of(ClipModel clip, Layer layer, String word, Progress progress) {
        if (word.isBlank()) throw new UserException("There is no word to be written; give one, such as pizza.");
        List<String> words = new ArrayList<>(written(word.strip()));
        int count = words.size();
        for (String other : others(clip, word.strip()))
            words.add(CASES.get(words.size() % CASES.size()).apply(other));
        var matrix = new ResponseMatrix(words.size(), Pooling.MEAN);
        int side = clip.image().size();
        Responses.of(clip, List.of(layer))
                .images(new LazyList<>(words.size(), item -> WrittenWord.of(words.get(item), side)), matrix, progress);
        return new WrittenAnswers(rows(matrix, 0, count), rows(matrix, count, words.size()));
    }

    private static Set<String> written(String word) {
        Set<String> cases = new LinkedHashSet<>();
        for (UnaryOperator<String> each : CASES) cases.add(each.apply(word));
        return cases;
    }

    /** Words of about the same length, which are written about as large. */
    private static List<String> others(ClipModel clip, String word) {
        return WordList.of(clip).stream()
                .filter(other -> !other.equalsIgnoreCase(word))
                .sorted(Comparator.comparingInt(other -> Math.abs(other.length() - word.length())))
                .limit(OTHERS)
                .toList();
    }

    private static float[][] rows(ResponseMatrix matrix, int from, int to) {
        return IntStream.range(from, to).mapToObj(matrix::row).toArray(float[][]::new);
    }

    /** How far a unit's mean response to the word lies above those to other words, in their standard deviations. */
    public double z(int unit) {
        SummaryStatistics usual = new SummaryStatistics();
        for (float[] row : others) usual.addValue(row[unit]);
        double sum = 0;
        for (float[] row : own) sum += row[unit];
        double deviation = usual.getStandardDeviation();
        return deviation > 0 ? (sum / own.length - usual.getMean()) / deviation : Double.NaN;
    }

    /** The chance that a unit responds more to the word than to another one. */
    public double auc(int unit) {
        return MannWhitney.auc(column(own, unit), column(others, unit));
    }

    private static float[] column(float[][] rows, int unit) {
        float[] column = new float[rows.length];
        for (int i = 0; i < column.length; i++) column[i] = rows[i][unit];
        return column;
    }
}
