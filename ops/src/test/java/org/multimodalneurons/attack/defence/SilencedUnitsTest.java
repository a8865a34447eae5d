package org.multimodalneurons.attack.defence;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Reference;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.probe.Responses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Units that answer to words, and embeddings of a model in which they are held. */
class SilencedUnitsTest {

    private static final int COUNT = 4;
    private static final WrittenPairs PAIRS = FewPairs.make();

    private static ClipModel open(String model) {
        return ClipModel.open(Reference.of(model).weights());
    }

    private static Embeddings embeddings(ClipModel clip, List<? extends PixelRows> pictures) {
        return new Embedder(clip).rawImages(pictures, Collections.nCopies(pictures.size(), "it"), Progress.NONE);
    }

    /** The embedding of one picture in whose last layer values of some units were replaced, one after the other. */
    private static float[] byHand(ClipModel clip, PixelRows picture, Set<Integer> units) {
        Layer layer = clip.image().neurons();
        try (NDManager manager = clip.newManager()) {
            float[][] bare = PAIRS.bare(clip).stream()
                    .map(each -> clip.image()
                            .activate(clip.preprocessing().pixels(manager, List.of(each)), layer)
                            .toFloatArray())
                    .toArray(float[][]::new);
            NDArray pixels = clip.preprocessing().pixels(manager, List.of(picture));
            return clip.image()
                    .embed(pixels, (name, activation) -> {
                        if (!name.equals(layer.name())) return activation;
                        float[] values = activation.toFloatArray();
                        for (int i = 0; i < values.length; i++)
                            if (units.contains(unit(i, activation, layer))) values[i] = mean(bare, i);
                        return activation.getManager().create(values, activation.getShape());
                    })
                    .toFloatArray();
        }
    }

    private static int unit(int place, NDArray activation, Layer layer) {
        if (layer.kind() != Layer.Kind.MAP) return place % layer.units();
        return place
                / (int) (activation.getShape().get(2) * activation.getShape().get(3));
    }

    private static float mean(float[][] rows, int column) {
        double sum = 0;
        for (float[] row : rows) sum += row[column];
        return (float) (sum / rows.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rn-openclip", "vit-openclip-gelu"})
    void silencedUnitsShowTheirMeansOverPicturesWithoutWords(String model) {
        try (ClipModel clip = open(model)) {
            SilencedUnits silenced = SilencedUnits.find(clip, PAIRS, COUNT, Progress.NONE);
            Set<Integer> units = silenced.units().stream().map(Unit::index).collect(Collectors.toSet());
            assertEquals(COUNT, units.size());
            List<PixelRows> written = PAIRS.written(clip).subList(3, 6);
            Embeddings seen = embeddings(clip, written);
            Embeddings held = silenced.embed(clip, written, seen, Progress.NONE);
            assertEquals(seen.labels(), held.labels());
            for (int i = 0; i < written.size(); i++) {
                float[] expected = byHand(clip, written.get(i), units);
                assertTrue(Reference.deviation(expected, held.vector(i)) < 1e-4);
                assertTrue(Reference.deviation(seen.vector(i), held.vector(i)) > 1e-3);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rn-openclip", "vit-openclip-gelu"})
    void whenAllUnitsAreSilentAllPicturesAreAlikeToAResNet(String model) {
        try (ClipModel clip = open(model)) {
            SilencedUnits all =
                    SilencedUnits.find(clip, PAIRS, clip.image().neurons().units(), Progress.NONE);
            List<PixelRows> pictures = PAIRS.bare(clip);
            Embeddings held = all.embed(clip, pictures, embeddings(clip, pictures), Progress.NONE);
            double apart = Reference.deviation(held.vector(0), held.vector(1));
            if (clip.image().neurons().kind() == Layer.Kind.MAP) assertTrue(apart < 1e-5, apart + "");
            else assertTrue(apart > 1e-5, apart + ""); // what the blocks before have added stays
        }
    }

    /** No unit is left out that tells words from none better than one that was taken, as counted pair by pair. */
    @ParameterizedTest
    @ValueSource(strings = {"rn-openclip", "vit-openclip-gelu"})
    void theUnitsAreThoseThatTellWordsBest(String model) {
        try (ClipModel clip = open(model)) {
            float[][] bare = means(clip, PAIRS.bare(clip));
            float[][] written = means(clip, PAIRS.written(clip));
            List<Unit> units =
                    SilencedUnits.find(clip, PAIRS, COUNT, Progress.NONE).units();
            Set<Unit> taken = new HashSet<>(units);
            double worst = 1;
            for (Unit unit : units) {
                double own = auc(written, bare, unit.index());
                assertTrue(own <= worst + 1e-9);
                worst = own;
            }
            Layer layer = clip.image().neurons();
            for (int i = 0; i < layer.units(); i++)
                if (!taken.contains(new Unit(layer.name(), i))) assertTrue(auc(written, bare, i) <= worst + 1e-9);
        }
    }

    private static float[][] means(ClipModel clip, List<PixelRows> pictures) {
        float[][] means = new float[pictures.size()][];
        Responses.of(clip, List.of(clip.image().neurons()))
                .images(pictures, (item, read, mean, max) -> means[item] = mean, Progress.NONE);
        return means;
    }

    private static double auc(float[][] high, float[][] low, int unit) {
        double won = 0;
        for (float[] one : high)
            for (float[] other : low) won += one[unit] > other[unit] ? 1 : one[unit] == other[unit] ? .5 : 0;
        return won / (high.length * low.length);
    }

    @Test
    void twoRunsFindTheSameAndFewerAreTheFirst() {
        try (ClipModel clip = open("vit-openclip-gelu")) {
            SilencedUnits one = SilencedUnits.find(clip, PAIRS, COUNT, Progress.NONE);
            SilencedUnits other = SilencedUnits.find(clip, PAIRS, COUNT, Progress.NONE);
            assertEquals(one.units(), other.units());
            assertEquals(one.units().subList(0, 2), one.first(2).units());
            List<PixelRows> pictures = PAIRS.bare(clip);
            Embeddings seen = embeddings(clip, pictures);
            Embeddings again = other.embed(clip, pictures, seen, Progress.NONE);
            Embeddings held = one.embed(clip, pictures, seen, Progress.NONE);
            for (int i = 0; i < held.size(); i++) assertArrayEquals(again.vector(i), held.vector(i));
        }
    }

    @Test
    void countsThatMeanNothingAreRefused() {
        try (ClipModel clip = open("rn-openclip")) {
            int most = clip.image().neurons().units();
            for (int count : List.of(0, -2, most + 1)) {
                UserException fault =
                        assertThrows(UserException.class, () -> SilencedUnits.find(clip, PAIRS, count, Progress.NONE));
                assertTrue(fault.getMessage().contains("1 to " + most), fault.getMessage());
            }
            SilencedUnits two = SilencedUnits.find(clip, PAIRS, 2, Progress.NONE);
            assertThrows(UserException.class, () -> two.first(3));
            assertEquals(Math.round(SilencedUnits.USUAL_SHARE * most), SilencedUnits.usual(clip));
        }
    }

    @Test
    void anotherModelIsRefused() {
        try (ClipModel clip = open("rn-openclip");
                ClipModel other = open("vit-openclip-gelu")) {
            SilencedUnits silenced = SilencedUnits.find(clip, PAIRS, 1, Progress.NONE);
            List<PixelRows> pictures = PAIRS.bare(other);
            Embeddings seen = embeddings(other, pictures);
            UserException fault =
                    assertThrows(UserException.class, () -> silenced.embed(other, pictures, seen, Progress.NONE));
            assertTrue(fault.getMessage().contains(clip.identity()), fault.getMessage());
        }
    }

    @Test
    void theUserCanStopIt() {
        try (ClipModel clip = open("rn-openclip")) {
            assertThrows(CancellationException.class, () -> SilencedUnits.find(clip, PAIRS, 1, Cancelled.PROGRESS));
            SilencedUnits silenced = SilencedUnits.find(clip, PAIRS, 1, Progress.NONE);
            List<PixelRows> pictures = PAIRS.bare(clip);
            Embeddings seen = embeddings(clip, pictures);
            assertThrows(CancellationException.class, () -> silenced.embed(clip, pictures, seen, Cancelled.PROGRESS));
        }
    }
}
