package org.multimodalneurons.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.CosineMatrix;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.text.Prompts;

/**
 * Words on a map whose axes are groups of neurons. Each word is described by how much more than the average word it is
 * like each neuron's direction (less is 0); the table of words and neurons is then taken apart into a few factors without
 * negative numbers. For emotions of a large CLIP two factors resemble valence and arousal, seven the canonical emotions.
 *
 * @see <a href="https://distill.pub/2021/multimodal-neurons/#emotion-composition">Goh et al. 2021, emotion atlas</a>
 */
public final class EmotionAtlas {

    private static final int ITERATIONS = 500;
    private static final double SAME = .98;
    private static final long SEED = 7;

    private final List<String> words;
    private final List<String> units;
    private final Factorization parts;

    private EmotionAtlas(List<String> words, List<String> units, Factorization parts) {
        this.words = words;
        this.units = units;
        this.parts = parts;
    }

    /**
     * Draws the map; the same words give the same one. Of words that the model hardly tells apart (cosine above .98) the
     * first stands for all, lest they make up an axis of their own.
     *
     * @param words more than factors
     * @param prompts the captions to make of each word
     * @param factors axes, at least 1
     * @throws UserException when there are too few words, or one is blank
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public static EmotionAtlas of(ClipModel clip, List<String> words, Prompts prompts, int factors, Progress progress) {
        List<String> distinct = words.stream().map(String::strip).distinct().toList();
        if (factors < 1 || factors >= distinct.size())
            throw new UserException(
                    "An atlas of " + factors + " factors needs more words than that; found " + distinct.size() + ".");
        Embeddings embedded = withoutSynonyms(new Embedder(clip).labels(distinct, prompts, progress));
        if (factors >= embedded.size())
            throw new UserException(
                    "An atlas of " + factors + " factors needs more words than that; the model tells only "
                            + embedded.size() + " of the " + distinct.size() + " apart.");
        Embeddings neurons = NeuronDirections.of(clip);
        RealMatrix codes = codes(CosineMatrix.of(embedded, neurons));
        progress.throwIfCancelled();
        return new EmotionAtlas(
                embedded.labels(), neurons.labels(), Factorization.of(codes, factors, ITERATIONS, SEED));
    }

    private static Embeddings withoutSynonyms(Embeddings words) {
        CosineMatrix cosines = CosineMatrix.of(words, words);
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            int word = i;
            if (kept.stream().noneMatch(earlier -> cosines.get(word, earlier) > SAME)) kept.add(i);
        }
        return new Embeddings(
                words.model(),
                kept.stream().map(words.labels()::get).toList(),
                kept.stream().map(words::vector).toArray(float[][]::new));
    }

    /** What is more than the column's mean. */
    private static RealMatrix codes(CosineMatrix cosines) {
        int rows = cosines.rows().size();
        int columns = cosines.columns().size();
        RealMatrix codes = new Array2DRowRealMatrix(rows, columns);
        for (int column = 0; column < columns; column++) {
            double mean = 0;
            for (int row = 0; row < rows; row++) mean += (double) cosines.get(row, column) / rows;
            for (int row = 0; row < rows; row++)
                codes.setEntry(row, column, Math.max(0, cosines.get(row, column) - mean));
        }
        return codes;
    }

    /** The words on the map, in the order given. */
    public List<String> words() {
        return words;
    }

    /** How many axes the map has. */
    public int factors() {
        return parts.factors().getRowDimension();
    }

    /**
     * Where a word lies.
     *
     * @return [factors], each at least 0
     */
    public double[] position(int word) {
        return parts.rows().getRow(word);
    }

    /** The words that lie furthest out on an axis, at most so many. */
    public List<String> topWords(int factor, int count) {
        return top(parts.rows().getColumn(factor), words, count);
    }

    /** The units that an axis is made of most, at most so many. */
    public List<String> topUnits(int factor, int count) {
        return top(parts.factors().getRow(factor), units, count);
    }

    private static List<String> top(double[] values, List<String> names, int count) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, values.length).boxed().toList());
        order.sort(Comparator.comparingDouble((Integer i) -> -values[i]));
        return order.stream()
                .limit(count)
                .filter(i -> values[i] > 0)
                .map(names::get)
                .toList();
    }
}
