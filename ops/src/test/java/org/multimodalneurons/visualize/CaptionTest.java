package org.multimodalneurons.visualize;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.text.Prompts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Captions, on the embedded model. */
class CaptionTest {

    private static final int SIDE = 64;

    private static ClipModel clip;

    @BeforeAll
    static void open() {
        clip = ClipModel.embedded();
    }

    @AfterAll
    static void close() {
        clip.close();
    }

    private static FeatureVisualization drawing(Caption caption) {
        return FeatureVisualization.of(clip)
                .maximise(caption.objective())
                .over(Parametrization.fourier().size(SIDE, SIDE))
                .through()
                .with(Optimisers.adam(.05))
                .seed(1);
    }

    @Test
    void thePictureFitsTheCaptionBetterAndBetter() {
        Caption caption = Caption.of(clip, " a dog ");
        assertEquals("a dog", caption.text());
        assertEquals("text 'a dog'", caption.objective().describe());
        double first = caption.cosine(
                drawing(caption).steps(1).run(Progress.NONE).drawing().rgb());
        double last = caption.cosine(
                drawing(caption).steps(30).run(Progress.NONE).drawing().rgb());
        assertTrue(last > first + .1, first + " to " + last);
    }

    /** But for the rounding of shades to 8 bits. */
    @Test
    void theObjectiveIsTheCosineOfTheEmbeddings() {
        Caption caption = Caption.of(clip, "a pizza");
        Visualization drawn = drawing(caption).steps(20).run(Progress.NONE);
        Visualization again = drawing(caption)
                .over(Parametrization.pixels().squashed(Squash.CLIP).size(SIDE, SIDE))
                .from(drawn.drawings())
                .steps(1)
                .run(Progress.NONE);
        assertEquals(again.history().get(0)[0], caption.cosine(drawn.drawing().rgb()), .01);
    }

    @Test
    void severalWordingsAreAveraged() {
        Caption bare = Caption.of(clip, "dog");
        Caption worded = Caption.of(clip, "dog", Prompts.parse("{} | a drawing of a {}"));
        Drawing drawn = drawing(bare).steps(10).run(Progress.NONE).drawing();
        assertEquals("dog", worded.text());
        assertTrue(Math.abs(bare.cosine(drawn.rgb()) - worded.cosine(drawn.rgb())) > 1e-4);
    }

    @Test
    void aCaptionThatIsBlankOrTooLongIsRefused() {
        assertMessage("caption is empty", () -> Caption.of(clip, " "));
        assertMessage("83 tokens", () -> Caption.of(clip, "very ".repeat(80) + "long"));
        assertMessage("78 tokens", () -> Caption.of(clip, "very ".repeat(75), Prompts.parse("{} | a {}")));
    }

    private static void assertMessage(String part, Executable work) {
        String message = assertThrows(UserException.class, work).getMessage();
        assertTrue(message.contains(part), message);
    }
}
