package org.multimodalneurons.model;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.multimodalneurons.UserException;

/**
 * A tower of CLIP: turns images or texts into vectors of one space, and can be read while it does. Every result is
 * attached to the manager of the input; nothing else outlives a call. Results can be differentiated with respect to the
 * input. Encoders are thread-safe.
 *
 * <p>Maps may lie in memory with their channels last. DJL's {@code toFloatArray} gives them in the order of their axes all
 * the same, but leaves a copy in their manager: read them in a sub-manager.
 */
public interface Encoder {

    /** Every layer, in forward order. */
    List<Layer> layers();

    /** Length of the embeddings. */
    int embeddingSize();

    /**
     * The forward pass, in the manager of its input: intermediate tensors are the caller's to free. Most callers want
     * {@link #embed} or {@link #activate}.
     *
     * @param input as for {@link #embed}
     * @param tap sees every layer; what it throws ends the pass
     * @return raw embeddings [items, embedding]
     */
    NDArray forward(NDArray input, Tap tap);

    /**
     * The layer of that name.
     *
     * @throws UserException when there is none; it lists those that there are
     */
    default Layer layer(String name) {
        return layers().stream()
                .filter(layer -> layer.name().equals(name.strip()))
                .findFirst()
                .orElseThrow(
                        () -> new UserException("Layer '" + name + "' does not exist in this model. Its layers are: "
                                + layers().stream().map(Layer::name).collect(Collectors.joining(", ")) + "."));
    }

    /**
     * Embeds. Faster than {@link #forward}, since nobody looks inside: a model that was opened computes all in one call, with
     * kernels chosen for the machine. Equal to it up to rounding.
     *
     * @param input what the encoder takes; see there
     * @return raw (not unit-length) embeddings [items, embedding]
     */
    default NDArray embed(NDArray input) {
        return embed(input, Tap.NONE);
    }

    /**
     * Embeds with an intervention.
     *
     * @param input as for {@link #embed(NDArray)}
     * @param tap sees, and may change, every layer; it must run to the end
     * @return raw embeddings [items, embedding]
     */
    default NDArray embed(NDArray input, Tap tap) {
        try (NDManager scratch = input.getManager().newSubManager()) {
            return Tensors.alias(forward(Tensors.alias(input, scratch), tap), input.getManager());
        } catch (OutOfMemoryError | EngineException e) {
            throw Memory.explained("embed an input of shape " + input.getShape(), e);
        }
    }

    /**
     * Activations of one layer; the pass runs no further than that.
     *
     * @param input as for {@link #embed(NDArray)}
     * @return a tensor with the axes of the layer's kind, attached to the input's manager
     */
    default NDArray activate(NDArray input, Layer layer) {
        try (Activations activations = activate(input, List.of(layer))) {
            return Tensors.alias(activations.get(layer), input.getManager());
        }
    }

    /** Activations of several layers in one pass, which runs no further than the last of them. */
    default Activations activate(NDArray input, Collection<Layer> layers) {
        return Activations.of(this, input, layers);
    }
}
