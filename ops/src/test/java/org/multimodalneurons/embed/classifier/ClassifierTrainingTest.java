package org.multimodalneurons.embed.classifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.EmbeddingSet;
import org.multimodalneurons.embed.EmbeddingSet.Item;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.embed.Scored;
import org.multimodalneurons.embed.classifier.ClassifierTraining.Candidate;
import org.multimodalneurons.embed.classifier.ClassifierTraining.Trained;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ClassifierTrainingTest {

    private static final int LENGTH = 6;
    private static final Reference REFERENCE = Reference.read();

    /** Items around a centre for each class, in files of so many. */
    private static EmbeddingSet clusters(double spread, int inFile, int... sizes) {
        Random random = new Random(4);
        List<Item> items = new ArrayList<>();
        List<float[]> vectors = new ArrayList<>();
        for (int k = 0; k < sizes.length; k++)
            for (int n = 0; n < sizes[k]; n++) {
                float[] vector = new float[LENGTH];
                for (int i = 0; i < LENGTH; i++)
                    vector[i] = (float) ((i == k ? 3 : 1) + spread * random.nextGaussian());
                vectors.add(vector);
                items.add(new Item("item " + items.size(), "class " + k, "file " + k + "." + n / inFile, 1));
            }
        return new EmbeddingSet(
                new Embeddings("a model", items.stream().map(Item::label).toList(), vectors.toArray(float[][]::new)),
                items);
    }

    private static Trained train(EmbeddingSet set) {
        return ClassifierTraining.of(Examples.of(set, List.of())).run(Progress.NONE);
    }

    private static Embeddings texts(String... labels) {
        float[][] vectors = new float[labels.length][LENGTH];
        for (int k = 0; k < labels.length; k++) vectors[k][k] = 1;
        return new Embeddings("a model", List.of(labels), vectors);
    }

    @Test
    void thePriceOfLeastLogLossIsChosenAndTheClassifierTrainedOnAllWithIt() {
        Examples examples = REFERENCE.examples();
        Trained trained = ClassifierTraining.of(examples).seed(3).run(Progress.NONE);
        TrainingSummary summary = trained.classifier().summary();
        double least = trained.candidates().stream()
                .mapToDouble(Candidate::logLoss)
                .min()
                .orElseThrow();
        Candidate chosen = trained.candidates().stream()
                .filter(each -> each.price() == summary.price())
                .findFirst()
                .orElseThrow();
        assertTrue(chosen.logLoss() <= 1.01 * least);
        for (Candidate each : trained.candidates())
            if (each.price() < chosen.price()) assertTrue(each.logLoss() > 1.01 * least, each.toString());
        assertEquals(chosen.balancedAccuracy(), summary.balancedAccuracy());
        assertEquals(chosen.logLoss(), trained.heldOut().logLoss());
        assertTrue(trained.candidates().get(trained.candidates().size() - 1).logLoss() > 1.05 * least);

        var regression = LogisticRegression.free(examples.images().vectors(), REFERENCE.classes(), 4);
        LinearClasses all = regression.classes(regression.minimum(summary.price(), regression.start(), Progress.NONE));
        for (int k = 0; k < 4; k++)
            assertArrayEquals(all.weights()[k], trained.classifier().classes().weights()[k], 1e-6f);
        assertEquals(List.of(8, 14, 18, 20), trained.classifier().examples());
        assertTrue(summary.low() < summary.balancedAccuracy() && summary.balancedAccuracy() < summary.high());
    }

    @Test
    void eachExampleIsAskedAboutByAClassifierThatHasNotSeenIt() {
        Trained noise = train(clusters(1000, 1, 60, 60));
        assertEquals(.5, noise.classifier().summary().accuracy(), .13);
        Trained clear = train(clusters(.1, 1, 20, 9, 12));
        assertEquals(1, clear.classifier().summary().accuracy());
        for (int i = 0; i < 41; i++)
            assertTrue(clear.heldOut().probabilities()[i][clear.heldOut().answers()[i]] > .8);
    }

    @Test
    void theSameSeedGivesTheSame() {
        EmbeddingSet set = clusters(1, 1, 15, 15);
        assertEquals(train(set).classifier().summary(), train(set).classifier().summary());
    }

    @Test
    void filesStayWholeWhereTheyCan() {
        EmbeddingSet set = clusters(1, 3, 15, 15);
        Trained trained = train(set);
        assertTrue(trained.warnings().isEmpty());
        List<Integer> folds = trained.heldOut().folds();
        for (int i = 0; i < 30; i += 3)
            assertEquals(1, folds.subList(i, i + 3).stream().distinct().count());

        Trained leaking = train(clusters(1, 100, 15, 15));
        assertTrue(
                leaking.warnings().get(0).contains("both sides"),
                leaking.warnings().toString());
        assertEquals(5, leaking.heldOut().folds().stream().distinct().count());
    }

    @Test
    void regionsOfASliceStayTogetherWhereThereIsOneImage() {
        List<Item> items = IntStream.range(0, 12)
                .mapToObj(i -> new Item("stack:cell " + i + ":" + (i / 2 + 1), "class " + i % 2, "", i / 2 + 1))
                .toList();
        Embeddings vectors = clusters(1, 1, 6, 6).embeddings();
        Examples examples = Examples.of(new EmbeddingSet(vectors, items), List.of());
        assertEquals(
                List.of("slice 1", "slice 1", "slice 2"), examples.sources().subList(0, 3));
    }

    @Test
    void aClassWithoutAnExampleIsKnownByItsText() {
        EmbeddingSet set = clusters(.2, 1, 6, 6);
        Examples examples = Examples.of(set, List.of("class 2", "class 0"));
        assertEquals(List.of("class 0", "class 1", "class 2"), examples.labels());
        assertEquals(List.of(6, 6, 0), examples.counts());
        Trained trained = ClassifierTraining.of(examples)
                .startingFrom(texts("class 0", "class 1", "class 2"), 20, "a {}")
                .run(Progress.NONE);
        EmbeddingSet third = clusters(.2, 1, 0, 0, 5);
        for (List<Scored<String>> row : trained.classifier().classify(third.embeddings()))
            assertTrue(row.get(2).probability() > row.get(0).probability()
                    && row.get(2).probability() > row.get(1).probability());
        assertEquals(1, trained.classifier().summary().accuracy());

        UserException missing = assertThrows(
                UserException.class, () -> ClassifierTraining.of(examples).run(Progress.NONE));
        assertTrue(missing.getMessage().contains("\"class 2\" has 0"), missing.getMessage());
    }

    @Test
    void oneExampleOfEachClassIsEnoughWithTexts() {
        Examples examples = Examples.of(clusters(.2, 1, 1, 1, 1), List.of());
        Trained trained = ClassifierTraining.of(examples)
                .startingFrom(texts("class 0", "class 1", "class 2"), 20, "a {}")
                .run(Progress.NONE);
        assertEquals(1, rightOf(trained, clusters(.2, 1, 5, 5, 5)));
        UserException few = assertThrows(
                UserException.class, () -> ClassifierTraining.of(examples).run(Progress.NONE));
        assertTrue(few.getMessage().contains("\"class 0\" has 1 example"), few.getMessage());
    }

    /** Each is shown by its text alone when it is held out, so by a text that means another class every answer is wrong. */
    @Test
    void whereSingleExamplesCannotBeHeldOutNoFigurePretendsAndProbabilitiesStayApart() {
        Examples examples = Examples.of(clusters(.2, 1, 1, 1, 1), List.of());
        float[][] directions = new float[3][LENGTH];
        for (int k = 0; k < 3; k++) directions[k][(k + 1) % 3] = 1;
        var misleading = new Embeddings("a model", examples.labels(), directions);
        Trained trained = ClassifierTraining.of(examples)
                .startingFrom(misleading, 4, "a {}")
                .run(Progress.NONE);
        assertEquals(1, trained.classifier().temperature());
        EmbeddingSet others = clusters(.2, 1, 5, 5, 5);
        assertEquals(1, rightOf(trained, others));
        for (double[] shares : trained.classifier().probabilities(others.embeddings()))
            assertTrue(Arrays.stream(shares).max().orElseThrow() > .5, Arrays.toString(shares));
        TrainingSummary summary = trained.classifier().summary();
        assertFalse(summary.isMeasured());
        assertTrue(summary.accuracy().isNaN() && summary.calibrationError().isNaN(), summary.toString());
        assertEquals(0, summary.folds());
        assertEquals(0, trained.heldOut().size() + trained.candidates().size());
        assertEquals(List.of(summary.unmeasured()), trained.warnings());
        assertTrue(summary.unmeasured().contains("At least two examples of a class are needed"), summary.unmeasured());
    }

    @Test
    void answersThatAreWrongThroughoutCalibrateNothing() {
        float[][] vectors = {{1, 0, 0}, {-1, 0, 0}, {0, 1, 0}, {0, -1, 0}}; // what is held out lies opposite
        List<Item> items = IntStream.range(0, 4)
                .mapToObj(i -> new Item("item " + i, "class " + i / 2, "file " + i, 1))
                .toList();
        Trained trained = train(new EmbeddingSet(
                new Embeddings("a model", items.stream().map(Item::label).toList(), vectors), items));
        assertEquals(0, trained.classifier().summary().accuracy());
        assertEquals(1, trained.classifier().temperature());
        assertEquals(1, trained.warnings().size());
        assertTrue(
                trained.warnings().get(0).contains("cannot be calibrated"),
                trained.warnings().toString());
        assertArrayEquals(
                trained.uncalibrated().probabilities()[0], trained.heldOut().probabilities()[0], 1e-12);
    }

    private static double rightOf(Trained trained, EmbeddingSet set) {
        List<List<Scored<String>>> scores = trained.classifier().classify(set.embeddings());
        long right = IntStream.range(0, set.size())
                .filter(i -> scores.get(i).stream()
                        .max(Comparator.comparing(Scored::probability))
                        .orElseThrow()
                        .value()
                        .equals(set.items().get(i).group()))
                .count();
        return right / (double) set.size();
    }

    @Test
    void whatIsNoSetOfExamplesIsRefused() {
        EmbeddingSet one = clusters(1, 1, 9);
        assertFault("All 9 examples belong to the class \"class 0\"", () -> Examples.of(one, List.of()));
        assertFault(
                "The only example belongs to the class \"class 0\"", () -> Examples.of(clusters(1, 1, 1), List.of()));
        EmbeddingSet unnamed = clusters(1, 1, 4, 4).grouped(item -> item.label().equals("item 2") ? " " : item.group());
        assertFault("\"item 2\" (number 3 of 8) has no class", () -> Examples.of(unnamed, List.of()));
        Examples good = Examples.of(clusters(1, 1, 4, 4), List.of());
        assertFault("\"folds\" is 1", () -> ClassifierTraining.of(good).folds(1));
        Embeddings foreign = new Embeddings("another", List.of("x"), new float[][] {{1, 0, 0, 0, 0, 0}});
        assertFault("another", () -> train(clusters(1, 1, 4, 4)).classifier().probabilities(foreign));
        assertFault("another", () -> ClassifierTraining.of(good).startingFrom(foreign, 1, ""));
    }

    @Test
    void whatIsNoNumberIsRefusedByItsItemAndComponent() {
        Trained trained = train(clusters(1, 1, 4, 4));
        for (float each : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            float[][] vectors = clusters(1, 1, 4, 4).embeddings().vectors();
            vectors[5][2] = each;
            Embeddings damaged =
                    new Embeddings("a model", clusters(1, 1, 4, 4).embeddings().labels(), vectors);
            String expected = "\"item 5\" (number 6 of 8) has " + each + " as component 3 of 6";
            assertFault(expected, () -> Examples.of(damaged, Collections.nCopies(8, "x")));
            assertFault(expected, () -> trained.classifier().probabilities(damaged));
            assertFault(expected, () -> trained.classifier().classify(damaged));
        }
    }

    @Test
    void whereClassesDifferInSizeItIsToldWhatProbabilitiesMean() {
        assertEquals(List.of(), train(clusters(1, 1, 12, 4)).warnings());
        List<String> warnings = train(clusters(1, 1, 13, 4)).warnings();
        assertEquals(1, warnings.size());
        assertTrue(
                warnings.get(0).contains("\"class 0\" has 13 examples, \"class 1\" 4.")
                        && warnings.get(0).contains("equally frequent"),
                warnings.get(0));
    }

    @Test
    void aClassWithOneFileLeavesTheFilesOfOthersWhole() {
        EmbeddingSet set = clusters(1, 3, 15, 15, 15);
        List<Item> items = set.items().stream()
                .map(item -> item.group().equals("class 2") ? new Item(item.label(), "class 2", "one file", 1) : item)
                .toList();
        Trained trained = train(new EmbeddingSet(set.embeddings(), items));
        List<Integer> folds = trained.heldOut().folds();
        for (int i = 0; i < 30; i += 3)
            assertEquals(1, folds.subList(i, i + 3).stream().distinct().count());
        assertEquals(5, folds.subList(30, 45).stream().distinct().count());
        assertEquals(1, trained.warnings().size());
        String warning = trained.warnings().get(0);
        assertTrue(warning.contains("ones of \"class 2\", so"), warning);
    }

    private static void assertFault(String part, Executable executable) {
        UserException fault = assertThrows(UserException.class, executable);
        assertTrue(fault.getMessage().contains(part), fault.getMessage());
    }

    @Test
    void progressRisesAndEscStops() {
        List<Long> done = new ArrayList<>();
        Progress counting = new Progress() {
            @Override
            public void report(long step, long total, String message) {
                done.add(step);
                assertTrue(step < total);
            }

            @Override
            public boolean cancelled() {
                return done.size() > 7;
            }
        };
        Examples examples = Examples.of(clusters(1, 1, 9, 9), List.of());
        assertThrows(CancellationException.class, () -> ClassifierTraining.of(examples)
                .run(counting));
        assertEquals(Arrays.asList(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L), done);
    }
}
