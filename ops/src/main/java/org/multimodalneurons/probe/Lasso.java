package org.multimodalneurons.probe;

import java.util.Arrays;

import org.multimodalneurons.embed.Vectors;

/**
 * Least squares with a price on weights, by coordinate descent: minimises |target - Σ weight · atom|² / 2 + price · Σ
 * |weight|. (With a target of e components this is scikit-learn's Lasso without intercept, alpha = price / e.)
 *
 * @see <a href="https://doi.org/10.18637/jss.v033.i01">Friedman et al. 2010</a>
 */
final class Lasso {

    private static final double PRECISION = 1e-9;
    private static final int SWEEPS = 20_000;
    private static final double LOWER = .9;
    private static final double CHEAPEST = 1e-6;
    private static final int HALVINGS = 40;

    private final double[][] atoms;
    private final double[] target;
    private final Sign sign;
    private final double[] squares;

    /**
     * A problem.
     *
     * @param atoms [k][e]
     * @param target [e]
     */
    Lasso(double[][] atoms, double[] target, Sign sign) {
        this.atoms = atoms;
        this.target = target;
        this.sign = sign;
        squares = Arrays.stream(atoms)
                .mapToDouble(atom -> Vectors.dot(atom, atom))
                .toArray();
    }

    /** The best weights at a price above 0. */
    double[] at(double price) {
        return at(price, new double[atoms.length]);
    }

    /** As {@link #at(double)}, from weights that are near already; they are not changed. */
    private double[] at(double price, double[] start) {
        double[] weights = start.clone();
        double[] residual = Sign.residual(atoms, weights, target);
        for (int sweep = 0; sweep < SWEEPS; ) {
            if (sweep(weights, residual, price, false) <= PRECISION) break;
            for (sweep++; sweep < SWEEPS; sweep++) // those at 0 seldom change: settle the others first
            if (sweep(weights, residual, price, true) <= PRECISION) break;
        }
        return weights;
    }

    /** One round through the weights, or those that are not 0; returns the largest change. */
    private double sweep(double[] weights, double[] residual, double price, boolean onlyActive) {
        double largest = 0;
        for (int i = 0; i < atoms.length; i++) {
            if (squares[i] == 0 || (onlyActive && weights[i] == 0)) continue;
            double alone = Vectors.dot(atoms[i], residual) + squares[i] * weights[i];
            double weight = sign.shrunk(alone, price) / squares[i];
            double change = weight - weights[i];
            if (change == 0) continue;
            for (int k = 0; k < residual.length; k++) residual[k] -= change * atoms[i][k];
            weights[i] = weight;
            largest = Math.max(largest, Math.abs(change));
        }
        return largest;
    }

    /** The weights at the lowest price at which no more than so many differ from 0. */
    double[] withAtMost(int terms) {
        double highest = Arrays.stream(atoms)
                .mapToDouble(atom -> sign.strength(Vectors.dot(atom, target)))
                .max()
                .orElse(0);
        double[] weights = new double[atoms.length];
        double price = highest;
        double next = highest * LOWER;
        while (next > highest * CHEAPEST) {
            double[] cheaper = at(next, weights);
            if (count(cheaper) > terms) return between(next, price, weights, terms);
            weights = cheaper;
            price = next;
            next *= LOWER;
        }
        return weights;
    }

    private double[] between(double tooLow, double price, double[] weights, int terms) {
        double low = tooLow;
        double high = price;
        double[] best = weights;
        for (int i = 0; i < HALVINGS && high - low > PRECISION * high; i++) {
            double middle = (low + high) / 2;
            double[] here = at(middle, best);
            if (count(here) > terms) {
                low = middle;
            } else {
                high = middle;
                best = here;
            }
        }
        return best;
    }

    private static long count(double[] weights) {
        return Arrays.stream(weights).filter(weight -> weight != 0).count();
    }
}
