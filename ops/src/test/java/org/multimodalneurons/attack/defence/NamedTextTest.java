package org.multimodalneurons.attack.defence;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.Progress;
import org.multimodalneurons.RandomClip;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Classifier;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.embed.ZeroShot;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.text.Prompts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Classes whose captions name what is written. */
class NamedTextTest {

    private static final List<String> LABELS = List.of("dog", "pizza");

    @TempDir
    static Path folder;

    private static ClipModel clip;

    @BeforeAll
    static void openModel() {
        clip = ClipModel.open(RandomClip.write(folder));
    }

    @AfterAll
    static void closeModel() {
        clip.close();
    }

    private static ZeroShot named(String prompts, String text) {
        ZeroShot usual = new ZeroShot(clip, LABELS, Prompts.NONE);
        return (ZeroShot) new NamedText(clip, Prompts.parse(prompts)).classes(usual, text);
    }

    @Test
    void everyTextHasItsOwnClasses() {
        String prompts = "a {} | a {} with a label that says {text}";
        ZeroShot ipod = named(prompts, "ipod");
        ZeroShot money = named(prompts, "$1 {text}");
        assertEquals(LABELS, ipod.labels());
        assertFalse(Arrays.equals(ipod.classes().vector(0), money.classes().vector(0)));
        ZeroShot expected = new ZeroShot(clip, LABELS, Prompts.parse("a {} | a {} with a label that says $1 {text}"));
        for (int i = 0; i < LABELS.size(); i++)
            assertArrayEquals(expected.classes().vector(i), money.classes().vector(i));
    }

    @Test
    void aTextThatWouldBeTakenForThePlaceOfTheClassIsRefused() {
        UserException fault = assertThrows(UserException.class, () -> named("a {} that says {text}", "{} {}"));
        assertTrue(fault.getMessage().contains("\"{} {}\""), fault.getMessage());
    }

    @Test
    void picturesAreSeenAsTheyAre() {
        NamedText defence = new NamedText(clip, NamedText.USUAL);
        List<RgbImage> pictures = List.of(Written.plain(64, 0xff0000));
        Embeddings seen = new Embedder(clip).rawImages(pictures, List.of("red"), Progress.NONE);
        assertSame(seen, defence.embed(clip, pictures, seen, Progress.NONE));
    }

    @Test
    void classesLearnedFromExamplesStayAsTheyAre() {
        Classifier learned = new Classifier() {
            @Override
            public List<String> labels() {
                return LABELS;
            }

            @Override
            public double[][] probabilities(Embeddings images) {
                return new double[images.size()][LABELS.size()];
            }
        };
        assertSame(learned, new NamedText(clip, NamedText.USUAL).classes(learned, "ipod"));
    }

    @Test
    void promptsThatDoNotNameTheTextAreRefused() {
        UserException fault =
                assertThrows(UserException.class, () -> new NamedText(clip, Prompts.parse("a {} | a picture of a {}")));
        assertTrue(fault.getMessage().contains("{text}") && fault.getMessage().contains("a picture of a {}"));
    }
}
