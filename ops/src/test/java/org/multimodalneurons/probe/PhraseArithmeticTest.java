package org.multimodalneurons.probe;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.probe.Composition.Term;
import org.multimodalneurons.text.Prompts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Arithmetic with the words and neurons of the model that ships inside. */
class PhraseArithmeticTest {

    private static ClipModel clip;
    private static List<String> emotions;

    @BeforeAll
    static void open() {
        clip = ClipModel.embedded();
        emotions = clip.vocabulary().orElseThrow().words("emotion");
    }

    @AfterAll
    static void close() {
        clip.close();
    }

    @ParameterizedTest
    @EnumSource(Selection.class)
    void eachTermExplainsMoreAndNoneIsThePhraseItself(Selection selection) {
        for (Sign sign : Sign.values()) {
            PhraseArithmetic words = PhraseArithmetic.ofWords(clip, emotions, Prompts.NONE, Progress.NONE);
            Composition sum = words.write(" Sad ", 4, selection, sign);
            assertEquals("Sad", sum.phrase());
            assertTrue(sum.terms().size() <= 4 && !sum.terms().isEmpty());
            double before = 0;
            for (Term term : sum.terms()) {
                assertFalse(term.name().equalsIgnoreCase("sad"));
                assertTrue(term.explained() >= before - 1e-9 && term.explained() <= 1);
                assertTrue(sign == Sign.SIGNED || term.weight() > 0);
                before = term.explained();
            }
            assertEquals(before, sum.explained());
        }
    }

    @Test
    void neuronsSpellPhrasesToo() {
        PhraseArithmetic neurons = PhraseArithmetic.ofNeurons(clip, emotions, Prompts.NONE, Progress.NONE);
        Composition sum = neurons.write("happy", 5, Selection.OMP, Sign.NON_NEGATIVE);
        assertEquals("layer4.0", Unit.parse(sum.terms().get(0).name()).layer());
        assertTrue(sum.explained() > .1, () -> sum + " explains " + sum.explained());
        Composition longer = neurons.write("happy", 25, Selection.OMP, Sign.NON_NEGATIVE);
        assertTrue(longer.explained() > 1.5 * sum.explained(), () -> longer + " explains " + longer.explained());
    }

    /** Captions of weddings are those of brides and grooms: the model learned their pictures under these words. */
    @ParameterizedTest
    @EnumSource(Selection.class)
    void aWeddingIsABrideAndAGroom(Selection selection) {
        PhraseArithmetic words = PhraseArithmetic.ofWords(
                clip, clip.vocabulary().orElseThrow().words().stream().toList(), Prompts.NONE, Progress.NONE);
        Composition sum = words.write("wedding", 2, selection, Sign.NON_NEGATIVE);
        assertEquals(
                Set.of("bride", "groom"),
                sum.terms().stream().map(Term::name).collect(Collectors.toSet()),
                sum::toString);
        assertTrue(sum.explained() > .8, () -> sum + " explains " + sum.explained());
    }

    @Test
    void moreTermsThanThereAreAreRefused() {
        PhraseArithmetic words =
                PhraseArithmetic.ofWords(clip, List.of("happy", "sad", "angry"), Prompts.NONE, Progress.NONE);
        String message = assertThrows(UserException.class, () -> words.write("sad", 3, Selection.OMP, Sign.SIGNED))
                .getMessage();
        assertTrue(message.contains("3 terms") && message.contains("1 to 2"), message);
        assertThrows(UserException.class, () -> words.write("fear", 0, Selection.OMP, Sign.SIGNED));
        assertThrows(UserException.class, () -> words.write(" ", 1, Selection.OMP, Sign.SIGNED));
        assertThrows(
                UserException.class,
                () -> PhraseArithmetic.ofWords(clip, List.of("sad", " sad"), Prompts.NONE, Progress.NONE));
    }

    @Test
    void aSumReadsLikeAFormula() {
        var terms = List.of(new Term("relaxing", 1.001, .5), new Term("grumpy", .14, .6), new Term("sunset", -.1, .7));
        assertEquals("bored = relaxing + 0.14 grumpy - 0.10 sunset", new Composition("bored", terms).toString());
        assertEquals("bored = - 0.20 fun", new Composition("bored", List.of(new Term("fun", -.2, .1))).toString());
        assertEquals("bored = 0", new Composition("bored", List.of()).toString());
    }

    @Test
    void theAtlasPlacesEveryWordAndNamesItsAxes() {
        EmotionAtlas atlas = EmotionAtlas.of(clip, emotions, Prompts.NONE, 2, Progress.NONE);
        List<String> words = atlas.words();
        assertTrue(words.contains("angry") && words.contains("love"), words::toString);
        assertFalse(words.contains("rage"), "angry, rage and mad are one to this model");
        assertEquals(2, atlas.factors());
        String first = atlas.topWords(0, 1).get(0);
        double[] furthest = atlas.position(words.indexOf(first));
        for (int i = 0; i < words.size(); i++) {
            double[] position = atlas.position(i);
            assertTrue(position[0] >= 0 && position[1] >= 0 && position[0] <= furthest[0]);
        }
        assertEquals(3, atlas.topUnits(1, 3).size());
        EmotionAtlas again = EmotionAtlas.of(clip, emotions, Prompts.NONE, 2, Progress.NONE);
        assertEquals(atlas.topUnits(0, 5), again.topUnits(0, 5));
        assertThrows(
                UserException.class,
                () -> EmotionAtlas.of(clip, List.of("sad", "happy"), Prompts.NONE, 2, Progress.NONE));
    }
}
