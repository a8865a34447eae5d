package org.multimodalneurons.probe;

import java.util.ArrayList;
import java.util.List;

import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.multimodalneurons.embed.Vectors;

/** Which weights a combination of vectors may have. */
public enum Sign {
    /** Weights of either sign: a term may be taken away. */
    SIGNED {
        @Override
        double[] leastSquares(double[][] atoms, double[] target) {
            if (atoms.length == 0) return new double[0];
            RealMatrix columns = MatrixUtils.createRealMatrix(atoms).transpose();
            return new SingularValueDecomposition(columns)
                    .getSolver()
                    .solve(MatrixUtils.createRealVector(target))
                    .toArray();
        }

        @Override
        double strength(double weight) {
            return Math.abs(weight);
        }

        @Override
        double shrunk(double weight, double by) {
            return Math.signum(weight) * Math.max(0, Math.abs(weight) - by);
        }
    },

    /** Weights of 0 or more: a sum of what is there. */
    NON_NEGATIVE {
        /** Lawson and Hanson's active set method. */
        @Override
        double[] leastSquares(double[][] atoms, double[] target) {
            double[] weights = new double[atoms.length];
            List<Integer> positive = new ArrayList<>();
            for (int round = 0; round < 3 * atoms.length; round++) {
                double[] residual = residual(atoms, weights, target);
                int entering = -1;
                double steepest = SMALLEST;
                for (int i = 0; i < atoms.length; i++) {
                    double slope = Vectors.dot(atoms[i], residual);
                    if (!positive.contains(i) && slope > steepest) {
                        steepest = slope;
                        entering = i;
                    }
                }
                if (entering < 0) break;
                positive.add(entering);
                settle(atoms, target, weights, positive);
            }
            return weights;
        }

        /** Least squares over the positive ones; those that it would make negative leave. */
        private void settle(double[][] atoms, double[] target, double[] weights, List<Integer> positive) {
            while (!positive.isEmpty()) {
                double[][] chosen = positive.stream().map(i -> atoms[i]).toArray(double[][]::new);
                double[] wanted = SIGNED.leastSquares(chosen, target);
                double step = 1;
                for (int j = 0; j < wanted.length; j++) {
                    double weight = weights[positive.get(j)];
                    if (wanted[j] <= 0) step = Math.min(step, weight / (weight - wanted[j]));
                }
                for (int j = 0; j < wanted.length; j++) {
                    int i = positive.get(j);
                    weights[i] += step * (wanted[j] - weights[i]);
                }
                if (step >= 1) return;
                positive.removeIf(i -> weights[i] <= SMALLEST);
                for (int i = 0; i < weights.length; i++) if (!positive.contains(i)) weights[i] = 0;
            }
        }

        @Override
        double strength(double weight) {
            return weight;
        }

        @Override
        double shrunk(double weight, double by) {
            return Math.max(0, weight - by);
        }
    };

    private static final double SMALLEST = 1e-12;

    /** The allowed weights whose combination of the atoms [k][e] comes nearest to the target [e]. */
    abstract double[] leastSquares(double[][] atoms, double[] target);

    /** How much a weight counts: the larger, the better. */
    abstract double strength(double weight);

    /** The allowed weight nearest to one that is brought towards 0: the lasso's soft threshold. */
    abstract double shrunk(double weight, double by);

    /** What of the target the weighted atoms leave. */
    static double[] residual(double[][] atoms, double[] weights, double[] target) {
        double[] residual = target.clone();
        for (int i = 0; i < atoms.length; i++)
            for (int k = 0; k < residual.length; k++) residual[k] -= weights[i] * atoms[i][k];
        return residual;
    }
}
