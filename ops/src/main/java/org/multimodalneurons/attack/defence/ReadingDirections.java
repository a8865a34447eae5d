package org.multimodalneurons.attack.defence;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.attack.Defence;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.embed.Vectors;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;

/**
 * The directions in which embeddings go when something is written on pictures, whatever it is: the principal directions of
 * the differences of unit embeddings with and without words. As a defence they are taken out of the embeddings. Immutable.
 */
public final class ReadingDirections implements Defence {

    /** Which share of all directions is usual. */
    public static final double USUAL_SHARE = .25;

    private static final double ROUNDING = 1e-10; // of the largest square: less is noise of float32

    private final String model;
    private final double[][] directions;

    private ReadingDirections(String model, double[][] directions) {
        this.model = model;
        this.directions = directions;
    }

    /** How many directions are usually taken out of a model's embeddings. */
    public static int usual(ClipModel clip) {
        return Math.max(1, (int) Math.round(USUAL_SHARE * clip.image().embeddingSize()));
    }

    /**
     * Learns directions.
     *
     * @param pairs pictures with and without words
     * @param count how many directions, at least 1
     * @throws UserException when there are more directions than pairs that differ, or than components
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public static ReadingDirections learn(ClipModel clip, WrittenPairs pairs, int count, Progress progress) {
        List<PixelRows> written = pairs.written(clip);
        int most = Math.min(written.size(), clip.image().embeddingSize() - 1);
        requireDirections(count, most);
        float[][] bare = embeddings(clip, pairs.bare(clip), progress);
        float[][] seen = embeddings(clip, written, progress);
        double[][] differences = new double[seen.length][];
        for (int i = 0; i < seen.length; i++)
            differences[i] = doubles(Vectors.difference(seen[i], bare[WrittenPairs.ground(i)]));
        return new ReadingDirections(clip.identity(), principal(new Array2DRowRealMatrix(differences, false), count));
    }

    private static float[][] embeddings(ClipModel clip, List<PixelRows> pictures, Progress progress) {
        return new Embedder(clip)
                .images(pictures, Collections.nCopies(pictures.size(), ""), progress)
                .vectors();
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) doubles[i] = values[i];
        return doubles;
    }

    /** Of rows [n, e] the directions of length 1 along which they reach farthest from zero: the mean is not taken off. */
    private static double[][] principal(RealMatrix rows, int count) {
        EigenDecomposition eigen = new EigenDecomposition(rows.multiply(rows.transpose()));
        double[] squares = eigen.getRealEigenvalues();
        requireDirections(count, (int) Arrays.stream(squares)
                .filter(square -> square > ROUNDING * squares[0])
                .count());
        double[][] directions = new double[count][];
        for (int i = 0; i < count; i++)
            directions[i] =
                    rows.preMultiply(eigen.getEigenvector(i)).unitVector().toArray();
        return directions;
    }

    private static void requireDirections(int count, int most) {
        if (count < 1 || count > most)
            throw new UserException(
                    "Found " + count + " reading directions to take out of embeddings; write 1 to " + most + ".");
    }

    /** The first few of these directions. */
    public ReadingDirections first(int count) {
        requireDirections(count, directions.length);
        return new ReadingDirections(model, Arrays.copyOf(directions, count));
    }

    /** A copy of them, [n][e], each of length 1, the strongest first. */
    public double[][] directions() {
        return Arrays.stream(directions).map(double[]::clone).toArray(double[][]::new);
    }

    @Override
    public String name() {
        return "projection";
    }

    @Override
    public Embeddings embed(ClipModel clip, List<? extends PixelRows> stimuli, Embeddings seen, Progress progress) {
        return without(seen);
    }

    /**
     * Embeddings without what lies along these directions.
     *
     * @throws UserException when they come from another model
     */
    public Embeddings without(Embeddings embeddings) {
        if (!embeddings.model().equals(model))
            throw new UserException("The reading directions were learned from " + model + ", the embeddings are of "
                    + embeddings.model() + ". Use the same model for both.");
        float[][] vectors = embeddings.vectors();
        for (float[] vector : vectors) for (double[] direction : directions) takeOut(direction, vector);
        return new Embeddings(model, embeddings.labels(), vectors);
    }

    private static void takeOut(double[] direction, float[] vector) {
        double part = 0;
        for (int i = 0; i < vector.length; i++) part += direction[i] * vector[i];
        for (int i = 0; i < vector.length; i++) vector[i] -= (float) (part * direction[i]);
    }
}
