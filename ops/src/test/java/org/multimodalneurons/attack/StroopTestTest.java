package org.multimodalneurons.attack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.multimodalneurons.Progress;
import org.multimodalneurons.RandomClip;
import org.multimodalneurons.UserException;
import org.multimodalneurons.attack.StroopTrial.Condition;
import org.multimodalneurons.attack.StroopTrial.Named;
import org.multimodalneurons.embed.Scored;
import org.multimodalneurons.embed.ZeroShot;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.text.Prompts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Words in inks, what a model answers to them, and how it is counted. */
class StroopTestTest {

    private static final Typeface SANS = Typeface.of("DejaVu Sans");

    private static StroopTest test(String inks, List<String> words, String control) {
        return new StroopTest(Ink.parseAll(inks), words, control, SANS, .8, OptionalInt.empty());
    }

    @Test
    void everyWordIsWrittenInEveryInk() {
        List<StroopStimulus> stimuli = StroopTest.usual().stimuli(64);
        assertEquals(64, stimuli.size());
        assertEquals("orange in red", stimuli.get(1).label());
        assertEquals("xxxx in brown", stimuli.get(63).label());
        for (StroopStimulus stimulus : stimuli) {
            assertEquals(stimulus.ink().ground(), stimulus.picture().get(0, 0));
            assertTrue(
                    Stream.iterate(0, i -> i < 64 * 64, i -> i + 1)
                            .anyMatch(i -> stimulus.picture().get(i % 64, i / 64)
                                    == stimulus.ink().rgb()),
                    stimulus.label());
        }
    }

    @Test
    void inksStandOutFromTheirGround() {
        assertEquals(0x000000, Ink.parse("yellow").ground());
        assertEquals(0xffffff, Ink.parse("blue").ground());
        for (Ink ink : StroopTest.usual().inks())
            assertTrue(Math.abs(ink.luma() - (ink.ground() == 0 ? 0 : 1)) > .5, ink.name());
        assertEquals(
                (.299 * 0x20 + .587 * 0x40 + .114 * 0x60) / 255,
                Ink.parse("slate=#204060").luma(),
                1e-12);
    }

    private static List<Scored<String>> scores(double... probabilities) {
        List<String> colours = List.of("red", "green", "blue");
        List<Scored<String>> scores = new ArrayList<>();
        for (int i = 0; i < probabilities.length; i++)
            scores.add(new Scored<>(colours.get(i), probabilities[i], probabilities[i]));
        return scores;
    }

    /** Six trials written down by hand, of inks red and green and words red, Blue and a control. */
    @Test
    void answersAreCountedByWhatTheyName() {
        StroopTest test = test("red, green", List.of("red", "Blue"), "word");
        assertEquals(List.of("red", "green", "blue"), test.colours());
        List<StroopStimulus> stimuli = test.stimuli(32);
        List<List<Scored<String>>> scores = List.of(
                scores(.9, .05, .05), // red in red: both
                scores(.1, .2, .7), // Blue in red: the word
                scores(.6, .3, .1), // word in red: the ink
                scores(.3, .6, .1), // red in green: the ink
                scores(.5, .3, .2), // Blue in green: red, which is neither
                scores(.2, .3, .5)); // word in green: blue, which is neither
        List<StroopTrial> trials = new ArrayList<>();
        for (int i = 0; i < 6; i++) trials.add(test.trial("{}", stimuli.get(i), scores.get(i)));
        assertEquals(
                List.of(Named.BOTH, Named.WORD, Named.INK, Named.INK, Named.OTHER, Named.OTHER),
                trials.stream().map(StroopTrial::named).toList());
        assertEquals(.7 - .1, trials.get(1).balance(), 1e-12);
        assertEquals(-.6, trials.get(2).balance(), 1e-12);
        List<StroopSummary> summary = StroopSummary.of(trials);
        assertEquals(
                List.of(Condition.CONTROL, Condition.CONGRUENT, Condition.INCONGRUENT),
                summary.stream().map(StroopSummary::condition).toList());
        StroopSummary control = summary.get(0);
        assertEquals(List.of(2, 1, 0, 1), List.of(control.trials(), control.ink(), control.word(), control.other()));
        assertEquals(.45, control.meanPInk(), 1e-12);
        assertTrue(Double.isNaN(control.meanPWord()));
        assertEquals(1, summary.get(1).ink());
        assertEquals(1, summary.get(1).word());
        StroopSummary incongruent = summary.get(2);
        assertEquals(
                List.of(3, 1, 1, 1),
                List.of(incongruent.trials(), incongruent.ink(), incongruent.word(), incongruent.other()));
        assertEquals((.1 + .6 + .3) / 3, incongruent.meanPInk(), 1e-12);
        assertEquals((.7 + .3 + .2) / 3, incongruent.meanPWord(), 1e-12);
    }

    /** Wilson's interval of 49 of 49 by its formula: n / (n + z squared) to 1. */
    @Test
    void thePapersWordWonAlways() {
        StroopSummary incongruent = StroopSummary.PAPER.get(2);
        double z = 1.959964;
        assertEquals(49 / (49 + z * z), incongruent.wordInterval().low(), 1e-6);
        assertEquals(1, incongruent.wordInterval().high(), 1e-9);
        assertEquals(0, incongruent.inkInterval().low(), 1e-9);
        assertEquals(z * z / (49 + z * z), incongruent.inkInterval().high(), 1e-6);
    }

    @Test
    void aSummaryIsASentence() {
        assertEquals(
                "incongruent: of 49 answers 0 name the ink, 49 the word, 0 neither; mean p(ink) 0.082, p(word) 0.912",
                StroopSummary.PAPER.get(2).sentence());
        assertEquals(
                "control: of 8 answers 8 name the ink, 0 the word, 0 neither",
                StroopSummary.PAPER.get(0).sentence());
    }

    @Test
    void severalQuestionsAreAskedApartAndPromptsOfOneAreAveraged(@TempDir Path folder) {
        try (ClipModel clip = ClipModel.open(RandomClip.write(folder))) {
            StroopTest test = test("red, green", List.of("red", "green"), "word");
            List<StroopStimulus> stimuli = test.stimuli(clip.preprocessing().size());
            Prompts averaged = Prompts.parse("{} | a picture of {}");
            List<StroopTrial> trials = test.run(clip, stimuli, List.of(averaged, Prompts.NONE), Progress.NONE);
            assertEquals(12, trials.size());
            assertEquals("{} | a picture of {}", trials.get(0).prompt());
            assertEquals("{}", trials.get(6).prompt());
            for (int i = 0; i < 12; i++) {
                StroopStimulus stimulus = stimuli.get(i % 6);
                List<Scored<String>> asked = new ZeroShot(
                                clip, List.of("red", "green"), i < 6 ? averaged : Prompts.NONE)
                        .classify(stimulus.picture());
                double ink =
                        asked.get(stimulus.ink().name().equals("red") ? 0 : 1).probability();
                assertEquals(ink, trials.get(i).pInk(), 1e-5);
            }
            assertEquals(trials, test.run(clip, stimuli, List.of(averaged, Prompts.NONE), Progress.NONE));
        }
    }

    @Test
    void theEmbeddedModelReadsTheWordAndSeesTheInkOfTheControl() {
        try (ClipModel clip = ClipModel.embedded()) {
            StroopTest test = StroopTest.usual();
            List<StroopSummary> summary = StroopSummary.of(test.run(
                    clip,
                    test.stimuli(clip.preprocessing().size()),
                    List.of(Prompts.parse("a picture of {}")),
                    Progress.NONE));
            assertTrue(summary.get(0).ink() > 4, summary::toString);
            assertTrue(summary.get(1).ink() > 4, summary::toString);
            assertTrue(summary.get(2).word() > 25, summary::toString);
        }
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("one of them is empty", () -> test("red, green", List.of(), "word")),
                mistake("one of them is empty", () -> test("red, green", List.of("red", " "), "word")),
                mistake("one of them is empty", () -> test("red, green", List.of("red"), " ")),
                mistake("at least two inks, and found 1", () -> test("red", List.of("red", "green"), "word")),
                mistake("at least two inks, and found 0", () -> test(" , ", List.of("red", "green"), "word")),
                mistake("\"mauve\" has no colour", () -> test("red, mauve", List.of("red"), "word")),
                mistake("six hexadecimal digits", () -> test("red, mauve=#12", List.of("red"), "word")),
                mistake("red is given twice", () -> test("red, Red=#ff0000", List.of("red"), "word")),
                mistake("is one of the colours", () -> test("red, green", List.of("red"), "Green")),
                mistake("is one of the colours", () -> test("red, green", List.of("blue"), "blue")),
                mistake(
                        "cannot be seen",
                        () -> new StroopTest(
                                Ink.parseAll("red, green"),
                                List.of("red"),
                                "word",
                                SANS,
                                .8,
                                OptionalInt.of(0x2ea338))),
                mistake("too wide or too high", () -> test("red, green", List.of("l"), "word")
                        .stimuli(32)));
    }

    private static Arguments mistake(String named, Supplier<Object> attempt) {
        return Arguments.of(named, attempt);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void mistakesAreTold(String named, Supplier<Object> attempt) {
        UserException fault = assertThrows(UserException.class, attempt::get);
        assertTrue(fault.getMessage().contains(named), fault.getMessage());
    }
}
