package org.multimodalneurons.embed;

import java.util.Comparator;
import java.util.List;

/**
 * A candidate and how well it fits an image.
 *
 * @param <T> what the candidates are: labels, images, units
 * @param value the candidate
 * @param cosine of the angle between its embedding and the image's, -1 to 1
 * @param probability its share among all candidates of the same question, 0 to 1: the softmax of the cosines times the
 *     model's logit scale, or what a trained classifier says. It says nothing about candidates that were not asked for.
 */
public record Scored<T>(T value, double cosine, double probability) {

    /**
     * The same candidates, the most probable first; among those of equal probability (0, it may be) that of the larger
     * cosine; equals stay in their order.
     */
    public static <T> List<Scored<T>> bestFirst(List<Scored<T>> scores) {
        return scores.stream()
                .sorted(Comparator.comparingDouble((Scored<T> scored) -> scored.probability())
                        .thenComparingDouble(Scored::cosine)
                        .reversed())
                .toList();
    }
}
