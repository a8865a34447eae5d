package org.multimodalneurons.model;

import java.util.List;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;

/**
 * A text tower that embeds by its compiled twin wherever nobody looks inside.
 *
 * @param tower for layers and interventions
 * @param compiled for everything else
 */
record FastTextEncoder(TextTransformer tower, CompiledTowers compiled) implements TextEncoder {

    @Override
    public NDArray embed(NDArray ids) {
        try (NDArray filled = tower.filled(ids);
                NDArray ends = filled.argMax(1);
                NDArray embedded = compiled.text(filled, ends)) {
            return Tensors.alias(embedded, ids.getManager());
        } catch (OutOfMemoryError | EngineException e) {
            throw Memory.explained("embed an input of shape " + ids.getShape(), e);
        }
    }

    @Override
    public NDArray embed(NDArray ids, Tap tap) {
        return tower.embed(ids, tap);
    }

    @Override
    public NDArray forward(NDArray ids, Tap tap) {
        return tower.forward(ids, tap);
    }

    @Override
    public List<Layer> layers() {
        return tower.layers();
    }

    @Override
    public int contextLength() {
        return tower.contextLength();
    }

    @Override
    public int vocabularySize() {
        return tower.vocabularySize();
    }

    @Override
    public int embeddingSize() {
        return tower.embeddingSize();
    }
}
