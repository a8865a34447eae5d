package org.multimodalneurons.training.net;

import java.util.Arrays;
import java.util.SplittableRandom;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import org.multimodalneurons.model.Constant;
import org.multimodalneurons.training.augment.Batch;
import org.multimodalneurons.training.augment.Letters;

/**
 * What the image tower learns from: a cosine softmax over one vector per concept, and, for written strings, the
 * letters in each third of the string, read off the mean of the last map.
 */
public final class ClassHead {

    /** Name of the class vectors, learned or given, [concepts, e]. */
    public static final String VECTORS = "head.vectors";

    /** Name of the logarithm of the learned scale of the cosines, [1]. */
    public static final String SCALE = "head.scale";

    private static final String LETTERS = "head.letters.";
    private static final double FIRST_SCALE = 16;
    private static final double LARGEST_SCALE = 100;
    private static final float SMOOTHING = .05f;
    private static final float LETTER_WEIGHT = .5f;
    private static final float LETTER_GAIN = 6;

    private final Parameters parameters;

    /** A head over tensors that {@link #create} added. */
    public ClassHead(Parameters parameters) {
        this.parameters = parameters;
    }

    /** Adds a fresh head's tensors to those of a tower. */
    public static void create(Parameters parameters, ImageTowerShape shape, int concepts, SplittableRandom random) {
        double deviation = 1 / Math.sqrt(shape.embedding());
        parameters.addNormal(VECTORS, new Shape(concepts, shape.embedding()), deviation, random);
        createScaleAndLetters(parameters, shape, random);
    }

    /**
     * Adds a fresh head whose class vectors are given and stay as they are: a text tower's, so that the image tower learns
     * to point where the captions do.
     *
     * @param vectors one a concept, [concepts, e]
     * @see <a href="https://arxiv.org/abs/2111.07991">Zhai et al. 2022</a>, with the towers' parts exchanged
     */
    public static void create(
            Parameters parameters, ImageTowerShape shape, float[][] vectors, SplittableRandom random) {
        int e = shape.embedding();
        float[] values = new float[vectors.length * e];
        for (int i = 0; i < vectors.length; i++) System.arraycopy(vectors[i], 0, values, i * e, e);
        parameters.addBuffer(VECTORS, values, new Shape(vectors.length, e));
        createScaleAndLetters(parameters, shape, random);
    }

    private static void createScaleAndLetters(Parameters parameters, ImageTowerShape shape, SplittableRandom random) {
        parameters.addConstant(SCALE, new Shape(1), Math.log(FIRST_SCALE));
        int features = shape.features();
        parameters.addNormal(LETTERS + "weight", new Shape(Letters.TARGETS, features), 1 / Math.sqrt(features), random);
        // Most letters are absent from most thirds.
        parameters.addConstant(LETTERS + "bias", new Shape(Letters.TARGETS), -2.5);
    }

    /** The loss of a batch: smoothed cross-entropy of the concepts, and half the letters' cross-entropy; a scalar. */
    public NDArray loss(ImageTower.Output output, Batch batch) {
        NDManager manager = output.embedding().getManager();
        NDArray logProbabilities = logits(output.embedding()).logSoftmax(1);
        NDArray targets = smoothed(manager, batch.labels(), (int)
                parameters.get(VECTORS).getShape().get(0));
        NDArray sum = logProbabilities.mul(targets).sum();
        NDArray loss = sum.mul(Constant.beside(sum, -1.0 / batch.count()));
        return loss.add(letterLoss(output.map(), batch, manager));
    }

    /** Scaled cosines to every class vector, [n, concepts]. */
    private NDArray logits(NDArray embedding) {
        NDManager manager = embedding.getManager();
        NDArray vectors = unit(manager.ones(new Shape(1)).mul(parameters.get(VECTORS)));
        NDArray scale = manager.ones(new Shape(1))
                .mul(parameters.get(SCALE))
                .minimum(Constant.beside(embedding, Math.log(LARGEST_SCALE)))
                .exp();
        return unit(embedding).matMul(vectors.transpose()).mul(scale);
    }

    private NDArray letterLoss(NDArray map, Batch batch, NDManager manager) {
        float written = 0;
        for (float flag : batch.written()) written += flag;
        long cells = map.getShape().get(2) * map.getShape().get(3);
        NDArray z = Linear.linear(
                        map.sum(new int[] {2, 3}).div(Constant.beside(map, (double) cells)),
                        parameters.get(LETTERS + "weight"),
                        parameters.get(LETTERS + "bias"))
                .singletonOrThrow();
        NDArray targets = manager.create(batch.letters(), new Shape(batch.count(), Letters.TARGETS));
        NDArray mask = manager.create(batch.written(), new Shape(batch.count(), 1));
        NDArray entropy = Activation.softPlus(z).sub(z.mul(targets)).mul(mask).sum();
        // A string has few of the 78 letters and thirds: their mean is raised by what a random guess would cost.
        return entropy.mul(
                Constant.beside(entropy, LETTER_WEIGHT * LETTER_GAIN / (Letters.TARGETS * Math.max(1, written))));
    }

    private static NDArray smoothed(NDManager manager, int[] labels, int concepts) {
        float[] targets = new float[labels.length * concepts];
        Arrays.fill(targets, SMOOTHING / concepts);
        for (int i = 0; i < labels.length; i++) targets[i * concepts + labels[i]] += 1 - SMOOTHING;
        return manager.create(targets, new Shape(labels.length, concepts));
    }

    /** Rows of unit length. */
    public static NDArray unit(NDArray rows) {
        NDArray length = rows.square().sum(new int[] {1}, true).add(1e-12f).sqrt();
        return rows.div(length);
    }
}
