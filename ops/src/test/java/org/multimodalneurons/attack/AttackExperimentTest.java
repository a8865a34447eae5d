package org.multimodalneurons.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Classifier;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.embed.Scored;
import org.multimodalneurons.embed.ZeroShot;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.probe.ConceptSet;
import org.multimodalneurons.probe.Stimulus;
import org.multimodalneurons.text.Prompts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AttackExperimentTest {

    private static final List<String> CLASSES = List.of("dog", "pizza", "apple", "rocket");
    private static ClipModel clip;
    private static ZeroShot classes;

    @BeforeAll
    static void open() {
        clip = ClipModel.embedded();
        classes = new ZeroShot(clip, CLASSES, Prompts.parse("a picture of a {}"));
    }

    @AfterAll
    static void close() {
        clip.close();
    }

    private static AttackStyle style(double width) {
        return new AttackStyle(AttackStyle.usualLettering(clip), Layout.below(), TextSize.ofWidth(width));
    }

    private static List<AttackPicture> drawings(String... concepts) {
        List<AttackPicture> pictures = new ArrayList<>();
        for (String concept : concepts)
            ConceptSet.builtIn().stimuli().stream()
                    .filter(stimulus -> stimulus.concept().equals(concept)
                            && stimulus.modality().equals("drawing"))
                    .map(AttackExperimentTest::picture)
                    .forEach(pictures::add);
        return pictures;
    }

    private static AttackPicture picture(Stimulus stimulus) {
        return new AttackPicture(stimulus.label(), stimulus.concept(), stimulus.picture());
    }

    private static List<Attack> attacks(String... words) {
        return List.of(words).stream().map(Attack::parse).toList();
    }

    @Test
    void aTrialIsWhatTheModelSaysOfTheBareAndOfTheWrittenSquare() {
        AttackPicture dog = drawings("dog").get(0);
        AttackTrial trial = AttackExperiment.of(clip, classes, attacks("pizza"), List.of(style(.8)))
                .run(List.of(dog), Progress.NONE)
                .trials()
                .get(0);
        RgbImage square = clip.preprocessing().resizeAndCrop(dog.picture().get());
        TextLayer layer = style(.8).layer("pizza", square.width(), square.height());
        assertAnswer(classes.classify(square), trial.outcome().before());
        assertAnswer(classes.classify(layer.over(square)), trial.outcome().after());
        assertEquals(layer.coverage(), trial.coverage());
        assertTrue(trial.isSuccess(trial.outcome()), trial.toString());
        assertTrue(trial.isRightBefore(trial.outcome()), trial.toString());
    }

    private static void assertAnswer(List<Scored<String>> scores, Answer answer) {
        Scored<String> best = Scored.bestFirst(scores).get(0);
        assertEquals(best.value(), answer.label());
        assertEquals(best.probability(), answer.probability(), 1e-4);
        assertEquals(scores.get(CLASSES.indexOf("pizza")).probability(), answer.ofTarget(), 1e-4);
    }

    @Test
    void noPictureIsAttackedWithItsOwnClassAndEachIsOpenedOnce() {
        AtomicInteger opened = new AtomicInteger();
        List<AttackPicture> counted = drawings("dog", "pizza").stream()
                .map(each -> new AttackPicture(each.label(), each.trueClass(), () -> {
                    opened.incrementAndGet();
                    return each.picture().get();
                }))
                .toList();
        int dogs = drawings("dog").size();
        List<AttackTrial> trials = AttackExperiment.of(
                        clip, classes, attacks("pizza", "rocket"), List.of(style(.4), style(.6), style(.8)))
                .run(counted, Progress.NONE)
                .trials();
        assertEquals(dogs * 6 + (counted.size() - dogs) * 3, trials.size());
        assertEquals(counted.size(), opened.get());
        assertTrue(trials.stream()
                .noneMatch(trial -> trial.trueClass().equals(trial.attack().target())));
        double small = trials.get(0).coverage();
        double large = trials.get(2).coverage();
        assertTrue(small > .01 && small < large && large < .3, small + " " + large);
    }

    @Test
    void theSameExperimentGivesTheSameDigits() {
        AttackExperiment experiment = AttackExperiment.of(
                clip,
                classes,
                attacks("pizza", "rocket"),
                List.of(new AttackStyle(Lettering.paper(), Layout.scattered(4, 7), TextSize.ofHeight(.12))));
        List<AttackPicture> pictures = drawings("dog", "apple");
        assertEquals(
                experiment.run(pictures, Progress.NONE).trials(),
                experiment.run(pictures, Progress.NONE).trials());
    }

    @Test
    void whatDoesNotFitIntoOnePieceIsTheSame() {
        List<AttackPicture> few = drawings("dog");
        List<AttackPicture> many = new ArrayList<>();
        while (many.size() < 2050) many.addAll(few);
        AttackExperiment experiment = AttackExperiment.of(clip, classes, attacks("pizza"), List.of(style(.8)));
        List<AttackTrial> trials = experiment.run(many, Progress.NONE).trials();
        assertEquals(many.size(), trials.size());
        Answer first = trials.get(0).outcome().after();
        Answer again = trials.get(2048 / few.size() * few.size()).outcome().after();
        assertEquals(first.label(), again.label());
        assertEquals(first.probability(), again.probability(), 1e-4);
    }

    @Test
    void pictureThatCannotBeReadIsPassedOverAndTold() {
        List<AttackPicture> pictures = new ArrayList<>(drawings("dog"));
        int readable = pictures.size();
        pictures.add(0, new AttackPicture("broken", "dog", () -> {
            throw new UserException("The file broken.png is damaged.");
        }));
        AttackExperiment.Result result = AttackExperiment.of(clip, classes, attacks("pizza"), List.of(style(.8)))
                .run(pictures, Progress.NONE);
        assertEquals(Map.of(0, "The file broken.png is damaged."), result.unreadable());
        assertEquals(readable, result.trials().size());
        String message = assertThrows(UserException.class, () -> AttackExperiment.of(
                                clip, classes, attacks("pizza"), List.of(style(.8)))
                        .run(pictures.subList(0, 1), Progress.NONE))
                .getMessage();
        assertTrue(message.contains("broken.png"), message);
    }

    /** A defence that shows the model something else, one that changes what it saw, and one that changes the classes. */
    @Test
    void defencesAreMeasuredOnTheSameStimuli() {
        Defence blind = new Named("blind") {
            @Override
            public Embeddings embed(
                    ClipModel model, List<? extends PixelRows> stimuli, Embeddings seen, Progress progress) {
                assertEquals(seen.size(), stimuli.size());
                float[][] vectors = seen.vectors();
                for (int i = 0; i < vectors.length; i++)
                    vectors[i] = vectors[0]; // as if all were the first, bare picture
                return new Embeddings(seen.model(), seen.labels(), vectors);
            }
        };
        Defence expecting = new Named("expecting") {
            @Override
            public Classifier classes(Classifier usual, String text) {
                return new ZeroShot(clip, CLASSES, Prompts.parse("a {} and the word " + text));
            }
        };
        List<AttackTrial> trials = AttackExperiment.of(clip, classes, attacks("pizza"), List.of(style(.8)))
                .against(List.of(blind, expecting))
                .run(drawings("dog"), Progress.NONE)
                .trials();
        for (AttackTrial trial : trials) {
            assertEquals(
                    trial.defended().get(0).before(), trial.defended().get(0).after());
            assertTrue(!trial.outcome().before().equals(trial.defended().get(1).before()));
        }
        SuccessRate rate = SuccessRate.of(trials);
        assertEquals(0, rate.defended().get(0).successes());
        assertEquals(2, rate.defended().size());
    }

    private abstract static class Named implements Defence {

        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Embeddings embed(
                ClipModel model, List<? extends PixelRows> stimuli, Embeddings seen, Progress progress) {
            return seen;
        }
    }

    @Test
    void ratesAreCountsOfTrials() {
        Attack pizza = Attack.parse("pizza");
        List<AttackTrial> trials = List.of(
                trial(pizza, "dog", "pizza", .1),
                trial(pizza, "dog", "dog", .2),
                trial(pizza, "pizza", "pizza", .3),
                trial(pizza, "cat", "pizza", .2));
        SuccessRate rate = SuccessRate.of(trials);
        assertEquals(4, rate.trials());
        assertEquals(2, rate.successes());
        assertEquals(.5, rate.rate());
        assertEquals(.2, rate.coverage(), 1e-12);
        assertEquals(2, rate.rightBefore());
        assertEquals(.5, rate.rateWhenRight());
        assertEquals(.1500, rate.interval().low(), 1e-4);
        assertEquals(.8500, rate.interval().high(), 1e-4);
    }

    private static AttackTrial trial(Attack attack, String before, String after, double coverage) {
        return new AttackTrial(
                "a",
                "dog",
                attack,
                style(.5),
                coverage,
                new AttackTrial.Outcome(new Answer(before, .9, .1), new Answer(after, .8, .2)),
                List.of());
    }

    @Test
    void badInputIsRefusedBeforeAnyWork() {
        assertRefused("mango", () -> AttackExperiment.of(clip, classes, attacks("mango"), List.of(style(.5))));
        assertRefused("word", () -> AttackExperiment.of(clip, classes, List.of(), List.of(style(.5))));
        assertRefused("layout", () -> AttackExperiment.of(clip, classes, attacks("pizza"), List.of()));
        ZeroShot one = new ZeroShot(clip, List.of("pizza"), Prompts.NONE);
        assertRefused("one class", () -> AttackExperiment.of(clip, one, attacks("pizza"), List.of(style(.5))));
        AttackExperiment experiment = AttackExperiment.of(clip, classes, attacks("pizza"), List.of(style(.5)));
        assertRefused("no picture", () -> experiment.run(List.of(), Progress.NONE));
        assertRefused("own class", () -> experiment.run(drawings("pizza"), Progress.NONE));
    }

    private static void assertRefused(String word, org.junit.jupiter.api.function.Executable work) {
        String message = assertThrows(UserException.class, work).getMessage();
        assertTrue(message.contains(word), message);
    }

    @Test
    void itStopsWhenTheUserWantsSo() {
        Progress cancelled = new Progress() {
            @Override
            public void report(long done, long total, String message) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        AttackExperiment experiment = AttackExperiment.of(clip, classes, attacks("pizza"), List.of(style(.5)));
        assertThrows(CancellationException.class, () -> experiment.run(drawings("dog"), cancelled));
    }
}
