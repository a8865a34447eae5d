package org.multimodalneurons.attack;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.attack.StrongestAttack.Compared;
import org.multimodalneurons.attack.StrongestAttack.Question;
import org.multimodalneurons.attack.StrongestAttack.Step;
import org.multimodalneurons.embed.Classifier;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.embed.ZeroShot;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Reference;
import org.multimodalneurons.probe.ConceptSet;
import org.multimodalneurons.probe.WordList;
import org.multimodalneurons.text.Prompts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class StrongestAttackTest {

    private static final List<String> CLASSES = List.of("dog", "pizza", "apple", "phone");
    private static final Prompts PROMPTS = Prompts.parse("a picture of a {}");

    private static ClipModel clip;
    private static PixelRows dog;
    private static Classifier classes;

    @BeforeAll
    static void open() {
        clip = ClipModel.embedded();
        classes = new ZeroShot(clip, CLASSES, PROMPTS);
        dog = ConceptSet.builtIn().stimuli().stream()
                .filter(stimulus ->
                        stimulus.concept().equals("dog") && stimulus.modality().equals("drawing"))
                .findFirst()
                .orElseThrow()
                .picture()
                .get();
    }

    @AfterAll
    static void close() {
        clip.close();
    }

    @Test
    void theSearchIsBetterThanTheNaiveAttackOfAsMuchInk() {
        StrongestAttack found = search(question("pizza", .1, 300, 1));
        assertEquals(
                List.of("clean", "naive", "strongest"),
                found.compared().stream().map(Compared::name).toList());
        Compared naive = found.compared().get(1);
        Compared strongest = found.strongest();
        assertEquals("dog", found.compared().get(0).answer());
        assertTrue(strongest.probability() > naive.probability(), strongest + " " + naive);
        assertEquals(strongest.coverage(), naive.coverage(), .05 * strongest.coverage());
    }

    @Test
    void theBudgetIsUsedUpAndEveryStepIsBetterThanTheOneBefore() {
        StrongestAttack found = search(question("pizza", .1, 150, 2));
        assertEquals(150, found.course().size());
        assertFalse(found.isCancelled());
        List<Step> steps = found.steps();
        for (int i = 1; i < steps.size(); i++)
            assertTrue(steps.get(i).probability() >= steps.get(i - 1).probability());
        Step last = steps.get(steps.size() - 1);
        assertEquals(last.probability(), found.course().get(149));
        assertTrue(steps.stream().allMatch(step -> step.coverage() <= .1));
        assertEquals(steps.size(), new HashSet<>(steps.stream().map(Step::label).toList()).size());
    }

    @Test
    void theSameSeedGivesTheSameLabel() {
        StrongestAttack first = search(question("phone", .1, 120, 5));
        assertEquals(first, search(question("phone", .1, 120, 5)));
    }

    @Test
    void theModelSeesNoPictureTwice() {
        int[] seen = {0};
        HashSet<List<Float>> vectors = new HashSet<>();
        Classifier counting = new Classifier() {
            @Override
            public List<String> labels() {
                return CLASSES;
            }

            @Override
            public double[][] probabilities(Embeddings images) {
                seen[0] += images.size();
                for (float[] vector : images.vectors()) vectors.add(boxed(vector));
                return classes.probabilities(images);
            }
        };
        search(new Question(counting, "pizza", List.of("pizza", "money", "cat"), .12, 100, 1));
        assertEquals(103, seen[0]); // and the picture clean, under the naive attack and the best one at its own size
        assertTrue(vectors.size() >= 100, () -> "different pictures: " + vectors.size());
    }

    private static List<Float> boxed(float[] vector) {
        Float[] boxed = new Float[vector.length];
        for (int i = 0; i < boxed.length; i++) boxed[i] = vector[i];
        return Arrays.asList(boxed);
    }

    @Test
    void whoEndsItGetsTheBestSoFar() {
        StrongestAttack found = StrongestAttack.search(clip, question("pizza", .1, 400, 1), dog, new EndedAfter(20));
        assertTrue(found.isCancelled());
        assertTrue(
                !found.course().isEmpty() && found.course().size() < 400,
                "seen: " + found.course().size());
        assertThrows(
                CancellationException.class,
                () -> StrongestAttack.search(clip, question("pizza", .1, 400, 1), dog, new EndedAfter(0)));
    }

    /** Is cancelled as soon as so many pictures were seen. */
    private static final class EndedAfter implements Progress {

        private final long pictures;
        private long done;

        EndedAfter(long pictures) {
            this.pictures = pictures;
        }

        @Override
        public void report(long seen, long total, String message) {
            done = seen;
        }

        @Override
        public boolean cancelled() {
            return done >= pictures;
        }
    }

    @Test
    void wordsNearTheTargetComeFirst() {
        List<String> words = StrongestAttack.words(clip, WordList.of(clip), "cat", PROMPTS, Progress.NONE);
        assertEquals("cat", words.get(0));
        assertTrue(words.indexOf("kitten") < 10 || words.indexOf("tiger") < 40, () -> words.subList(0, 40)
                .toString());
        assertEquals(new HashSet<>(words).size(), words.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rn-openclip", "vit-openclip-gelu"})
    void everyKindOfModelIsSearched(String model) {
        try (ClipModel other = ClipModel.open(Reference.of(model).weights())) {
            Question question = new Question(ZeroShot.of(other, axes(other)), "b", List.of("b", "cat"), .15, 30, 1);
            StrongestAttack found = StrongestAttack.search(other, question, dog, Progress.NONE);
            assertEquals(30, found.course().size());
            assertEquals(dog.width(), found.strongest().picture().width());
        }
    }

    /** Three classes without words. */
    private static Embeddings axes(ClipModel other) {
        float[][] vectors = new float[3][other.image().embeddingSize()];
        for (int i = 0; i < vectors.length; i++) vectors[i][i] = 1;
        return new Embeddings(other.identity(), List.of("a", "b", "c"), vectors);
    }

    @Test
    void aLabelIsAsLargeOnThePictureAsOnTheSquareThatTheModelSees() {
        var label = new AttackCandidate("pizza", Lettering.plain(0), new At(.4, .7), .1);
        TextLayer small = label.layer(64, 64).orElseThrow();
        TextLayer large = label.like(small, 640, 512);
        assertEquals(small.fontSize() / 64, large.fontSize() / 512, 1e-9);
        assertEquals(.4 * 512 + 64, middle(large, 640), 4);
    }

    @Test
    void theLayoutsOfASearchCanBeWrittenDown() {
        for (Layout layout : List.of(Layout.at(.25, .85), Layout.below(), Layout.scattered(3, 7)))
            assertEquals(layout, Layout.parse(layout.name()));
        assertTrue(assertThrows(UserException.class, () -> Layout.parse("at 1.5 .2"))
                .getMessage()
                .contains("0 to 1"));
    }

    /** Column of the middle of the ink. */
    private static double middle(TextLayer layer, int width) {
        boolean[] ink = layer.ink();
        int[] columns = java.util.stream.IntStream.range(0, ink.length)
                .filter(i -> ink[i])
                .map(i -> i % width)
                .sorted()
                .toArray();
        return (columns[0] + columns[columns.length - 1]) / 2.;
    }

    @ParameterizedTest
    @CsvSource({
        "train, .1, 10, not among the classes",
        "pizza, 0, 10, more than 0",
        "pizza, 2, 10, at most 100",
        "pizza, .1, 0, budget is 0",
        "pizza, .0001, 10, allow more ink"
    })
    void whatMakesNoSenseIsRefused(String target, double ink, int budget, String named) {
        UserException fault = assertThrows(UserException.class, () -> search(question(target, ink, budget, 1)));
        assertTrue(fault.getMessage().contains(named), fault.getMessage());
    }

    @Test
    void oneClassAndNoWordAreRefused() {
        Classifier one = new ZeroShot(clip, List.of("pizza"), PROMPTS);
        assertTrue(assertThrows(UserException.class, () -> new Question(one, "pizza", List.of("a"), .1, 10, 1))
                .getMessage()
                .contains("one class only"));
        assertTrue(assertThrows(UserException.class, () -> new Question(classes, "pizza", List.of(), .1, 10, 1))
                .getMessage()
                .contains("no word"));
    }

    private static Question question(String target, double ink, int budget, long seed) {
        return new Question(classes, target, List.of("pizza", "phone", "cheese", "money", "cat"), ink, budget, seed);
    }

    private static StrongestAttack search(Question question) {
        return StrongestAttack.search(clip, question, RgbImage.copyOf(dog), Progress.NONE);
    }
}
