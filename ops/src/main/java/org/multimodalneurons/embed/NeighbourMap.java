package org.multimodalneurons.embed;

import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.multimodalneurons.Progress;
import tagbio.umap.ProgressListener;
import tagbio.umap.Umap;
import tagbio.umap.UmapProgress;
import tagbio.umap.metric.MinkowskiMetric;
import tagbio.umap.metric.ReducedEuclideanMetric;

/**
 * UMAP of unit vectors by the library umap-java, in one thread, for with more its result is chance. It starts from random
 * places, drawn by the seed, as it knows no other start.
 *
 * <p>Squared Euclidean distances of unit vectors are twice their cosine distances, and UMAP scales distances by itself, so
 * the map is that of the cosines. The library's own cosine is not used: its search for neighbours fails on some vectors.
 *
 * @see <a href="https://arxiv.org/abs/1802.03426">McInnes, Healy and Melville 2018</a>
 */
final class NeighbourMap {

    private static final int NEIGHBOURS = 15;
    private static final int CALLS_BETWEEN_LOOKS = 1 << 12;
    private static final int WAIT_MILLISECONDS = 50;
    private static final Lock TURN = new ReentrantLock();

    private NeighbourMap() {}

    /**
     * Places vectors. Only one map is made at a time, because the library counts its steps in one place.
     *
     * @param units [n][components], of length 1, at least 4
     * @return [n][x, y]
     * @throws CancellationException when cancelled, also while another map is made
     */
    static double[][] of(float[][] units, long seed, Progress progress) {
        takeTurn(progress);
        try {
            return alone(units, seed, progress);
        } finally {
            TURN.unlock();
        }
    }

    private static void takeTurn(Progress progress) {
        try {
            do {
                progress.throwIfCancelled();
            } while (!TURN.tryLock(WAIT_MILLISECONDS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped(e);
        }
    }

    private static CancellationException stopped(InterruptedException cause) {
        var stopped = new CancellationException("Interrupted while another map was made.");
        stopped.initCause(cause);
        return stopped;
    }

    private static double[][] alone(float[][] units, long seed, Progress progress) {
        ProgressListener listener = state -> progress.report(
                Math.min(state.getCount(), state.getTotal()), Math.max(1, state.getTotal()), "Placing points by UMAP");
        UmapProgress.addProgressListener(listener);
        try {
            float[][] points = new Umap()
                    .setNumberComponents(2)
                    .setNumberNearestNeighbours(Math.min(NEIGHBOURS, units.length - 1))
                    .setMetric(new WatchedMetric(progress))
                    .setThreads(1)
                    .setRandom(new WatchedRandom(seed, progress))
                    .fitTransform(units);
            return doubles(points);
        } finally {
            UmapProgress.removeProgressListener(listener);
        }
    }

    private static double[][] doubles(float[][] points) {
        double[][] map = new double[points.length][];
        for (int i = 0; i < map.length; i++) map[i] = new double[] {points[i][0], points[i][1]};
        return map;
    }

    /**
     * The library compares first, and then draws numbers all the time, so that these are where the user can stop it. Of its metrics
     * this is one that others may extend.
     */
    private static final class WatchedMetric extends MinkowskiMetric {

        private final Progress progress;
        private int calls;

        WatchedMetric(Progress progress) {
            super(2);
            this.progress = progress;
        }

        @Override
        public float distance(float[] a, float[] b) {
            if (++calls % CALLS_BETWEEN_LOOKS == 0) progress.throwIfCancelled();
            return ReducedEuclideanMetric.SINGLETON.distance(a, b);
        }
    }

    /** As the metric. */
    private static final class WatchedRandom extends Random {

        private final transient Progress progress;
        private int calls;

        WatchedRandom(long seed, Progress progress) {
            super(seed);
            this.progress = progress;
        }

        @Override
        protected int next(int bits) {
            if (progress != null && ++calls % CALLS_BETWEEN_LOOKS == 0) progress.throwIfCancelled();
            return super.next(bits);
        }
    }
}
