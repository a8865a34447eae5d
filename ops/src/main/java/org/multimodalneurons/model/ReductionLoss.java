package org.multimodalneurons.model;

import java.util.Locale;
import java.util.Random;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.UserException;
import org.multimodalneurons.weights.Architecture;
import org.multimodalneurons.weights.Architecture.ViT;

/**
 * How far {@link Precision#REDUCED} leads away: cosines of embeddings to those at full precision, over a few made-up
 * pictures and texts. A model that was not made for it, or a processor whose sums of 8-bit products overflow, shows here
 * before anybody relies on it.
 */
final class ReductionLoss {

    /** The least cosine that is accepted. */
    static final double LEAST = .99;

    private static final int ITEMS = 4;
    private static final int SHORTEST_TEXT = 4;
    private static final int PATCHES_A_SIDE = 8;

    private final Architecture architecture;
    private final NDManager manager;
    private final Random random = new Random(1);

    /**
     * Looks at a model.
     *
     * @param manager of the caller's, for what is needed on the way
     */
    ReductionLoss(Architecture architecture, NDManager manager) {
        this.architecture = architecture;
        this.manager = manager;
    }

    /**
     * Refuses a model that loses too much.
     *
     * @param name of the model
     * @throws UserException when a cosine is below {@link #LEAST}; it gives tower and cosine
     */
    void check(String name, CompiledTowers full, CompiledTowers reduced) {
        if (architecture.image() instanceof ViT) {
            NDArray pixels = pixels();
            check(name, "image", full.image(pixels), reduced.image(pixels));
        }
        NDArray ids = ids();
        NDArray ends = ids.argMax(1);
        check(name, "text", full.text(ids, ends), reduced.text(ids, ends));
    }

    private static void check(String name, String tower, NDArray full, NDArray reduced) {
        double cosine = leastCosine(full, reduced);
        if (!(cosine >= LEAST))
            throw new UserException(String.format(
                    Locale.ROOT,
                    "Model %s loses too much at reduced precision here: its %s embeddings have a cosine of %.3f to those at"
                            + " full precision, at least %.2f is asked for. Open it at full precision.",
                    name,
                    tower,
                    cosine,
                    LEAST));
    }

    /** The least cosine between rows of the same number, [n, e] each; NaN where one is not a number. */
    static double leastCosine(NDArray a, NDArray b) {
        int length = (int) a.getShape().get(1);
        float[] first = a.toFloatArray();
        float[] second = b.toFloatArray();
        double least = 1;
        for (int row = 0; row < first.length; row += length) {
            double product = 0;
            double squareA = 0;
            double squareB = 0;
            for (int i = row; i < row + length; i++) {
                product += (double) first[i] * second[i];
                squareA += (double) first[i] * first[i];
                squareB += (double) second[i] * second[i];
            }
            least = Math.min(least, product / Math.sqrt(squareA * squareB));
        }
        return least;
    }

    /** Coloured patches, with the mean and the spread that normalised photographs have. */
    private NDArray pixels() {
        int size = architecture.image().imageSize();
        float[] values = new float[ITEMS * 3 * size * size];
        float[] patches = new float[PATCHES_A_SIDE * PATCHES_A_SIDE];
        for (int map = 0; map < ITEMS * 3; map++) {
            for (int i = 0; i < patches.length; i++) patches[i] = (float) random.nextGaussian();
            for (int y = 0; y < size; y++)
                for (int x = 0; x < size; x++)
                    values[(map * size + y) * size + x] =
                            patches[y * PATCHES_A_SIDE / size * PATCHES_A_SIDE + x * PATCHES_A_SIDE / size];
        }
        return owned(manager.create(values, new Shape(ITEMS, 3, size, size)));
    }

    /** Texts of several lengths. As in CLIP, the highest number ends a text, and zeros follow. */
    private NDArray ids() {
        int context = architecture.text().contextLength();
        int end = architecture.text().vocabularySize() - 1;
        long[] ids = new long[ITEMS * context];
        for (int text = 0; text < ITEMS; text++) {
            int length = Math.min(context, SHORTEST_TEXT * (text + 1));
            for (int i = 0; i < length - 1; i++) ids[text * context + i] = 1L + random.nextInt(end - 1);
            ids[text * context + length - 1] = end;
        }
        return owned(manager.create(ids, new Shape(ITEMS, context)));
    }

    private static NDArray owned(NDArray borrowed) {
        try (borrowed) {
            return borrowed.duplicate();
        }
    }
}
