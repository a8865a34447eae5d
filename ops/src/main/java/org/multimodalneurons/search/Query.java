package org.multimodalneurons.search;

import java.util.ArrayList;
import java.util.List;

import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Vectors;

/**
 * What is searched for: the mean of unit vectors of texts and images, plus that of indexed images, less a part of the mean
 * of others. Immutable.
 */
public final class Query {

    /** How much images count that are to be avoided, against those that are wanted; Rocchio's usual weights are 0.25 to 0.5. */
    public static final double USUAL_AVERSION = .5;

    private static final double SHORTEST = 1e-6;

    private final List<float[]> wanted;
    private final List<String> more;
    private final List<String> less;
    private final double aversion;

    private Query(List<float[]> wanted, List<String> more, List<String> less, double aversion) {
        this.wanted = wanted;
        this.more = List.copyOf(more);
        this.less = List.copyOf(less);
        this.aversion = aversion;
    }

    /** For images near to vectors of texts and images, each of length 1 and of the index's model; none is allowed. */
    public static Query near(List<float[]> units) {
        return new Query(units.stream().map(float[]::clone).toList(), List.of(), List.of(), USUAL_AVERSION);
    }

    /** As {@link #near(List)}. */
    public static Query near(float[] unit) {
        return near(List.of(unit));
    }

    /** And more like these indexed images, by their paths below the folder. */
    public Query moreLike(List<String> files) {
        return new Query(wanted, files, less, aversion);
    }

    /**
     * And less like these.
     *
     * @param weight of them all against those wanted, above 0
     */
    public Query lessLike(List<String> files, double weight) {
        if (!(weight > 0))
            throw new UserException("The weight of what to avoid is " + weight + "; it must be above 0.");
        return new Query(wanted, more, files, weight);
    }

    /**
     * The same, if it asks for anything.
     *
     * @throws UserException when nothing is wanted and nothing avoided
     */
    public Query notEmpty() {
        if (wanted.isEmpty() && more.isEmpty() && less.isEmpty())
            throw new UserException(
                    "There is nothing to search for; give a text, an image, or images that are indexed.");
        return this;
    }

    /** The indexed images that it is made of. */
    List<String> files() {
        List<String> files = new ArrayList<>(more);
        files.addAll(less);
        return files;
    }

    /** The unit vector to look for, by an index that holds the named images. */
    float[] direction(ImageIndex index) {
        notEmpty();
        List<float[]> towards = new ArrayList<>(wanted);
        more.forEach(file -> towards.add(index.vector(file)));
        List<float[]> away = less.stream().map(index::vector).toList();
        float[] direction = Vectors.mean(towards.isEmpty() ? away : towards);
        if (towards.isEmpty()) {
            for (int i = 0; i < direction.length; i++) direction[i] = -direction[i];
        } else if (!away.isEmpty()) {
            float[] avoided = Vectors.mean(away);
            for (int i = 0; i < direction.length; i++) direction[i] -= (float) (aversion * avoided[i]);
        }
        if (Vectors.dot(direction, direction) < SHORTEST)
            throw new UserException(
                    "What is wanted and what is to be avoided cancel each other out; change one of them.");
        return Vectors.unit(direction);
    }
}
