package org.multimodalneurons.op;

import java.io.File;
import java.util.List;
import java.util.Optional;

import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Precision;

/** Ops that open a model and tell what is in it. */
public final class ModelOps {

    private ModelOps() {}

    /**
     * Opens a CLIP from disk. Whoever opens a model closes it.
     *
     * @implNote op names='clip.open'
     * @param path a weight file, or the folder that holds one and its configuration
     * @return the model, ready for every other Op
     */
    public static ClipModel open(File path) {
        return ClipModel.open(path.toPath());
    }

    /**
     * Opens a CLIP from disk, to embed at full precision or at a reduced one: faster, less exact. Whoever opens a model
     * closes it.
     *
     * @implNote op names='clip.open'
     * @param path a weight file, or the folder that holds one and its configuration
     * @param precision of the embeddings
     * @return the model, ready for every other Op
     */
    public static ClipModel open(File path, Precision precision) {
        return ClipModel.open(path.toPath(), Optional.empty(), precision);
    }

    /**
     * Opens the small CLIP that ships with the library. Whoever opens a model closes it.
     *
     * @implNote op names='clip.embedded'
     * @return the model, ready for every other Op
     */
    public static ClipModel embedded() {
        return ClipModel.embedded();
    }

    /**
     * Lists the places where the activations of the image encoder can be read.
     *
     * @implNote op names='clip.layers'
     * @param clip an open model
     * @return its layers in forward order
     */
    public static List<Layer> layers(ClipModel clip) {
        return clip.image().layers();
    }
}
