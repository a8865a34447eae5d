package org.multimodalneurons.embed.classifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.Classifier;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.embed.EmbeddingSet;
import org.multimodalneurons.embed.EmbeddingSet.Item;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.embed.ZeroShot;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.probe.ConceptSet;
import org.multimodalneurons.probe.Stimulus;
import org.multimodalneurons.text.Prompts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The README's table of few examples: of the set that ships with the library, the embedded model never saw any. */
class FewShotTest {

    private static final Prompts PROMPTS = Prompts.parse("a picture of a {}");
    private static final int DRAWS = 3;

    /** The mean accuracy of three kinds of classifiers on all images that they were not given; one needs two examples. */
    private record Row(double texts, OptionalDouble examples, double both) {}

    @Test
    void examplesAndTextsTogetherAreBetterThanEither() throws IOException {
        List<String> readme = Files.readAllLines(Path.of("../README.md"));
        try (ClipModel clip = ClipModel.embedded()) {
            for (String family : List.of("emotion", "sport")) {
                EmbeddingSet set = set(clip, family);
                Embeddings captions = new Embedder(clip).labels(set.groups(), PROMPTS, Progress.NONE);
                for (int shots : new int[] {1, 2, 4}) {
                    Row row = row(clip, set, captions, shots);
                    String beginning = "| " + family + " | " + shots + " | ";
                    String told = readme.stream()
                            .filter(line -> line.startsWith(beginning))
                            .findFirst()
                            .orElseThrow(() -> new AssertionError(
                                    "no line of the README begins with " + beginning + "; computed: " + row));
                    assertTold(row, told);
                }
            }
        }
    }

    private static void assertTold(Row row, String line) {
        String[] cells = line.split("\\|", -1);
        assertEquals(7, cells.length, "the line in the README: " + line);
        assertEquals(row.texts(), Double.parseDouble(cells[3]), .015, line);
        if (row.examples().isEmpty()) assertEquals("–", cells[4].strip(), line);
        else assertEquals(row.examples().getAsDouble(), Double.parseDouble(cells[4]), .015, line);
        if (row.examples().isPresent()) assertTrue(row.both() > row.examples().getAsDouble() + .03, line);
        assertEquals(row.both(), Double.parseDouble(cells[5]), .015, line);
    }

    private static EmbeddingSet set(ClipModel clip, String family) {
        List<Stimulus> stimuli = ConceptSet.builtIn().stimuli().stream()
                .filter(each -> each.family().equals(family) && !each.isNegative())
                .toList();
        List<String> labels = stimuli.stream().map(Stimulus::label).toList();
        Embeddings embeddings = new Embedder(clip).images(Stimulus.pictures(stimuli), labels, Progress.NONE);
        return new EmbeddingSet(
                embeddings,
                stimuli.stream()
                        .map(each -> new Item(each.label(), each.concept(), "", 0))
                        .toList());
    }

    private static Row row(ClipModel clip, EmbeddingSet set, Embeddings captions, int shots) {
        double texts = 0;
        double examples = 0;
        double both = 0;
        ZeroShot zeroShot = new ZeroShot(clip, set.groups(), PROMPTS);
        for (int draw = 0; draw < DRAWS; draw++) {
            List<Integer> chosen = drawn(set, shots, draw);
            EmbeddingSet held = set.at(IntStream.range(0, set.size())
                    .filter(i -> !chosen.contains(i))
                    .boxed()
                    .toList());
            Examples few = Examples.of(set.at(chosen), List.of());
            texts += accuracy(zeroShot, held) / DRAWS;
            examples += (shots == 1 ? 0 : accuracy(trained(ClassifierTraining.of(few)), held)) / DRAWS;
            assertEquals(captions.labels(), few.labels());
            both += accuracy(trained(ClassifierTraining.of(few).startingFrom(captions, clip.logitScale(), "")), held)
                    / DRAWS;
        }
        return new Row(texts, shots == 1 ? OptionalDouble.empty() : OptionalDouble.of(examples), both);
    }

    private static List<Integer> drawn(EmbeddingSet set, int shots, int seed) {
        Random random = new Random(seed);
        List<Integer> drawn = new ArrayList<>();
        for (String group : set.groups()) {
            List<Integer> of = new ArrayList<>(IntStream.range(0, set.size())
                    .filter(i -> set.items().get(i).group().equals(group))
                    .boxed()
                    .toList());
            Collections.shuffle(of, random);
            drawn.addAll(of.subList(0, shots));
        }
        return drawn;
    }

    private static TrainedClassifier trained(ClassifierTraining training) {
        return training.run(Progress.NONE).classifier();
    }

    private static double accuracy(Classifier classifier, EmbeddingSet set) {
        double[][] shares = classifier.probabilities(set.embeddings());
        long right = IntStream.range(0, set.size())
                .filter(i -> classifier
                        .labels()
                        .get(HeldOut.largest(shares[i]))
                        .equals(set.items().get(i).group()))
                .count();
        return right / (double) set.size();
    }
}
