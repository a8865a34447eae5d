package org.multimodalneurons.training.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import org.multimodalneurons.model.Constant;

/**
 * CLIP's ModifiedResNet as a function of named tensors (open_clip's names without {@code visual.}), for training: batch
 * norm can use the batch's own statistics.
 *
 * @see <a href="https://arxiv.org/abs/2103.00020">Radford et al. 2021, section 2.4</a>
 */
public final class ImageTower {

    /** What batch norm does with the statistics of the batch. */
    public enum Statistics {
        /** Normalise with the running statistics. */
        RUNNING,
        /** Normalise with the batch's, and move the running ones by a tenth towards them. */
        LEARN,
        /** Normalise with the batch's and leave the running ones. */
        BATCH
    }

    /**
     * The tower's output.
     *
     * @param embedding [n, e], raw
     * @param map the last block's output after its ReLU, [n, c, h, w]
     */
    public record Output(NDArray embedding, NDArray map) {}

    private static final float EPSILON = 1e-5f;
    private static final float[] MEAN = floats(.48145466, .4578275, .40821073);
    private static final float[] DEVIATION = floats(.26862954, .26130258, .27577711);

    private final ImageTowerShape shape;
    private final Parameters parameters;
    private final Statistics statistics;

    /** A tower over tensors as {@link ImageTowerShape#create} makes them. */
    public ImageTower(ImageTowerShape shape, Parameters parameters, Statistics statistics) {
        this.shape = shape;
        this.parameters = parameters;
        this.statistics = statistics;
    }

    /**
     * Runs the tower.
     *
     * @param pixels [n, s, s, 3] in 0..1, channels last
     */
    public Output forward(NDArray pixels) {
        NDArray x = stem(normalise(pixels));
        for (int stage = 1; stage <= 4; stage++)
            for (int block = 0; block < shape.blocks()[stage - 1]; block++)
                x = bottleneck(x, "layer" + stage + "." + block + ".", block == 0, block == 0 && stage > 1);
        return new Output(attentionPool(x), x);
    }

    private static NDArray normalise(NDArray pixels) {
        NDArray mean = pixels.getManager().create(MEAN);
        NDArray deviation = pixels.getManager().create(DEVIATION);
        return pixels.sub(mean).div(deviation).transpose(0, 3, 1, 2);
    }

    private NDArray stem(NDArray x) {
        x = relu(norm(convolve(x, "conv1.weight", 2, 1), "bn1."));
        x = relu(norm(convolve(x, "conv2.weight", 1, 1), "bn2."));
        x = relu(norm(convolve(x, "conv3.weight", 1, 1), "bn3."));
        return halve(x);
    }

    private NDArray bottleneck(NDArray x, String name, boolean project, boolean reduce) {
        NDArray y = relu(norm(convolve(x, name + "conv1.weight", 1, 0), name + "bn1."));
        y = relu(norm(convolve(y, name + "conv2.weight", 1, 1), name + "bn2."));
        if (reduce) y = halve(y);
        y = norm(convolve(y, name + "conv3.weight", 1, 0), name + "bn3.");
        NDArray identity = x;
        if (reduce) identity = halve(identity);
        if (project) identity = norm(convolve(identity, name + "downsample.0.weight", 1, 0), name + "downsample.1.");
        return relu(y.add(identity));
    }

    /** Attention of the mean token over all cells, linear at both ends. */
    private NDArray attentionPool(NDArray map) {
        long n = map.getShape().get(0);
        long c = map.getShape().get(1);
        long heads = c / shape.headWidth();
        NDArray cells = map.transpose(0, 2, 3, 1).reshape(n, -1, c);
        NDArray tokens = NDArrays.concat(new NDList(cells.mean(new int[] {1}, true), cells), 1);
        tokens = tokens.add(parameters.get("attnpool.positional_embedding"));
        long t = tokens.getShape().get(1);
        NDArray query = linear(tokens.get(":, 0"), "attnpool.q_proj.")
                .mul(Constant.beside(map, 1 / Math.sqrt(shape.headWidth())))
                .reshape(n * heads, 1, shape.headWidth());
        NDArray key = heads(linear(tokens, "attnpool.k_proj."), n, t, heads);
        NDArray value = heads(linear(tokens, "attnpool.v_proj."), n, t, heads);
        NDArray attention = query.matMul(key.transpose(0, 2, 1)).softmax(2);
        return linear(attention.matMul(value).reshape(n, c), "attnpool.c_proj.");
    }

    private NDArray heads(NDArray x, long n, long t, long heads) {
        return x.reshape(n, t, heads, shape.headWidth()).transpose(0, 2, 1, 3).reshape(n * heads, t, shape.headWidth());
    }

    private NDArray linear(NDArray x, String name) {
        return Linear.linear(x, parameters.get(name + "weight"), parameters.get(name + "bias"))
                .singletonOrThrow();
    }

    private NDArray convolve(NDArray x, String weight, int stride, int padding) {
        return Conv2d.conv2d(
                        x,
                        parameters.get(weight),
                        null,
                        new Shape(stride, stride),
                        new Shape(padding, padding),
                        new Shape(1, 1),
                        1)
                .singletonOrThrow();
    }

    private NDArray norm(NDArray x, String name) {
        float kept = statistics == Statistics.LEARN ? .9f : 1f;
        return BatchNorm.batchNorm(
                        x,
                        parameters.get(name + "running_mean"),
                        parameters.get(name + "running_var"),
                        parameters.get(name + "weight"),
                        parameters.get(name + "bias"),
                        1,
                        kept,
                        EPSILON,
                        statistics != Statistics.RUNNING)
                .singletonOrThrow();
    }

    private static NDArray relu(NDArray x) {
        return Activation.relu(x);
    }

    private static NDArray halve(NDArray x) {
        return Pool.avgPool2d(x, new Shape(2, 2), new Shape(2, 2), new Shape(0, 0), false, true);
    }

    private static float[] floats(double... values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) floats[i] = (float) values[i];
        return floats;
    }
}
