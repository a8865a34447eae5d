package org.multimodalneurons.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.multimodalneurons.UserException;
import org.multimodalneurons.probe.BlindSample.Item;
import org.multimodalneurons.probe.ConditionalProbability.Share;
import org.multimodalneurons.probe.NeuronCard.Response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ConditionalProbabilityTest {

    private static Stimulus stimulus(String label) {
        return new Stimulus("", "", "", label, () -> {
            throw new AssertionError("nobody looks at it");
        });
    }

    private static List<Response> normal(int count) {
        Random random = new Random(5);
        return IntStream.range(0, count)
                .mapToObj(i -> new Response(stimulus("picture " + i), 3 * random.nextGaussian(), 0))
                .toList();
    }

    @Test
    void everyBucketHasAsManyPicturesAsAskedForOrAllThatThereAre() {
        BlindSample sample = BlindSample.draw(normal(2000), 1, 20, 7);
        assertEquals(3, sample.deviation(), .15);
        var counts = sample.items().stream().collect(Collectors.groupingBy(Item::bucket, Collectors.counting()));
        for (double bucket = -2; bucket < 2; bucket++) assertEquals(20, counts.get(bucket));
        for (Item item : sample.items()) {
            assertTrue(item.bucket() <= item.deviations() && item.deviations() < item.bucket() + 1, item.toString());
            assertEquals(item.activation(), item.deviations() * sample.deviation(), 1e-9);
        }
        assertEquals(
                sample.items().size(),
                sample.items().stream()
                        .map(item -> item.stimulus().label())
                        .distinct()
                        .count());
    }

    @Test
    void theOrderTellsNothingAndIsTheSameAgain() {
        List<Response> responses = normal(2000);
        BlindSample sample = BlindSample.draw(responses, .5, 20, 7);
        assertEquals(sample, BlindSample.draw(responses, .5, 20, 7));
        assertNotEquals(sample, BlindSample.draw(responses, .5, 20, 8));
        double first = mean(sample.items().subList(0, sample.items().size() / 2));
        double second = mean(
                sample.items().subList(sample.items().size() / 2, sample.items().size()));
        assertTrue(Math.abs(first - second) < .5, first + " and " + second);
    }

    private static double mean(List<Item> items) {
        return items.stream().mapToDouble(Item::deviations).average().orElseThrow();
    }

    @Test
    void sharesAreCountedByBucketWithWilsonsInterval() {
        List<Item> items = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            items.add(new Item(stimulus("low " + i), 0, .5, 0));
            labels.add(i < 3 ? "face" : "other");
        }
        items.add(new Item(stimulus("high"), 1, 4.5, 4));
        labels.add("face");
        items.add(new Item(stimulus("not labelled"), 1, 4.6, 4));
        labels.add("");
        List<Share> shares = ConditionalProbability.of(items, labels);
        assertEquals(4, shares.size());
        Share face = shares.get(0);
        assertEquals("face", face.label());
        assertEquals(.3, face.probability());
        assertEquals(.1078, face.low(), 5e-5); // Wilson 1927: 3 of 10
        assertEquals(.6032, face.high(), 5e-5);
        assertEquals(new Share(4, "face", 1, 1, 1, shares.get(2).low(), 1), shares.get(2));
        assertEquals(0, shares.get(3).count());
    }

    @Test
    void whatCannotBeDrawnOrCountedIsToldWhy() {
        List<Response> alike = List.of(new Response(stimulus("a"), 1, 0), new Response(stimulus("b"), 1, 0));
        assertTrue(assertThrows(UserException.class, () -> BlindSample.draw(alike, 1, 5, 1))
                .getMessage()
                .contains("alike"));
        assertThrows(UserException.class, () -> BlindSample.draw(normal(9), 0, 5, 1));
        List<Item> one = List.of(new Item(stimulus("a"), 1, 1, 1));
        assertThrows(UserException.class, () -> ConditionalProbability.of(one, List.of()));
        assertThrows(UserException.class, () -> ConditionalProbability.of(one, List.of(" ")));
    }
}
