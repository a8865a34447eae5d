package org.multimodalneurons.training.evaluate;

import java.util.function.Consumer;

import org.multimodalneurons.training.augment.Background;
import org.multimodalneurons.training.augment.Canvas;
import org.multimodalneurons.training.augment.ColourMatrix;
import org.multimodalneurons.training.augment.Placement;
import org.multimodalneurons.training.library.Picture;
import org.multimodalneurons.training.library.Word;

/**
 * An image to be shown to the model.
 *
 * @param answer index of what it is, in the list of answers of the experiment
 * @param drawing draws it on a canvas of any size
 */
record Stimulus(int answer, Consumer<Canvas> drawing) {

    private static final float[] BLACK = {0, 0, 0};
    private static final double WIDTH = .94;
    private static final double ABOVE_WIDTH = .62;
    private static final double ABOVE = .33;
    private static final double BELOW_WIDTH = .9;
    private static final double BELOW = .82;

    /** A picture that fills a white square. */
    static Stimulus of(int answer, Picture picture) {
        return new Stimulus(answer, canvas -> {
            Background.WHITE.paint(canvas);
            canvas.draw(picture.bitmap(), Placement.centred(WIDTH), ColourMatrix.IDENTITY);
        });
    }

    /** A word in black that is as wide as a white square. */
    static Stimulus of(int answer, Word word) {
        return of(answer, word, Background.WHITE, BLACK);
    }

    /** A word in an ink, as wide as the square. */
    static Stimulus of(int answer, Word word, Background ground, float[] ink) {
        return new Stimulus(answer, canvas -> {
            ground.paint(canvas);
            canvas.write(word.bitmap(), Placement.centred(WIDTH), ink);
        });
    }

    /** A picture in the upper part of a white square, with nothing below. */
    static Stimulus above(int answer, Picture picture) {
        return new Stimulus(answer, canvas -> {
            Background.WHITE.paint(canvas);
            canvas.draw(picture.bitmap(), new Placement(.5, ABOVE, ABOVE_WIDTH, 0, false), ColourMatrix.IDENTITY);
        });
    }

    /** The same with a word below. */
    Stimulus with(Word word) {
        return new Stimulus(answer, canvas -> {
            drawing.accept(canvas);
            canvas.write(word.bitmap(), new Placement(.5, BELOW, BELOW_WIDTH, 0, false), BLACK);
        });
    }
}
