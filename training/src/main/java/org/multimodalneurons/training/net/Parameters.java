package org.multimodalneurons.training.net;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.UserException;

/**
 * Named float32 tensors that are learned, and named buffers that are only kept (batch norm's running statistics). Owns
 * them; insertion order is kept. Tensors of four axes are stored channels-last.
 */
public final class Parameters implements AutoCloseable {

    private final NDManager manager;
    private final Map<String, NDArray> learned = new LinkedHashMap<>();
    private final Map<String, NDArray> buffers = new LinkedHashMap<>();

    /** Empty, with memory of its own below {@code parent}. */
    public Parameters(NDManager parent) {
        manager = parent.newSubManager();
    }

    /** The learned tensors, by name. */
    public Map<String, NDArray> learned() {
        return Collections.unmodifiableMap(learned);
    }

    /** The buffers, by name. */
    public Map<String, NDArray> buffers() {
        return Collections.unmodifiableMap(buffers);
    }

    /** Learned tensors and buffers together, by name. */
    public Map<String, NDArray> all() {
        Map<String, NDArray> all = new LinkedHashMap<>(learned);
        all.putAll(buffers);
        return all;
    }

    /**
     * A tensor or buffer.
     *
     * @throws UserException when there is none of that name
     */
    public NDArray get(String name) {
        NDArray tensor = learned.getOrDefault(name, buffers.get(name));
        if (tensor == null) throw new UserException("No tensor '" + name + "' among " + all().keySet());
        return tensor;
    }

    /** Adds a learned tensor with the given values, row-major. */
    public void add(String name, float[] values, Shape shape) {
        NDArray tensor = Tensors.of(manager, values, shape);
        tensor.setRequiresGradient(true);
        learned.put(name, tensor);
    }

    /** Adds a learned tensor of normally distributed values. */
    public void addNormal(String name, Shape shape, double deviation, SplittableRandom random) {
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) values[i] = (float) (deviation * random.nextGaussian());
        add(name, values, shape);
    }

    /** Adds a learned tensor of one value everywhere. */
    public void addConstant(String name, Shape shape, double value) {
        add(name, filled(shape, value), shape);
    }

    /** Adds a buffer of one value everywhere. */
    public void addBuffer(String name, Shape shape, double value) {
        addBuffer(name, filled(shape, value), shape);
    }

    /** Adds a buffer with the given values, row-major. */
    public void addBuffer(String name, float[] values, Shape shape) {
        buffers.put(name, manager.create(values, shape));
    }

    /** A copy of every tensor and buffer that needs no gradients, below the same parent. */
    public Parameters frozenCopy() {
        Parameters copy = new Parameters(manager.getParentManager());
        learned.forEach((name, tensor) -> copy.learned.put(name, copy.copyOf(tensor)));
        buffers.forEach((name, tensor) -> copy.buffers.put(name, copy.copyOf(tensor)));
        return copy;
    }

    /**
     * Replaces a tensor's or buffer's values, and its shape when that differs; whether it needs gradients stays.
     *
     * @param values row-major
     */
    public void set(String name, float[] values, Shape shape) {
        NDArray old = get(name);
        boolean gradients = old.hasGradient();
        NDArray tensor = Tensors.of(manager, values, shape);
        if (gradients) tensor.setRequiresGradient(true);
        (learned.containsKey(name) ? learned : buffers).put(name, tensor);
        old.close();
    }

    /** Switches gradients of the learned tensors on or off, for passes that differentiate something else. */
    public void requireGradients(boolean required) {
        learned.values().forEach(tensor -> tensor.setRequiresGradient(required));
    }

    /** How many numbers are learned. */
    public long count() {
        return learned.values().stream().mapToLong(NDArray::size).sum();
    }

    private NDArray copyOf(NDArray tensor) {
        return Tensors.of(manager, tensor.toFloatArray(), tensor.getShape());
    }

    private static float[] filled(Shape shape, double value) {
        float[] values = new float[(int) shape.size()];
        Arrays.fill(values, (float) value);
        return values;
    }

    @Override
    public void close() {
        manager.close();
    }
}
