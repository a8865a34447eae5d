package org.multimodalneurons.probe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.multimodalneurons.UserException;
import org.multimodalneurons.probe.NeuronCard.Response;

/**
 * Pictures to be labelled by somebody who must not know how strongly a unit responds to them: as many of every strength
 * of response, since most pictures hardly excite a unit, in an order that tells nothing.
 *
 * @param deviation the standard deviation of all responses, which buckets are measured in, from an activation of zero
 * @param items in the order in which they are to be labelled
 * @see <a href="https://distill.pub/2021/multimodal-neurons">Goh et al. 2021, the conditional probability plots</a>
 */
public record BlindSample(double deviation, List<Item> items) {

    /**
     * A picture to label.
     *
     * @param stimulus the picture
     * @param activation the unit's response to it
     * @param deviations the same in standard deviations from zero
     * @param bucket the lower end of its bucket, in standard deviations from zero
     */
    public record Item(Stimulus stimulus, double activation, double deviations, double bucket) {}

    /** Copies the list. */
    public BlindSample {
        items = List.copyOf(items);
    }

    /**
     * Draws a sample.
     *
     * @param responses of a unit to all pictures
     * @param width of a bucket, in standard deviations; above 0
     * @param perBucket how many pictures of each bucket, at least 1; all where it has fewer
     * @param seed of the choice and the order
     * @throws UserException when the unit responds to all pictures alike
     */
    public static BlindSample draw(List<Response> responses, double width, int perBucket, long seed) {
        if (!(width > 0) || perBucket < 1)
            throw new UserException("Buckets of " + width + " standard deviations with " + perBucket
                    + " pictures each: both must be above 0.");
        var statistics = new DescriptiveStatistics();
        responses.forEach(response -> statistics.addValue(response.activation()));
        double deviation = statistics.getStandardDeviation();
        if (!(deviation > 0))
            throw new UserException("The unit responds to all " + responses.size()
                    + " pictures alike, so they cannot be put into buckets. Give more pictures, or another unit.");
        Map<Double, List<Item>> buckets = new TreeMap<>();
        for (Response response : responses) {
            double deviations = response.activation() / deviation;
            double bucket = Math.floor(deviations / width) * width;
            buckets.computeIfAbsent(bucket, name -> new ArrayList<>())
                    .add(new Item(response.stimulus(), response.activation(), deviations, bucket));
        }
        Random random = new Random(seed);
        List<Item> drawn = new ArrayList<>();
        for (List<Item> bucket : buckets.values()) {
            Collections.shuffle(bucket, random);
            drawn.addAll(bucket.subList(0, Math.min(perBucket, bucket.size())));
        }
        Collections.shuffle(drawn, random);
        return new BlindSample(deviation, drawn);
    }
}
