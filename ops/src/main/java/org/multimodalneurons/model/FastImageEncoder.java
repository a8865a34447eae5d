package org.multimodalneurons.model;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * An image tower that embeds, and computes single maps, by its compiled twin wherever nobody intervenes or
 * differentiates.
 *
 * @param tower for layers, interventions and gradients
 * @param compiled for everything else
 */
record FastImageEncoder(ImageEncoder tower, CompiledTowers compiled) implements ImageEncoder {

    @Override
    public NDArray embed(NDArray pixels) {
        checkPixels(pixels);
        if (JniUtils.requiresGrad((PtNDArray) pixels)) return tower.embed(pixels);
        try {
            return compiled.image(pixels);
        } catch (OutOfMemoryError | EngineException e) {
            throw Memory.explained("embed an input of shape " + pixels.getShape(), e);
        }
    }

    @Override
    public NDArray activate(NDArray pixels, Layer layer) {
        checkPixels(pixels);
        String name = layer(layer.name()).name();
        if (JniUtils.requiresGrad((PtNDArray) pixels) || !compiled.computes(name)) return tower.activate(pixels, layer);
        try {
            return compiled.activate(pixels, name);
        } catch (OutOfMemoryError | EngineException e) {
            throw Memory.explained("run layer " + name + " for an input of shape " + pixels.getShape(), e);
        }
    }

    @Override
    public NDArray forward(NDArray pixels, Tap tap) {
        return tower.forward(pixels, tap);
    }

    @Override
    public Optional<Passage> passage(NDArray pixels, Collection<String> names) {
        checkPixels(pixels);
        if (!(tower instanceof ModifiedResNet resNet)) return Optional.empty();
        String end = layers().stream()
                .map(Layer::name)
                .filter(name -> names.contains(name) || name.equals(neurons().name()))
                .findFirst()
                .orElseThrow();
        return BottleneckName.of(end)
                .flatMap(name -> compiled.slopes().map(slopes -> passage(resNet, end, slopes.pass(pixels, name))));
    }

    private static Passage passage(ModifiedResNet tower, String end, Slopes.Pass pass) {
        return new Passage() {
            @Override
            public NDArray activation() {
                return pass.activation();
            }

            @Override
            public NDArray back(NDArray gradient, double leak) {
                return pass.back(gradient, leak);
            }

            @Override
            public NDArray onwards(NDArray activation, Tap tap) {
                return tower.onwards(end, activation, tap);
            }
        };
    }

    @Override
    public NDArray forwardCells(NDArray pixels) {
        return tower.forwardCells(pixels);
    }

    @Override
    public Layer neurons() {
        return tower.neurons();
    }

    @Override
    public NDArray directions(NDManager manager) {
        return tower.directions(manager);
    }

    @Override
    public Readout readout(NDArray pixels, NDArray direction) {
        return tower.readout(pixels, direction);
    }

    @Override
    public List<Layer> layers() {
        return tower.layers();
    }

    @Override
    public int size() {
        return tower.size();
    }

    @Override
    public int embeddingSize() {
        return tower.embeddingSize();
    }
}
