package org.multimodalneurons.visualize;

import java.util.random.RandomGenerator;

import ai.djl.ndarray.types.Shape;

/** Random numbers, drawn in Java so that they are the same whatever the engine's threads do. */
final class Noise {

    private Noise() {}

    /** Normal, of mean 0. */
    static float[] normal(RandomGenerator random, Shape shape, double deviation) {
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) values[i] = (float) (deviation * random.nextGaussian());
        return values;
    }

    /** Evenly between two bounds. */
    static float[] uniform(RandomGenerator random, Shape shape, double low, double high) {
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) values[i] = (float) (low + (high - low) * random.nextDouble());
        return values;
    }
}
