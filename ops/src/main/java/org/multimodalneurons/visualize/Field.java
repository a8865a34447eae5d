package org.multimodalneurons.visualize;

import java.util.random.RandomGenerator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.UserException;

/** A {@link Basis} of one size. */
public interface Field {

    /** Shape of the variables of one picture, without the axis of pictures. */
    Shape variables();

    /**
     * Variables to start from: nearly grey noise.
     *
     * @param random source of all chance
     * @return values of one picture
     */
    float[] start(RandomGenerator random);

    /**
     * The values that variables stand for. Differentiable.
     *
     * @param variables [n, ...]
     * @return [n, channels, height, width], around 0, of a spread of about 1 when a picture is finished
     */
    NDArray values(NDArray variables);

    /**
     * Variables that stand for these values, or come nearest: to start from an image.
     *
     * @param values [n, channels, height, width]
     * @return [n, ...]
     * @throws UserException when this basis has no inverse
     */
    NDArray variables(NDArray values);
}
