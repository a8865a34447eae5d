package org.multimodalneurons.training.net;

import java.util.function.UnaryOperator;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;

/**
 * Changes images a little so that the loss grows: one step along the gradient from a random start, within a ball.
 * Networks trained on such images have gradients that look like what they mean.
 *
 * @see <a href="https://arxiv.org/abs/1906.00945">Engstrom et al. 2019</a>
 */
public final class Adversary {

    private final Parameters parameters;

    /** An adversary of a network over these parameters, whose gradients are switched off meanwhile. */
    public Adversary(Parameters parameters) {
        this.parameters = parameters;
    }

    /**
     * The changed images, in 0..1.
     *
     * @param pixels [n, s, s, 3] in 0..1
     * @param epsilon the largest L2 norm of an image's change
     * @param seed of the random start
     * @param loss of given pixels, a scalar
     */
    public NDArray attack(NDArray pixels, double epsilon, int seed, UnaryOperator<NDArray> loss) {
        Engine engine = Engine.getInstance();
        engine.setRandomSeed(seed);
        NDArray noise = pixels.getManager().randomNormal(pixels.getShape());
        NDArray start = noise.mul(epsilon / 2).div(norms(noise));
        NDArray begun = pixels.add(start);
        begun.setRequiresGradient(true);
        parameters.requireGradients(false);
        try (GradientCollector collector = engine.newGradientCollector()) {
            collector.backward(loss.apply(begun));
        } finally {
            parameters.requireGradients(true);
        }
        try (NDArray gradient = begun.getGradient()) {
            NDArray change = start.add(gradient.mul(epsilon).div(norms(gradient)));
            NDArray shrink = norms(change).mul(1 / epsilon).maximum(1);
            return pixels.add(change.div(shrink)).clip(0, 1);
        }
    }

    private static NDArray norms(NDArray images) {
        return images.square().sum(new int[] {1, 2, 3}, true).sqrt().add(1e-12f);
    }
}
