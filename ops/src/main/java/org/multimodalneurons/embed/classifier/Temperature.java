package org.multimodalneurons.embed.classifier;

import java.util.Arrays;
import java.util.OptionalDouble;

import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.multimodalneurons.embed.Vectors;

/**
 * What logits are divided by so that their softmax is as sure as it is right where all classes are equally frequent.
 *
 * @see <a href="https://arxiv.org/abs/1706.04599">Guo et al. 2017, section 4.2</a>
 */
final class Temperature {

    private static final double PRECISION = 1e-7;
    private static final double FARTHEST = Math.log(1000);
    private static final double END = .01; // the search comes near the ends of its range and does not reach them

    private Temperature() {}

    /**
     * The temperature of least cross entropy on predictions of images that were not trained on, every class counting the
     * same, between a thousandth and a thousand. The target is not quite 1 for the true class: much as in Platt's scaling one
     * more sample is imagined, spread evenly over the classes, or a few predictions that all are right would make the softmax
     * certain. It stands beside as many samples as those there are would be if all counted the same.
     *
     * @param logits [n][classes]
     * @param answers the true classes
     * @see <a href="https://home.cs.colorado.edu/~mozer/Teaching/syllabi/6622/papers/Platt1999.pdf">Platt 1999</a>
     */
    static double fit(double[][] logits, int[] answers) {
        if (logits.length == 0) return 1;
        double[] weights = ClassWeights.of(answers);
        var entropy = new UnivariateObjectiveFunction(log -> crossEntropy(logits, answers, weights, Math.exp(log)));
        double log = new BrentOptimizer(PRECISION, PRECISION)
                .optimize(entropy, GoalType.MINIMIZE, MaxEval.unlimited(), new SearchInterval(-FARTHEST, FARTHEST, 0))
                .getPoint();
        return Math.exp(log);
    }

    /**
     * The same, or nothing where the cross entropy is least at the upper end of the range: then it falls on behind it, as where most
     * predictions are wrong, and every softmax at that temperature would be even.
     */
    static OptionalDouble within(double[][] logits, int[] answers) {
        double temperature = fit(logits, answers);
        boolean isEnd = Math.log(temperature) > FARTHEST - END;
        return isEnd ? OptionalDouble.empty() : OptionalDouble.of(temperature);
    }

    private static double crossEntropy(double[][] logits, int[] answers, double[] weights, double temperature) {
        double sum = 0;
        double samples = ClassWeights.effectiveCount(
                1, Arrays.stream(weights).map(each -> each * each).sum());
        double other = 1. / logits[0].length / (samples + 1);
        double right = other + samples / (samples + 1);
        for (int i = 0; i < logits.length; i++) {
            double[] logs = logShares(logits[i], temperature);
            for (int k = 0; k < logs.length; k++) sum -= weights[i] * (k == answers[i] ? right : other) * logs[k];
        }
        return sum;
    }

    private static double[] logShares(double[] logits, double temperature) {
        double highest = Arrays.stream(logits).max().orElseThrow() / temperature;
        double[] logs =
                Arrays.stream(logits).map(each -> each / temperature - highest).toArray();
        double log = Math.log(Arrays.stream(logs).map(Math::exp).sum());
        return Arrays.stream(logs).map(each -> each - log).toArray();
    }

    /** The softmax of the logits at a temperature. */
    static double[] shares(double[] logits, double temperature) {
        return Vectors.softmax(
                Arrays.stream(logits).map(each -> each / temperature).toArray());
    }
}
