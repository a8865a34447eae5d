package org.multimodalneurons.embed;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.multimodalneurons.UserException;

/**
 * Embeddings and what is known of the image behind each. Immutable.
 *
 * @param embeddings n vectors of one model
 * @param items one for each vector, in the same order
 * @param display how the values of the images were seen, as a user writes it; empty: as shown, or not known
 */
public record EmbeddingSet(Embeddings embeddings, List<Item> items, String display) {

    /**
     * Where a vector comes from.
     *
     * @param label tells it from the others, as ImageJ's Measure does: title:region:slice, or the file's name
     * @param group the class that a person put it in; empty where none did
     * @param file of the image; empty where it lies in none
     * @param slice of the image, from 1; 0 where it has none
     * @param centroid of the region that it is, in the image; empty where it is none
     */
    public record Item(String label, String group, String file, int slice, Optional<Centroid> centroid) {

        /** A whole image or slice. */
        public Item(String label, String group, String file, int slice) {
            this(label, group, file, slice, Optional.empty());
        }

        /** The same in another class. */
        public Item in(String another) {
            return new Item(label, another, file, slice, centroid);
        }
    }

    /**
     * Where a region lies in its image.
     *
     * @param x calibrated
     * @param y calibrated
     * @param unit of both, such as µm or pixel
     */
    public record Centroid(double x, double y, String unit) {}

    /**
     * Checks that there is an item for each vector.
     *
     * @throws UserException when there is not
     */
    public EmbeddingSet {
        items = List.copyOf(items);
        if (items.size() != embeddings.size())
            throw new UserException("Found " + items.size() + " descriptions for " + embeddings.size()
                    + " embeddings; give one for each.");
    }

    /** A set of images whose values were seen as shown. */
    public EmbeddingSet(Embeddings embeddings, List<Item> items) {
        this(embeddings, items, "");
    }

    /** A set of which no more is known than the labels. */
    public static EmbeddingSet of(Embeddings embeddings) {
        return new EmbeddingSet(
                embeddings,
                embeddings.labels().stream()
                        .map(label -> new Item(label, "", "", 0))
                        .toList());
    }

    /** How many there are. */
    public int size() {
        return items.size();
    }

    /** Whether any of them is a region whose place is known. */
    public boolean hasCentroids() {
        return items.stream().anyMatch(item -> item.centroid().isPresent());
    }

    /** The group of each item. */
    public List<String> groupOfEach() {
        return items.stream().map(Item::group).toList();
    }

    /** The groups, each once, in the order in which they first come; items without one are passed over. */
    public List<String> groups() {
        var groups = new LinkedHashSet<>(groupOfEach());
        groups.remove("");
        return List.copyOf(groups);
    }

    /** The same items in other groups. */
    public EmbeddingSet grouped(Function<Item, String> group) {
        return new EmbeddingSet(
                embeddings,
                items.stream().map(item -> item.in(group.apply(item))).toList(),
                display);
    }

    /** The same vectors as those of a model whose identity is known from elsewhere. */
    public EmbeddingSet by(String model) {
        return new EmbeddingSet(embeddings.by(model), items, display);
    }

    /** Some of the items, by their places from 0, in that order. */
    public EmbeddingSet at(List<Integer> places) {
        List<String> labels = new ArrayList<>();
        List<Item> chosen = new ArrayList<>();
        float[][] vectors = new float[places.size()][];
        for (int place : places) {
            vectors[chosen.size()] = embeddings.vector(place);
            labels.add(embeddings.labels().get(place));
            chosen.add(items.get(place));
        }
        return new EmbeddingSet(Embeddings.owning(embeddings.model(), labels, vectors), chosen, display);
    }
}
