package org.multimodalneurons.probe;

import org.multimodalneurons.UserException;
import org.multimodalneurons.model.Layer;

/** Receives responses one item after the other, so that nobody needs to keep more of them than was asked for. */
@FunctionalInterface
public interface ResponseSink {

    /**
     * Called once for each item and layer, items in order.
     *
     * @param item index of the picture or caption
     * @param layer one of the layers asked for
     * @param mean each unit's mean activation; the receiver may keep it
     * @param max each unit's largest activation; the receiver may keep it
     */
    void accept(int item, Layer layer, float[] mean, float[] max);

    /**
     * Called instead for a picture that cannot be read.
     *
     * @throws UserException unless the receiver goes on without it
     */
    default void unreadable(int item, UserException fault) {
        throw fault;
    }
}
