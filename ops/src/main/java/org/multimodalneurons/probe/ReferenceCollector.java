package org.multimodalneurons.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.Layer;

/**
 * Gathers reference statistics of one layer while pictures go by. Mean and deviation are of all of them; the quantiles
 * of at most {@value #KEPT}, drawn evenly, so that memory does not grow with the pictures.
 *
 * @see <a href="https://doi.org/10.1145/3147.3165">Vitter 1985, algorithm R</a>
 */
public final class ReferenceCollector implements ResponseSink {

    private static final int KEPT = 2000;

    private final Layer layer;
    private final double[] mean;
    private final double[] moment;
    private final List<float[]> kept = new ArrayList<>();
    private final Random random = new Random(1);
    private final Map<Integer, String> unreadable = new LinkedHashMap<>();
    private int images;

    /** A collector without pictures yet. */
    public ReferenceCollector(Layer layer) {
        this.layer = layer;
        mean = new double[layer.units()];
        moment = new double[layer.units()];
    }

    @Override
    public void accept(int item, Layer read, float[] means, float[] max) {
        images++;
        for (int unit = 0; unit < mean.length; unit++) {
            double delta = means[unit] - mean[unit];
            mean[unit] += delta / images;
            moment[unit] += delta * (means[unit] - mean[unit]);
        }
        if (kept.size() < KEPT) kept.add(means);
        else {
            int place = random.nextInt(images);
            if (place < KEPT) kept.set(place, means);
        }
    }

    @Override
    public void unreadable(int item, UserException fault) {
        unreadable.put(item, fault.getMessage());
    }

    /** The pictures that could not be read, and why; statistics of the others are as good. */
    public Map<Integer, String> unreadable() {
        return Map.copyOf(unreadable);
    }

    /**
     * What was gathered.
     *
     * @throws UserException with fewer than two pictures, which have no deviation
     */
    public ReferenceStatistics statistics() {
        if (images < 2)
            throw new UserException("Reference statistics need at least two readable pictures, found " + images
                    + ". Choose a folder with more, some hundred if possible.");
        float[] means = new float[mean.length];
        float[] deviations = new float[mean.length];
        float[][] quantiles = new float[mean.length][];
        for (int unit = 0; unit < mean.length; unit++) {
            means[unit] = (float) mean[unit];
            deviations[unit] = (float) Math.sqrt(moment[unit] / (images - 1));
            quantiles[unit] = quantiles(unit);
        }
        return new ReferenceStatistics(layer, images, means, deviations, quantiles);
    }

    private float[] quantiles(int unit) {
        double[] values = kept.stream().mapToDouble(row -> row[unit]).toArray();
        Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
        percentile.setData(values);
        double[] levels = ReferenceStatistics.levels();
        float[] quantiles = new float[levels.length];
        for (int i = 0; i < levels.length; i++)
            quantiles[i] = (float)
                    (levels[i] == 0 ? Arrays.stream(values).min().orElseThrow() : percentile.evaluate(100 * levels[i]));
        return quantiles;
    }
}
