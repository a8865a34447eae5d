package org.multimodalneurons.visualize;

import java.util.Locale;

import ai.djl.ndarray.NDArray;
import org.multimodalneurons.UserException;

/**
 * Adam and its kin, as PyTorch computes them.
 *
 * @param kind which
 * @param rate per step, above 0
 * @param decay of the variables per step, times the rate
 * @param stepSize factor of the rate in the course of a run
 */
record Adam(Kind kind, double rate, double decay, StepSize stepSize) implements Optimiser {

    /** Which of them. */
    enum Kind {
        /** Plain. */
        ADAM,
        /** With Nesterov's momentum. */
        NADAM
    }

    private static final double MEAN = .9;
    private static final double SQUARE = .999;
    private static final double EPSILON = 1e-8;
    private static final double MOMENTUM_DECAY = .004;

    Adam {
        Optimisers.requireRate(rate);
        if (!(decay >= 0)) throw new UserException("Weight decay: found " + decay + ", expected at least 0.");
    }

    @Override
    public Ascent begin(NDArray variables) {
        return new Moments(variables.zerosLike(), variables.zerosLike());
    }

    @Override
    public Optimiser scheduled(StepSize other) {
        return new Adam(kind, rate, decay, other);
    }

    @Override
    public String describe() {
        String name = kind == Kind.NADAM ? "NAdam" : decay > 0 ? "AdamW" : "Adam";
        return name + " " + String.format(Locale.ROOT, "%.4g", rate).replaceFirst("0+$", "");
    }

    /** Running means of the gradient and of its square. */
    private final class Moments implements Ascent {

        private final NDArray mean;
        private final NDArray square;
        private double momentumProduct = 1;

        Moments(NDArray mean, NDArray square) {
            this.mean = mean;
            this.square = square;
        }

        @Override
        public void step(NDArray variables, NDArray gradient, int step, int steps) {
            double size = rate * stepSize.at((double) step / steps);
            if (decay > 0) variables.muli(1 - size * decay);
            mean.muli(MEAN).addi(gradient.mul(1 - MEAN));
            square.muli(SQUARE).addi(gradient.square().mul(1 - SQUARE));
            NDArray divisor = alias(square, gradient)
                    .sqrt()
                    .div(Math.sqrt(1 - Math.pow(SQUARE, step + 1)))
                    .add(EPSILON);
            variables.subi(direction(gradient, step).div(divisor).mul(size));
        }

        private NDArray direction(NDArray gradient, int step) {
            if (kind == Kind.ADAM) return alias(mean, gradient).div(1 - Math.pow(MEAN, step + 1));
            double now = momentum(step + 1);
            double next = momentum(step + 2);
            momentumProduct *= now;
            return gradient.mul((1 - now) / (1 - momentumProduct))
                    .add(alias(mean, gradient).mul(next / (1 - momentumProduct * next)));
        }

        private double momentum(int step) {
            return MEAN * (1 - .5 * Math.pow(.96, step * MOMENTUM_DECAY));
        }

        /** So that what is computed from it is freed after the step. */
        private NDArray alias(NDArray kept, NDArray owner) {
            NDArray alias = kept.stopGradient();
            alias.attach(owner.getManager());
            return alias;
        }
    }
}
