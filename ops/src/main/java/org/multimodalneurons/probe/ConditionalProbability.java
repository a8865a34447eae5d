package org.multimodalneurons.probe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.multimodalneurons.Interval;
import org.multimodalneurons.UserException;

/**
 * How likely a picture shows what, given how strongly a unit responds to it.
 *
 * @see <a href="https://distill.pub/2021/multimodal-neurons">Goh et al. 2021, the conditional probability plots</a>
 */
public final class ConditionalProbability {

    private ConditionalProbability() {}

    /**
     * The share of a label among the pictures of a bucket.
     *
     * @param bucket its lower end, in standard deviations from zero
     * @param label what they were labelled
     * @param count how many of them
     * @param total how many pictures of the bucket have a label
     * @param probability count / total
     * @param low lower end of Wilson's 95 % interval
     * @param high upper end of it
     */
    public record Share(
            double bucket, String label, int count, int total, double probability, double low, double high) {}

    /**
     * Counts labels.
     *
     * @param items as they were drawn
     * @param labels one for each; empty where there is none, which leaves the picture out
     * @return by bucket and, in the order of their first appearance, label; labels that a bucket lacks with 0
     * @throws UserException when there is not one label for each item, or no label at all
     */
    public static List<Share> of(List<BlindSample.Item> items, List<String> labels) {
        if (labels.size() != items.size())
            throw new UserException("There are " + labels.size() + " labels for " + items.size() + " pictures.");
        Set<String> names = new LinkedHashSet<>();
        Map<Double, List<String>> buckets = new TreeMap<>();
        for (int i = 0; i < labels.size(); i++) {
            if (labels.get(i).isBlank()) continue;
            names.add(labels.get(i));
            buckets.computeIfAbsent(items.get(i).bucket(), name -> new ArrayList<>())
                    .add(labels.get(i));
        }
        if (names.isEmpty()) throw new UserException("None of the " + items.size() + " pictures has a label.");
        List<Share> shares = new ArrayList<>();
        buckets.forEach((bucket, given) -> {
            for (String name : names) shares.add(share(bucket, name, given));
        });
        return shares;
    }

    /**
     * What the names of the folders tell of a picture.
     *
     * @param concept that it may show
     * @return the concept and the modality, {@code other}, or of a negative without a modality {@code negative}
     */
    public static String label(Stimulus stimulus, String concept) {
        if (stimulus.isNegative() && stimulus.modality().isEmpty()) return Stimulus.NEGATIVE;
        return stimulus.concept().equals(concept) ? concept + ", " + stimulus.modality() : "other";
    }

    private static Share share(double bucket, String name, List<String> given) {
        int count = (int) given.stream().filter(name::equals).count();
        Interval interval = Interval.wilson(count, given.size());
        return new Share(
                bucket, name, count, given.size(), (double) count / given.size(), interval.low(), interval.high());
    }
}
