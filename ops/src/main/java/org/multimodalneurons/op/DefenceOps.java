package org.multimodalneurons.op;

import java.util.List;
import java.util.Locale;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.logic.BitType;
import net.imglib2.type.numeric.ARGBType;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.attack.defence.Filling;
import org.multimodalneurons.attack.defence.ReadingDirections;
import org.multimodalneurons.attack.defence.TextRegions;
import org.multimodalneurons.attack.defence.TextRemoval;
import org.multimodalneurons.attack.defence.WrittenPairs;
import org.multimodalneurons.model.ClipModel;

/** Ops that keep a model from reading. */
public final class DefenceOps {

    private DefenceOps() {}

    /**
     * Finds where an image is written upon, without a model and without knowing what is written.
     *
     * @implNote op names='clip.textRegions'
     * @param image of any type and size; it is not changed
     * @return a mask of the same size: the letters, with a margin around
     */
    public static Img<BitType> textRegions(RandomAccessibleInterval<?> image) {
        return TextRegions.in(Pictures.of(image)).image();
    }

    /**
     * Takes what is written out of an image.
     *
     * @implNote op names='clip.removeText'
     * @param image of any type and size; it is not changed
     * @param filling what comes in its place: inpainting or blur
     * @return a new image of the same size, the same where nothing is written
     */
    public static Img<ARGBType> removeText(RandomAccessibleInterval<?> image, String filling) {
        return new TextRemoval(filling(filling))
                .of(Pictures.of(image), Progress.NONE)
                .toImg();
    }

    private static Filling filling(String name) {
        for (Filling filling : Filling.values())
            if (filling.name().toLowerCase(Locale.ROOT).equals(name.strip().toLowerCase(Locale.ROOT))) return filling;
        throw new UserException("Found \"" + name + "\" to fill in where text was; write inpainting or blur.");
    }

    /**
     * Learns the directions in which a model's embeddings go when something is written on pictures.
     *
     * @implNote op names='clip.readingDirections'
     * @param images without text, to write on; at least one
     * @param words to write, at least one
     * @param count how many directions, at least 1; a quarter of the components are usual
     * @param clip an open model
     * @return the directions, the strongest first, which can be taken out of embeddings
     */
    public static ReadingDirections readingDirections(
            List<? extends RandomAccessibleInterval<?>> images, List<String> words, Integer count, ClipModel clip) {
        WrittenPairs pairs = new WrittenPairs(images.stream().map(Pictures::of).toList(), words);
        return ReadingDirections.learn(clip, pairs, count, Progress.NONE);
    }
}
