package org.multimodalneurons.attack;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.Classifier;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.Preprocessing;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.model.ClipModel;

/**
 * A picture before and after an attack, to be looked at, with what the model answers to what it sees of them.
 *
 * @param picture the label, the true class and the picture itself
 * @param attack what is written
 * @param before the bare picture
 * @param after the same with the text
 */
public record AttackPair(AttackPicture picture, Attack attack, Seen before, Seen after) {

    /**
     * A picture with the classes that the model finds in it.
     *
     * @param shown the square that the model sees, in the size asked for
     * @param best the most probable classes, the best first
     */
    public record Seen(RgbImage shown, List<Share> best) {}

    /**
     * A class and its probability.
     *
     * @param probability 0 to 1
     */
    public record Share(String label, double probability) {}

    /**
     * Looks at one picture with and without a text.
     *
     * @param side of the squares to be shown in pixels; the model sees its own size
     * @param answers how many classes are told
     * @throws org.multimodalneurons.UserException when the picture cannot be read or the text does not fit
     */
    public static AttackPair of(
            ClipModel clip,
            Classifier classes,
            AttackPicture picture,
            Attack attack,
            AttackStyle style,
            int side,
            int answers) {
        PixelRows source = picture.picture().get();
        Preprocessing usual = clip.preprocessing();
        RgbImage seen = usual.resizeAndCrop(source);
        Embeddings embedded = new Embedder(clip)
                .rawImages(
                        List.of(
                                seen,
                                style.layer(attack.text(), usual.size(), usual.size())
                                        .over(seen)),
                        List.of("before", "after"),
                        Progress.NONE);
        double[][] probabilities = classes.probabilities(embedded);
        RgbImage shown = sized(usual, side).resizeAndCrop(source);
        RgbImage written = style.layer(attack.text(), side, side).over(shown);
        return new AttackPair(
                picture,
                attack,
                new Seen(shown, best(classes.labels(), probabilities[0], answers)),
                new Seen(written, best(classes.labels(), probabilities[1], answers)));
    }

    private static Preprocessing sized(Preprocessing usual, int side) {
        return new Preprocessing(side, usual.mean(), usual.std(), usual.mode(), usual.filter(), usual.rounding());
    }

    private static List<Share> best(List<String> labels, double[] probabilities, int count) {
        return IntStream.range(0, probabilities.length)
                .mapToObj(i -> new Share(labels.get(i), probabilities[i]))
                .sorted(Comparator.comparingDouble(Share::probability).reversed())
                .limit(count)
                .toList();
    }
}
