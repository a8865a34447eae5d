package org.multimodalneurons.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.embed.Vectors;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.probe.Composition.Term;
import org.multimodalneurons.text.Prompts;

/**
 * Writes the meaning of a phrase as a sum of a few others, or of a few neurons. All vectors have length 1; what the words
 * of a list have in common, their mean, is taken away from phrases and words before, for all texts of CLIP lie in one
 * narrow cone and would explain each other by it alone.
 *
 * @see <a href="https://distill.pub/2021/multimodal-neurons/#emotion-composition">Goh et al. 2021, emotion composition</a>
 */
public final class PhraseArithmetic {

    private final ClipModel clip;
    private final Prompts prompts;
    private final double[] common;
    private final List<String> names;
    private final double[][] atoms;

    private PhraseArithmetic(ClipModel clip, Prompts prompts, double[] common, List<String> names, double[][] atoms) {
        this.clip = clip;
        this.prompts = prompts;
        this.common = common;
        this.names = names;
        this.atoms = atoms;
    }

    /**
     * Sums of words.
     *
     * @param words what sums may be made of, at least two
     * @param prompts the captions to make of words and phrases alike
     * @throws UserException when there are fewer, or blank ones
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public static PhraseArithmetic ofWords(ClipModel clip, List<String> words, Prompts prompts, Progress progress) {
        Embeddings embedded = embedded(clip, words, prompts, progress);
        double[] common = mean(embedded.vectors());
        double[][] atoms = Arrays.stream(embedded.vectors())
                .map(vector -> unit(centred(vector, common)))
                .toArray(double[][]::new);
        return new PhraseArithmetic(clip, prompts, common, embedded.labels(), atoms);
    }

    /**
     * Sums of neurons: the directions in which the units of the last layer push the embedding.
     *
     * @param words whose mean is taken away from the phrases, at least two
     * @param prompts the captions to make of words and phrases alike
     * @throws UserException when there are fewer, or blank ones
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public static PhraseArithmetic ofNeurons(ClipModel clip, List<String> words, Prompts prompts, Progress progress) {
        Embeddings embedded = embedded(clip, words, prompts, progress);
        Embeddings neurons = NeuronDirections.of(clip);
        double[][] atoms = Arrays.stream(neurons.vectors())
                .map(vector -> unit(centred(vector, new double[vector.length])))
                .toArray(double[][]::new);
        return new PhraseArithmetic(clip, prompts, mean(embedded.vectors()), neurons.labels(), atoms);
    }

    private static Embeddings embedded(ClipModel clip, List<String> words, Prompts prompts, Progress progress) {
        List<String> distinct = words.stream().map(String::strip).distinct().toList();
        if (distinct.size() < 2)
            throw new UserException("The list has " + (distinct.isEmpty() ? "no word" : "one word")
                    + "; arithmetic needs at least two different ones.");
        return new Embedder(clip).labels(distinct, prompts, progress);
    }

    /**
     * Writes a phrase as a sum. The terms are chosen as asked, then weighed by least squares; one that gets no weight is
     * left out. A word is not explained by itself.
     *
     * @param phrase not blank
     * @param count of terms, at least 1
     * @throws UserException when the phrase is blank, or there are not so many terms to choose from
     */
    public Composition write(String phrase, int count, Selection selection, Sign sign) {
        String label = phrase.strip();
        float[] vector = new Embedder(clip)
                .labels(List.of(label), prompts, Progress.NONE)
                .vector(0);
        int[] others = IntStream.range(0, atoms.length)
                .filter(i -> !names.get(i).toLowerCase(Locale.ROOT).equals(label.toLowerCase(Locale.ROOT)))
                .toArray();
        int most = Math.min(others.length, vector.length);
        if (count < 1 || count > most)
            throw new UserException("A sum of " + count + " terms cannot be made; there are " + others.length
                    + " to choose from and vectors of " + vector.length + " components, so write 1 to " + most + ".");
        double[] target = unit(centred(vector, common));
        double[][] offered = Arrays.stream(others).mapToObj(i -> atoms[i]).toArray(double[][]::new);
        List<Integer> chosen = selection.choose(offered, target, count, sign);
        return new Composition(label, terms(chosen.stream().map(i -> others[i]).toList(), target, sign));
    }

    private List<Term> terms(List<Integer> chosen, double[] target, Sign sign) {
        double[][] support = chosen.stream().map(i -> atoms[i]).toArray(double[][]::new);
        double[] weights = sign.leastSquares(support, target);
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < weights.length; i++)
            if (weights[i] != 0)
                terms.add(new Term(
                        names.get(chosen.get(i)), weights[i], explained(Arrays.copyOf(support, i + 1), target, sign)));
        return terms;
    }

    private static double explained(double[][] atoms, double[] target, Sign sign) {
        double[] left = Sign.residual(atoms, sign.leastSquares(atoms, target), target);
        return 1 - Vectors.dot(left, left) / Vectors.dot(target, target);
    }

    private static double[] mean(float[][] vectors) {
        double[] mean = new double[vectors[0].length];
        for (float[] vector : vectors)
            for (int k = 0; k < mean.length; k++) mean[k] += (double) vector[k] / vectors.length;
        return mean;
    }

    private static double[] centred(float[] vector, double[] common) {
        double[] centred = new double[vector.length];
        for (int k = 0; k < centred.length; k++) centred[k] = vector[k] - common[k];
        return centred;
    }

    private static double[] unit(double[] vector) {
        double length = Math.max(Math.sqrt(Vectors.dot(vector, vector)), 1e-12);
        return Arrays.stream(vector).map(value -> value / length).toArray();
    }
}
