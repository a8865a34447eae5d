package org.multimodalneurons.embed.classifier;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.Vectors;

/**
 * The minimum of a smooth convex function of many variables, by its slopes and what the last steps tell of its
 * curvature. It asks for a tenth of the values that conjugate gradients with exact line searches ask for.
 *
 * @see <a href="https://doi.org/10.1007/BF01589116">Liu and Nocedal 1989</a>
 */
final class LimitedMemoryBfgs {

    private static final int MEMORY = 12;
    private static final int ITERATIONS = 1000;
    private static final int HALVINGS = 40;
    private static final double DECREASE = 1e-4;
    private static final double CURVATURE = .9;

    /** A function and its slopes. */
    interface Function {

        /** Its value at a point; the second array receives its gradient. */
        double at(double[] point, double[] slopes);
    }

    /** A step, how much the slopes changed by it, and one over the product of both. */
    @SuppressWarnings("ArrayRecordComponent") // a plain carrier of numbers, never compared
    private record Pair(double[] step, double[] change, double scale) {}

    private final Function function;
    private final double precision;
    private final Deque<Pair> pairs = new ArrayDeque<>();
    private double[] point;
    private double[] slopes;
    private double value;

    private LimitedMemoryBfgs(Function function, double[] start, double precision) {
        this.function = function;
        this.precision = precision;
        point = start.clone();
        slopes = new double[start.length];
        value = function.at(point, slopes);
    }

    /**
     * Finds it.
     *
     * @param start where to begin
     * @param precision it ends where no slope is steeper, where no step lowers the value any more, or after a thousand
     *     steps
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    static double[] minimum(Function function, double[] start, double precision, Progress progress) {
        var search = new LimitedMemoryBfgs(function, start, precision);
        for (int i = 0; i < ITERATIONS && !search.isFlat(); i++) {
            progress.throwIfCancelled();
            if (!search.step()) break;
        }
        return search.point;
    }

    private boolean isFlat() {
        for (double slope : slopes) if (Math.abs(slope) > precision) return false;
        return true;
    }

    /** Goes down along the best direction known, by a step that meets Wolfe's weak conditions; false where none does. */
    private boolean step() {
        double[] direction = direction();
        double slope = Vectors.dot(direction, slopes);
        if (slope >= 0) return false;
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double length = pairs.isEmpty() ? 1 / Math.sqrt(Vectors.dot(slopes, slopes)) : 1;
        double[] next = new double[point.length];
        double[] nextSlopes = new double[point.length];
        for (int i = 0; i < HALVINGS; i++) {
            for (int k = 0; k < next.length; k++) next[k] = point[k] + length * direction[k];
            double nextValue = function.at(next, nextSlopes);
            if (!(nextValue <= value + DECREASE * length * slope)) {
                high = length;
            } else if (Vectors.dot(nextSlopes, direction) < CURVATURE * slope) {
                low = length;
            } else {
                remember(next, nextSlopes);
                value = nextValue;
                return true;
            }
            length = Double.isInfinite(high) ? 2 * low : (low + high) / 2;
        }
        return false;
    }

    private void remember(double[] next, double[] nextSlopes) {
        double[] step = difference(next, point);
        double[] change = difference(nextSlopes, slopes);
        if (pairs.size() == MEMORY) pairs.removeFirst();
        double product = Vectors.dot(step, change);
        if (product > 0) pairs.addLast(new Pair(step, change, 1 / product));
        point = next;
        slopes = nextSlopes;
    }

    /** The two-loop recursion: what the remembered pairs make of the steepest descent. */
    private double[] direction() {
        double[] direction = slopes.clone();
        double[] weights = new double[pairs.size()];
        int i = pairs.size();
        for (Iterator<Pair> newest = pairs.descendingIterator(); newest.hasNext(); ) {
            Pair pair = newest.next();
            weights[--i] = pair.scale() * Vectors.dot(pair.step(), direction);
            add(direction, -weights[i], pair.change());
        }
        if (!pairs.isEmpty()) {
            Pair last = pairs.getLast();
            double factor = 1 / (last.scale() * Vectors.dot(last.change(), last.change()));
            for (int k = 0; k < direction.length; k++) direction[k] *= factor;
        }
        for (Pair pair : pairs) {
            double back = pair.scale() * Vectors.dot(pair.change(), direction);
            add(direction, weights[i++] - back, pair.step());
        }
        for (int k = 0; k < direction.length; k++) direction[k] = -direction[k];
        return direction;
    }

    private static void add(double[] sum, double factor, double[] vector) {
        for (int k = 0; k < sum.length; k++) sum[k] += factor * vector[k];
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = new double[a.length];
        for (int k = 0; k < a.length; k++) difference[k] = a[k] - b[k];
        return difference;
    }
}
