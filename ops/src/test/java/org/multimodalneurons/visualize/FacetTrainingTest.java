package org.multimodalneurons.visualize;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PictureFile;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Reference;
import org.multimodalneurons.model.Unit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Facets of coloured pictures, which even random weights tell apart. */
class FacetTrainingTest {

    private static final int EACH = 12;

    @TempDir
    private Path folder;

    private static Map<String, List<PixelRows>> colours() {
        Map<String, List<PixelRows>> kinds = new LinkedHashMap<>();
        kinds.put("red", list(EACH, i -> picture(Color.RED, i)));
        kinds.put("blue", list(EACH, i -> picture(Color.BLUE, i)));
        kinds.put("white", list(EACH / 2, i -> picture(Color.WHITE, i)));
        return kinds;
    }

    private static List<PixelRows> list(int size, IntFunction<PixelRows> element) {
        return new AbstractList<>() {
            @Override
            public PixelRows get(int index) {
                return element.apply(index);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    /** Mostly of a colour. */
    private static PixelRows picture(Color colour, int seed) {
        Random random = new Random(seed);
        var image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(new Color(random.nextInt(0x1000000)));
        graphics.fillRect(0, 0, 64, 64);
        graphics.setColor(colour);
        graphics.fillRect(random.nextInt(12), random.nextInt(12), 52, 52);
        graphics.dispose();
        return new PictureFile(image);
    }

    private static ClipModel open(String model) {
        return ClipModel.open(Reference.of(model).weights());
    }

    @ParameterizedTest
    @CsvSource({"rn-openclip, layer2.0", "vit-openclip-gelu, resblocks.0", "vit-openclip-gelu, resblocks.0.mlp"})
    void kindsThatTheLayerTellsApartHaveAnAccuracyOfOne(String model, String layer) {
        try (ClipModel clip = open(model)) {
            Facets facets = new FacetTraining(clip, List.of(clip.image().layer(layer))).train(colours(), Progress.NONE);
            assertEquals(clip.identity(), facets.model());
            assertEquals(List.of("red", "blue", "white"), facets.names());
            Facets.InLayer in = facets.layers().get(0);
            assertEquals(layer, in.layer());
            assertEquals(1, in.accuracy(), .1);
            for (float[] direction : in.directions()) {
                assertEquals(clip.image().layer(layer).units(), direction.length);
                double squares = 0;
                for (float value : direction) squares += value * value / direction.length;
                assertEquals(1, squares, 1e-5);
            }
        }
    }

    @Test
    void whatIsDrawnIsSteeredTowardsTheFacet() {
        try (ClipModel clip = open("rn-openclip")) {
            Facets facets = new FacetTraining(clip, Facets.usualLayers(clip)).train(colours(), Progress.NONE);
            FeatureVisualization plain = FeatureVisualization.of(clip)
                    .maximise(Objectives.unit(new Unit("layer4.0.add", 5)))
                    .over(Recipe.parametrization(clip).size(64, 64))
                    .steps(30)
                    .seed(3);
            double none = along(clip, facets, "red", plain);
            for (double strength : new double[] {2, 6}) {
                double steered = along(
                        clip, facets, "red", plain.maximise(facets.facet("red").steer(plain.objective(), strength)));
                assertTrue(steered > none, () -> "by " + strength + ": " + steered + ", without: " + none);
            }
        }
    }

    /** How far the picture goes in the direction of the facet, as a share of the length of its activations. */
    private static double along(ClipModel clip, Facets facets, String name, FeatureVisualization drawing) {
        PixelRows drawn = drawing.run(Progress.NONE).drawing().rgb();
        Facet.Direction direction = facets.facet(name).directions().get(0);
        Layer layer = clip.image().layer(direction.layer());
        try (var manager = clip.newManager()) {
            var seen = clip.image().activate(clip.preprocessing().pixels(manager, List.of(drawn)), layer);
            float[] means = Sight.places(seen, layer).mean(new int[] {2}).toFloatArray();
            double dot = 0;
            double squares = 0;
            for (int i = 0; i < means.length; i++) {
                dot += direction.values()[i] * means[i];
                squares += means[i] * means[i];
            }
            return dot / Math.sqrt(squares);
        }
    }

    @Test
    void savedFacetsAreTheSameWhenOpened() {
        try (ClipModel clip = open("rn-openclip")) {
            Facets facets = new FacetTraining(
                            clip,
                            List.of(clip.image().layer("layer2.0"), clip.image().layer("layer3.0")))
                    .train(colours(), Progress.NONE);
            facets.save(folder.resolve("facets.json"));
            Facets opened = Facets.open(folder.resolve("facets.json"), clip);
            assertEquals(facets.names(), opened.names());
            for (int i = 0; i < 2; i++) {
                Facets.InLayer before = facets.layers().get(i);
                Facets.InLayer after = opened.layers().get(i);
                assertEquals(before.layer(), after.layer());
                assertEquals(before.accuracy(), after.accuracy());
                for (int k = 0; k < 3; k++) assertArrayEquals(before.directions()[k], after.directions()[k]);
            }
            try (ClipModel other = open("vit-openclip-gelu")) {
                assertMessage(other.identity(), () -> Facets.open(folder.resolve("facets.json"), other));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "red",
                "[]",
                "{}",
                "{\"kind\":\"multimodal-neurons facets 1\"}",
                "{\"kind\":\"multimodal-neurons facets 1\",\"model\":\"m\",\"names\":[\"a\"],"
                        + "\"layers\":[{\"layer\":\"l\",\"directions\":[]}]}",
                "{\"kind\":\"multimodal-neurons facets 1\",\"model\":\"m\",\"names\":[\"a\"],"
                        + "\"layers\":[{\"layer\":\"l\",\"directions\":[null]}]}",
                "{\"kind\":\"multimodal-neurons facets 1\",\"model\":\"m\",\"names\":[\"a\"],"
                        + "\"layers\":[{\"layer\":\"l\",\"directions\":[[\"x\"]]}]}"
            })
    void aFileThatHoldsNoFacetsIsRefused(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("facets.json"), content);
        try (ClipModel clip = open("rn-openclip")) {
            assertMessage("does not hold facets", () -> Facets.open(file, clip));
        }
    }

    @Test
    void anUnknownFacetIsAnsweredWithTheNames() {
        Facets facets = new Facets("model", List.of("face", "text"), List.of());
        assertMessage("face, text", () -> facets.facet("logo"));
    }

    @Test
    void aPictureThatCannotBeReadIsPassedOverAndTold() {
        try (ClipModel clip = open("rn-openclip")) {
            Map<String, List<PixelRows>> kinds = colours();
            kinds.put("red", list(5, i -> {
                if (i == 2) throw new UserException("gone.png is damaged.");
                return picture(Color.RED, i);
            }));
            FacetTraining training = new FacetTraining(clip, Facets.usualLayers(clip));
            training.train(kinds, Progress.NONE);
            assertEquals(List.of(new FacetTraining.Unread("red", 2, "gone.png is damaged.")), training.unreadable());
            kinds.put("red", list(2, i -> {
                if (i == 0) throw new UserException("gone.png is damaged.");
                return picture(Color.RED, i);
            }));
            assertMessage("facet red 1 picture(s)", () -> training.train(kinds, Progress.NONE));
        }
    }

    @Test
    void oneFacetAloneOrALayerWithoutPlacesIsRefused() {
        try (ClipModel clip = open("rn-openclip")) {
            FacetTraining training = new FacetTraining(clip, Facets.usualLayers(clip));
            assertMessage(
                    "only the facet red",
                    () -> training.train(Map.of("red", colours().get("red")), Progress.NONE));
            Layer vector = clip.image().layer("attnpool");
            assertMessage("maps or tokens", () -> new FacetTraining(clip, List.of(vector)));
        }
    }

    @Test
    void itCanBeCancelled() {
        Progress impatient = new Progress() {
            @Override
            public void report(long done, long total, String message) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        try (ClipModel clip = open("rn-openclip")) {
            FacetTraining training = new FacetTraining(clip, Facets.usualLayers(clip));
            assertThrows(CancellationException.class, () -> training.train(colours(), impatient));
        }
    }

    private static void assertMessage(String part, Executable work) {
        UserException refusal = assertThrows(UserException.class, work);
        assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    }
}
