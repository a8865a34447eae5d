package org.multimodalneurons.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.multimodalneurons.embed.Vectors;

/** How the few terms of a sparse combination are found among many. */
public enum Selection {
    /**
     * Orthogonal matching pursuit: takes the atom that is most like what is still missing, weighs all anew, and so on.
     *
     * @see <a href="https://doi.org/10.1109/ACSSC.1993.342465">Pati et al. 1993</a>
     */
    OMP {
        @Override
        List<Integer> choose(double[][] atoms, double[] target, int terms, Sign sign) {
            List<Integer> chosen = new ArrayList<>();
            double[] residual = target;
            while (chosen.size() < terms) {
                int best = -1;
                double strongest = SMALLEST;
                for (int i = 0; i < atoms.length; i++) {
                    double strength = sign.strength(Vectors.dot(atoms[i], residual));
                    if (strength > strongest && !chosen.contains(i)) {
                        strongest = strength;
                        best = i;
                    }
                }
                if (best < 0) break;
                chosen.add(best);
                double[][] support = chosen.stream().map(i -> atoms[i]).toArray(double[][]::new);
                residual = Sign.residual(support, sign.leastSquares(support, target), target);
            }
            return chosen;
        }
    },

    /** The lasso: lowers the price on weights until as many as asked for are worth it; all are weighed together. */
    LASSO {
        @Override
        List<Integer> choose(double[][] atoms, double[] target, int terms, Sign sign) {
            Lasso lasso = new Lasso(atoms, target, sign);
            double[] weights = lasso.withAtMost(terms);
            return IntStream.range(0, weights.length)
                    .filter(i -> weights[i] != 0)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer i) -> -Math.abs(weights[i])))
                    .toList();
        }
    };

    private static final double SMALLEST = 1e-10;

    /**
     * The terms of a combination, the most important first.
     *
     * @param atoms [k][e], of length 1
     * @param target [e]
     * @param terms at most so many
     */
    abstract List<Integer> choose(double[][] atoms, double[] target, int terms, Sign sign);
}
