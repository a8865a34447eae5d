package org.multimodalneurons.visualize;

import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.UserException;

/** A user's images, from which statistics are learned. */
final class Samples {

    private Samples() {}

    /** How many channels they all have, opacity left out. */
    static int channels(List<Drawing> images) {
        if (images.isEmpty()) throw new UserException("There is no image to learn from: at least one is needed.");
        int channels = images.get(0).channels().count();
        for (Drawing image : images)
            if (image.channels().count() != channels)
                throw new UserException("Images to learn from must have as many channels each; found " + channels
                        + " and " + image.channels().count() + ".");
        return channels;
    }

    /** The channels of an image about grey, resized: [1, channels, side, side]. */
    static NDArray square(NDManager manager, Drawing image, int side) {
        Shape shape = new Shape(1, image.planes(), image.height(), image.width());
        NDArray channels = manager.create(image.toFloats(), shape)
                .get(":, :{}", image.channels().count());
        return Resampling.resize(channels, side, side).sub(.5f);
    }
}
