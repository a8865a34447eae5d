package org.multimodalneurons.op;

import java.util.List;
import java.util.OptionalInt;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.ARGBType;
import org.multimodalneurons.Progress;
import org.multimodalneurons.attack.Ink;
import org.multimodalneurons.attack.Layout;
import org.multimodalneurons.attack.Lettering;
import org.multimodalneurons.attack.StroopStimulus;
import org.multimodalneurons.attack.StroopTest;
import org.multimodalneurons.attack.StroopTrial;
import org.multimodalneurons.attack.TextLayer;
import org.multimodalneurons.attack.TextSize;
import org.multimodalneurons.attack.Typeface;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.text.Prompts;

/** Ops that write words on images, and in colours. */
public final class AttackTextOps {

    private AttackTextOps() {}

    /**
     * Writes a text on an image as the paper of multimodal neurons does: white letters with a black line around.
     *
     * @implNote op names='clip.renderText'
     * @param image of any type and size; it is not changed
     * @param text one line
     * @param layout paper, centred, below, sticker, or scattered 4 seed 1
     * @param letterSize such as 21 px, 7.3 % (of the side), 62 % wide, 8 % cover, or fit
     * @return a new image of the same size
     */
    public static Img<ARGBType> renderText(
            RandomAccessibleInterval<?> image, String text, String layout, String letterSize) {
        PixelRows picture = Pictures.of(image);
        return TextLayer.of(
                        text,
                        Lettering.paper(),
                        Layout.parse(layout),
                        TextSize.parse(letterSize),
                        picture.width(),
                        picture.height())
                .over(picture)
                .toImg();
    }

    /**
     * Measures which share of an image a text covers.
     *
     * @implNote op names='clip.inkCoverage'
     * @param image of any type and size
     * @param text one line
     * @param layout paper, centred, below, sticker, or scattered 4 seed 1
     * @param letterSize such as 21 px, 7.3 % (of the side), 62 % wide, or fit
     * @return the share of the pixels that letters and line touch, 0 to 1
     */
    public static Double inkCoverage(RandomAccessibleInterval<?> image, String text, String layout, String letterSize) {
        return TextLayer.of(
                        text,
                        Lettering.paper(),
                        Layout.parse(layout),
                        TextSize.parse(letterSize),
                        (int) image.dimension(0),
                        (int) image.dimension(1))
                .coverage();
    }

    /**
     * Writes words of colours in inks of all these colours: the pictures of a Stroop test.
     *
     * @implNote op names='clip.stroopStimuli'
     * @param inks separated by commas, such as red=#e01010, green
     * @param colourWords the words; names of colours
     * @param control a word that names no colour
     * @param size side of the pictures in pixels
     * @return a picture for each ink and word: all words in the first ink, the control word last, then in the second
     */
    public static List<Img<ARGBType>> stroopStimuli(
            String inks, List<String> colourWords, String control, Integer size) {
        return test(inks, colourWords, control).stimuli(size).stream()
                .map(stimulus -> stimulus.picture().toImg())
                .toList();
    }

    /**
     * Asks a model for the colour of words that are written in inks of other colours.
     *
     * @implNote op names='clip.stroopTest'
     * @param inks separated by commas, such as red=#e01010, green
     * @param colourWords the words; names of colours
     * @param control a word that names no colour
     * @param prompts captions in which {} stands for the colour, separated by |; their vectors are averaged
     * @param clip an open model
     * @return what it answered to each ink and word
     */
    public static List<StroopTrial> stroopTest(
            String inks, List<String> colourWords, String control, String prompts, ClipModel clip) {
        StroopTest test = test(inks, colourWords, control);
        List<StroopStimulus> stimuli = test.stimuli(clip.preprocessing().size());
        return test.run(clip, stimuli, List.of(Prompts.parse(prompts)), Progress.NONE);
    }

    private static StroopTest test(String inks, List<String> colourWords, String control) {
        return new StroopTest(
                Ink.parseAll(inks),
                colourWords,
                control,
                Typeface.of("DejaVu Sans"),
                StroopTest.WIDTH,
                OptionalInt.empty());
    }
}
