package org.multimodalneurons.visualize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.Scored;
import org.multimodalneurons.embed.ZeroShot;
import org.multimodalneurons.image.PictureFile;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.probe.KnownUnit;
import org.multimodalneurons.text.Prompts;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * With the embedded model the defaults draw what excites a unit and is named as its concept, for three units for which they
 * do; how many of all units that is, is told in {@link Recipe#guided}. Being named is no finding: the caption is drawn for.
 */
class RecipeTest {

    private static final List<String> CONCEPTS = List.of("heart", "puzzle", "hat");

    @Test
    void aUnitRespondsMoreToItsPictureThanToDrawings() throws IOException {
        try (ClipModel clip = ClipModel.embedded()) {
            List<PixelRows> others = drawings();
            for (String concept : CONCEPTS) {
                Unit unit = KnownUnit.of(clip, concept).orElseThrow();
                PixelRows drawn = FeatureVisualization.of(clip)
                        .maximise(Recipe.guided(clip, unit, concept))
                        .seed(1)
                        .run(Progress.NONE)
                        .drawing()
                        .rgb();
                double own = responses(clip, unit, List.of(drawn))[0];
                double[] usual = responses(clip, unit, others);
                long below =
                        Arrays.stream(usual).filter(response -> response < own).count();
                assertTrue(below > .99 * usual.length, concept + ": above " + below + " of " + usual.length);
                assertNamed(clip, drawn, concept);
            }
        }
    }

    /** Among the first five answers of all that the model knows. */
    private static void assertNamed(ClipModel clip, PixelRows drawn, String concept) {
        List<String> words =
                KnownUnit.of(clip).stream().map(KnownUnit::concept).distinct().toList();
        var answers = Scored.bestFirst(new ZeroShot(clip, words, Prompts.parse("a picture of a {}")).classify(drawn));
        assertTrue(
                answers.stream().limit(5).anyMatch(answer -> answer.value().equals(concept)), concept + ": " + answers);
    }

    private static double[] responses(ClipModel clip, Unit unit, List<PixelRows> pictures) {
        Layer layer = clip.image().layer(unit.layer());
        try (NDManager manager = clip.newManager()) {
            NDArray maps = clip.image().activate(clip.preprocessing().pixels(manager, pictures), layer);
            NDArray its = maps.get(":, {}", unit.index()).reshape(pictures.size(), -1);
            float[] means = its.mean(new int[] {1}).toFloatArray();
            double[] responses = new double[means.length];
            for (int i = 0; i < means.length; i++) responses[i] = means[i];
            return responses;
        }
    }

    /** In a style that the model never saw. */
    private static List<PixelRows> drawings() throws IOException {
        List<PixelRows> drawings = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("..", "sample-images", "held-out"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".png"))
                    .filter(file -> file.getParent().endsWith("drawing"))
                    .sorted()
                    .toList()) drawings.add(PictureFile.open(file));
        }
        return drawings;
    }
}
