package org.multimodalneurons.training.net;

import java.util.LinkedHashMap;
import java.util.Map;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/**
 * Adam with decoupled weight decay, over the learned tensors of {@link Parameters}. Tensors of two and more axes decay;
 * biases, gains and scalars do not. The moments can be read and restored, so that training resumes exactly.
 *
 * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter 2019</a>
 */
public final class AdamW implements AutoCloseable {

    private static final float BETA1 = .9f;
    private static final float BETA2 = .98f;
    private static final float EPSILON = 1e-8f;
    // 0 would cut every positive gradient.
    private static final float NO_CLIPPING = -1;

    private final Parameters parameters;
    private final float decay;
    private final NDManager manager;
    private final Map<String, NDArray> first = new LinkedHashMap<>();
    private final Map<String, NDArray> second = new LinkedHashMap<>();
    private long step;

    /**
     * Moments at zero.
     *
     * @param decay weight decay of matrices, such as .05
     */
    public AdamW(Parameters parameters, double decay, NDManager parent) {
        this.parameters = parameters;
        this.decay = (float) decay;
        manager = parent.newSubManager();
        parameters.learned().forEach((name, tensor) -> {
            first.put(name, zeros(tensor));
            second.put(name, zeros(tensor));
        });
    }

    /** How many updates were made. */
    public long step() {
        return step;
    }

    /** Updates every tensor by its gradient, and clears the gradients. */
    public void update(double rate) {
        step++;
        double corrected = rate * Math.sqrt(1 - Math.pow(BETA2, (double) step)) / (1 - Math.pow(BETA1, (double) step));
        for (var entry : parameters.learned().entrySet()) {
            NDArray tensor = entry.getValue();
            try (NDArray gradient = tensor.getGradient()) {
                NDList inputs = new NDList(tensor, gradient, first.get(entry.getKey()), second.get(entry.getKey()));
                float shrink = tensor.getShape().dimension() >= 2 ? decay : 0;
                tensor.getNDArrayInternal()
                        .adamUpdate(
                                inputs,
                                new NDList(tensor),
                                (float) rate,
                                (float) corrected,
                                shrink,
                                1,
                                NO_CLIPPING,
                                BETA1,
                                BETA2,
                                EPSILON,
                                false,
                                true);
                gradient.subi(gradient);
            }
        }
    }

    /** The moments by name: {@code first.NAME} and {@code second.NAME}. */
    public Map<String, NDArray> moments() {
        Map<String, NDArray> moments = new LinkedHashMap<>();
        first.forEach((name, tensor) -> moments.put("first." + name, tensor));
        second.forEach((name, tensor) -> moments.put("second." + name, tensor));
        return moments;
    }

    /** Goes on from saved moments, row-major by the names of {@link #moments}, after so many updates. */
    public void restore(Map<String, float[]> moments, long updates) {
        step = updates;
        for (String name : parameters.learned().keySet()) {
            refill(first, name, moments.get("first." + name));
            refill(second, name, moments.get("second." + name));
        }
    }

    private void refill(Map<String, NDArray> tensors, String name, float[] values) {
        NDArray like = parameters.get(name);
        tensors.put(name, Tensors.of(manager, values, like.getShape())).close();
    }

    private NDArray zeros(NDArray like) {
        return Tensors.of(manager, new float[(int) like.size()], like.getShape());
    }

    @Override
    public void close() {
        manager.close();
    }
}
