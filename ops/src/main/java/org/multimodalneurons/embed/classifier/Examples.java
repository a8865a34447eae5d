package org.multimodalneurons.embed.classifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.EmbeddingSet;
import org.multimodalneurons.embed.EmbeddingSet.Item;
import org.multimodalneurons.embed.Embeddings;

/**
 * Embedded images whose classes are known.
 *
 * @param images their unit embeddings
 * @param labels the classes, distinct, at least two; those without an example too
 * @param answers the class of each image
 * @param sources what each image is a part of, such as its file; images of one source look alike for reasons that have
 *     nothing to do with their class. All different where nothing is known.
 * @param display how the values of the images were seen, as a user writes it; empty: as shown, or not known
 */
public record Examples(
        Embeddings images, List<String> labels, List<String> answers, List<String> sources, String display) {

    /**
     * Checks and copies them.
     *
     * @throws UserException when an image has no class or a component that is no finite number, or there is one class only
     */
    public Examples {
        images.requireFinite();
        images = images.unit();
        requireAnswers(images, answers);
        if (sources.size() != images.size())
            throw new UserException(
                    "Found " + sources.size() + " sources for " + images.size() + " embeddings; give one for each.");
        answers = answers.stream().map(String::strip).toList();
        sources = List.copyOf(sources);
        Set<String> distinct = new LinkedHashSet<>(answers);
        for (String label : labels) if (!label.isBlank()) distinct.add(label.strip());
        labels = List.copyOf(distinct);
        requireSeveral(labels, images.size());
    }

    /**
     * Whether there are classes to tell apart.
     *
     * @param labels at least one
     * @param images how many there are
     * @throws UserException when there is one class only
     */
    public static void requireSeveral(List<String> labels, int images) {
        if (labels.size() < 2)
            throw new UserException((images == 1 ? "The only example belongs" : "All " + images + " examples belong")
                    + " to the class \"" + labels.get(0) + "\"; give examples of at least two classes.");
    }

    private static void requireAnswers(Embeddings images, List<String> answers) {
        if (images.size() == 0) throw new UserException("There is no example; give some of at least two classes.");
        if (answers.size() != images.size())
            throw new UserException(
                    "Found " + answers.size() + " classes for " + images.size() + " embeddings; give one for each.");
        for (int i = 0; i < answers.size(); i++)
            if (answers.get(i).isBlank())
                throw new UserException("The example \"" + images.labels().get(i) + "\" (number " + (i + 1) + " of "
                        + answers.size() + ") has no class; name it or leave it out.");
    }

    /**
     * The items of a set whose groups are their classes. Their source is their file or, without one, the image that their
     * label begins with; where all have one, the slice.
     *
     * @param others names of classes; those that no item has are known by their texts only
     */
    public static Examples of(EmbeddingSet set, List<String> others) {
        List<String> images = set.items().stream().map(Examples::image).toList();
        boolean isOne = new HashSet<>(images).size() == 1;
        List<String> slices =
                set.items().stream().map(item -> "slice " + item.slice()).toList();
        return new Examples(set.embeddings(), others, set.groupOfEach(), isOne ? slices : images, set.display());
    }

    private static String image(Item item) {
        if (!item.file().isEmpty()) return item.file();
        int end = item.label().indexOf(':');
        return item.slice() == 0 || end < 0 ? item.label() : item.label().substring(0, end);
    }

    /** Examples of which nothing is known but their classes. */
    public static Examples of(Embeddings images, List<String> answers) {
        List<String> sources = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) sources.add("example " + (i + 1));
        return new Examples(images, List.of(), answers, sources, "");
    }

    /** How many there are. */
    public int size() {
        return answers.size();
    }

    /** The place of each image's class among the labels. */
    int[] classes() {
        return answers.stream().mapToInt(labels::indexOf).toArray();
    }

    /** How many examples each class has, in the order of the labels. */
    public List<Integer> counts() {
        int[] counts = new int[labels.size()];
        for (int each : classes()) counts[each]++;
        return Arrays.stream(counts).boxed().toList();
    }
}
