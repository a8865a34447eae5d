package org.multimodalneurons.visualize;

import ai.djl.ndarray.NDArray;
import org.multimodalneurons.UserException;

/** The ways of following a gradient. Rates are for variables of a spread of about 1. */
public final class Optimisers {

    private Optimisers() {}

    /**
     * Adam with β .9 and .999: each variable moves by about the rate in each step.
     *
     * @see <a href="https://arxiv.org/abs/1412.6980">Kingma and Ba 2014</a>
     */
    public static Optimiser adam(double rate) {
        return new Adam(Adam.Kind.ADAM, rate, 0, StepSize.CONSTANT);
    }

    /**
     * Adam with Nesterov's look ahead, as PyTorch has it.
     *
     * @see <a href="https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ">Dozat 2016</a>
     */
    public static Optimiser nadam(double rate) {
        return new Adam(Adam.Kind.NADAM, rate, 0, StepSize.CONSTANT);
    }

    /**
     * Adam with decoupled weight decay: variables that do not matter fade to 0.
     *
     * @param decay per step, times the rate
     * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter 2017</a>
     */
    public static Optimiser adamW(double rate, double decay) {
        return new Adam(Adam.Kind.ADAM, rate, decay, StepSize.CONSTANT);
    }

    /** Gradient ascent as in DeepDream: the gradient of each picture is divided by its mean absolute value. */
    public static Optimiser ascent(double rate) {
        return new NormalisedAscent(rate, StepSize.CONSTANT);
    }

    static void requireRate(double rate) {
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY))
            throw new UserException("Learning rate: found " + rate + ", expected a number above 0.");
    }

    /** What follows the first axis, as a single axis. */
    static NDArray perPicture(NDArray values) {
        return values.reshape(values.getShape().get(0), -1);
    }
}
