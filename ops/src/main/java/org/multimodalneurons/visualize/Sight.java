package org.multimodalneurons.visualize;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.Autograd;
import org.multimodalneurons.model.Layer;

/**
 * What an objective is computed from: one batch of pictures, as a model saw it in one step. The model may see several
 * views of each picture, such as crops: those of the first picture come first. All tensors belong to the step and are
 * freed after it.
 */
public final class Sight {

    /** Stands for the embedding among the layers of an objective. */
    public static final String EMBEDDING = "embedding";

    private final Drawn drawn;
    private final Look look;
    private final double progress;
    private final Map<Objective, Map<String, NDArray>> gradients = new HashMap<>();

    Sight(Drawn drawn, Look look, double progress) {
        this.drawn = drawn;
        this.look = look;
        this.progress = progress;
    }

    /** How many pictures are drawn at a time: n. */
    public int pictures() {
        return (int) picture().getShape().get(0);
    }

    /** How many views of each picture the model sees: v. */
    public int views() {
        return (int) look.pixels().getShape().get(0) / pictures();
    }

    /** How far the run is: 0 in the first step, towards 1 in the last. */
    public double progress() {
        return progress;
    }

    /** The pictures before transformation, without alpha: [n, channels, height, width] in 0..1. */
    public NDArray picture() {
        return drawn.picture();
    }

    /**
     * The opacity of the pictures: [n, 1, height, width] in 0..1.
     *
     * @throws UserException when the parametrization has none
     */
    public NDArray alpha() {
        return drawn.alpha()
                .orElseThrow(() -> new UserException("The objective asks for the opacity of the picture, which has"
                        + " none. Choose a parametrization with an alpha channel."));
    }

    /** What the model sees: [n · v, 3, s, s] in 0..1, before normalisation. */
    public NDArray pixels() {
        return look.pixels();
    }

    /** The raw embeddings: [n · v, e]. The objective must name {@link #EMBEDDING} among its layers. */
    public NDArray embedding() {
        return activation(EMBEDDING);
    }

    /** The activation of a layer that the objective names: [n · v, ...] with the axes of its kind. */
    public NDArray layer(String name) {
        return activation(name);
    }

    /** What kind of layer that is. */
    public Layer kind(String name) {
        return look.layer(name);
    }

    private NDArray activation(String name) {
        NDArray activation = look.activations().get(name);
        if (activation == null)
            throw new IllegalArgumentException("The objective reads " + name + " but names only "
                    + look.activations().keySet());
        return activation;
    }

    /**
     * A layer's activation place by place, without a transformer's class token: maps row by row, patches of tokens, one
     * place of a vector.
     *
     * @return [n · v, units, places]
     * @throws UserException when the layer is an attention's, which has no neurons
     */
    public NDArray places(String name) {
        return places(layer(name), kind(name));
    }

    /** Activations with the axes of a layer's kind as [views, units, places], without a class token. */
    static NDArray places(NDArray activation, Layer layer) {
        NDArray patches = everyPlace(activation, layer);
        long places = patches.getShape().get(2);
        long side = (long) Math.sqrt((double) places);
        return layer.kind() == Layer.Kind.TOKENS && side * side != places ? patches.get(":, :, 1:") : patches;
    }

    /** As {@link #places}, with the class token where there is one, as the first place. */
    public NDArray everyPlace(String name) {
        return everyPlace(layer(name), kind(name));
    }

    /** Activations with the axes of a layer's kind as [views, units, places]. */
    static NDArray everyPlace(NDArray activation, Layer layer) {
        Shape shape = activation.getShape();
        return switch (layer.kind()) {
            case MAP -> activation.reshape(shape.get(0), shape.get(1), -1);
            case VECTOR -> activation.reshape(shape.get(0), shape.get(1), 1);
            case TOKENS -> activation.transpose(0, 2, 1);
            case ATTENTION ->
                throw new UserException("Layer " + layer + " holds attention probabilities, not neurons, and nothing"
                        + " can be drawn for it. Choose another layer.");
        };
    }

    /**
     * The derivative of another objective, summed over the pictures, by the activation of a layer, as a constant: nothing
     * flows back through it. Taken within the same pass. The objective that asks must be {@linkplain Objective#cutting
     * cutting} that layer.
     *
     * @param other reads layers at or behind this one
     * @return of the shape of {@code layer(name)}; zero where the other does not depend on it
     */
    public NDArray gradient(Objective other, String name) {
        NDArray activation = layer(name);
        if (!look.isCut(name))
            throw new IllegalArgumentException("The objective does not say that it is cutting " + name + ".");
        Map<String, NDArray> all = gradients.computeIfAbsent(
                other, asked -> look.gradients(asked.value().apply(this), drawn.variables()));
        return Optional.ofNullable(all.get(name)).orElseGet(activation::zerosLike);
    }

    /** The mean over all axes but the first and over the views of each picture: [n · v, ...] or [n, ...] to [n]. */
    public NDArray mean(NDArray values) {
        return values.reshape(pictures(), -1).mean(new int[] {1});
    }

    /** The sum over all axes but the first: [n, ...] to [n]. */
    public NDArray sum(NDArray values) {
        return values.reshape(pictures(), -1).sum(new int[] {1});
    }

    /** Values that last as long as the step. */
    public NDArray constant(float[] values, long... shape) {
        return manager().create(values, new Shape(shape));
    }

    /** Zero for each picture: [n]. */
    public NDArray zeros() {
        return manager().zeros(new Shape(pictures()));
    }

    /** One for one picture, zero for the others: [n]. */
    NDArray oneAt(int picture) {
        float[] values = new float[pictures()];
        values[picture] = 1;
        return constant(values, values.length);
    }

    private NDManager manager() {
        return picture().getManager();
    }

    /** Adds the derivative of the objective to the variables' gradient. */
    void backward(NDArray total) {
        look.backward(total);
    }

    /** The gradient by the variables. */
    Optional<NDArray> gradient() {
        return Autograd.take(drawn.variables());
    }
}
