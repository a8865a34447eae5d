package org.multimodalneurons.visualize;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.multimodalneurons.LazyList;
import org.multimodalneurons.PieceProgress;
import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.embed.Vectors;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;

/**
 * A map of what a layer tells apart: activations at random places of many pictures, laid out in a plane so that like ones
 * lie together, and for each cell of a grid a picture of what its activations have in common.
 *
 * @param layer whose activations they are
 * @param settings how it was made
 * @param activations how many there are
 * @param cells those with enough activations, row by row
 * @param unreadable the places of pictures that were passed over, from 0 among all that were given, and why
 * @see <a href="https://distill.pub/2019/activation-atlas">Carter et al., Activation Atlas, 2019</a>
 */
public record ActivationAtlas(
        Layer layer, AtlasSettings settings, int activations, List<Cell> cells, Map<Integer, String> unreadable) {

    private static final int AT_ONCE = 16;
    private static final int PREVIEW_STEPS = 8;
    private static final int TOP_WORDS = 5;

    /**
     * A cell.
     *
     * @param column from the left, from 0
     * @param row from the top, from 0
     * @param count activations in it
     * @param x mean place of these across the map, 0 to 1
     * @param y mean place down the map, 0 to 1
     * @param words to whose captions its activations bring a picture nearest, more than those of the other cells do; the
     *     best first; none where they do nothing, as the patches of a transformer behind its last attention
     * @param drawing of what its activations have in common; empty where the run was cancelled before
     */
    public record Cell(
            int column, int row, int count, double x, double y, List<String> words, Optional<Drawing> drawing) {

        Cell drawn(Drawing picture) {
            return new Cell(column, row, count, x, y, words, Optional.of(picture));
        }
    }

    /** Sees the atlas fill. */
    @FunctionalInterface
    public interface Viewer {
        /** Called every few steps. */
        void see(ActivationAtlas atlas);
    }

    /**
     * Makes an atlas. Cancelled while it draws, it keeps what is drawn; before, there is nothing to keep.
     *
     * @param layer of the image tower
     * @param pictures each is asked for once, in order; those that cannot be read are passed over
     * @param words unit vectors to name cells by, may be none
     * @throws org.multimodalneurons.UserException when no cell has enough activations, or the layer has no neurons
     * @throws java.util.concurrent.CancellationException when cancelled before it draws
     */
    public static ActivationAtlas of(
            ClipModel clip,
            Layer layer,
            List<? extends PixelRows> pictures,
            Embeddings words,
            AtlasSettings settings,
            Progress progress,
            Viewer viewer) {
        List<Integer> places = chosen(pictures.size(), settings);
        List<PixelRows> chosen = LazyList.some(pictures, places);
        settings.projection().check((long) chosen.size() * settings.places());
        var sample = ActivationSample.of(clip, layer, chosen, settings.places(), settings.seed(), progress);
        float[][] activations = sample.activations();
        double[][] map = settings.projection().of(activations, settings.seed(), progress);
        List<AtlasGrid.Cell> grid = new AtlasGrid(map, settings.grid()).cells(settings.fewest());
        List<List<String>> names = names(means(grid, sample.effects()), words);
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < grid.size(); i++) {
            AtlasGrid.Cell cell = grid.get(i);
            cells.add(new Cell(
                    cell.column(),
                    cell.row(),
                    cell.members().size(),
                    cell.x(),
                    cell.y(),
                    names.get(i),
                    Optional.empty()));
        }
        SortedMap<Integer, String> unreadable = new TreeMap<>();
        sample.unreadable().forEach((item, why) -> unreadable.put(places.get(item), why));
        var blank = new ActivationAtlas(layer, settings, activations.length, cells, unreadable);
        float[][] directions = Whitening.of(clip, activations, means(grid, activations));
        return blank.drawn(clip, directions, progress, viewer);
    }

    /** The places of all pictures, or of so many at random, in their order. */
    private static List<Integer> chosen(int pictures, AtlasSettings settings) {
        List<Integer> items =
                new ArrayList<>(IntStream.range(0, pictures).boxed().toList());
        Collections.shuffle(items, new Random(settings.seed()));
        return items.stream().limit(settings.images()).sorted().toList();
    }

    /**
     * The layer of that name, or where it is blank the last one: the embedding, which tells things apart and not their
     * parts.
     *
     * @throws org.multimodalneurons.UserException when there is no such layer
     */
    public static Layer layer(ClipModel clip, String name) {
        if (name != null && !name.isBlank()) return clip.image().layer(name.strip());
        List<Layer> layers = clip.image().layers();
        return layers.get(layers.size() - 1);
    }

    private static float[][] means(List<AtlasGrid.Cell> grid, float[][] vectors) {
        return grid.stream()
                .map(cell -> Vectors.mean(
                        cell.members().stream().map(member -> vectors[member]).toList()))
                .toArray(float[][]::new);
    }

    /** The words that fit to each effect best, less how they fit to all. */
    private static List<List<String>> names(float[][] effects, Embeddings words) {
        float[] usual = effects.length < 2 ? new float[effects[0].length] : Vectors.mean(List.of(effects));
        return Arrays.stream(effects)
                .map(effect -> best(Vectors.difference(effect, usual), words))
                .toList();
    }

    private static List<String> best(float[] effect, Embeddings words) {
        if (Arrays.equals(effect, new float[effect.length])) return List.of();
        double[] scores = new double[words.size()];
        for (int word = 0; word < scores.length; word++) scores[word] = Vectors.dot(effect, words.vector(word));
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(word -> -scores[word]))
                .limit(TOP_WORDS)
                .map(words.labels()::get)
                .toList();
    }

    private ActivationAtlas drawn(ClipModel clip, float[][] directions, Progress progress, Viewer viewer) {
        int batches = (cells.size() + AT_ONCE - 1) / AT_ONCE;
        var whole = new PieceProgress(progress, batches, InstantSource.system());
        ActivationAtlas atlas = this;
        for (int first = 0; first < cells.size(); first += AT_ONCE) {
            int from = first;
            int end = Math.min(cells.size(), first + AT_ONCE);
            whole.next("Drawing cells " + (first + 1) + " to " + end + " of " + cells.size());
            ActivationAtlas before = atlas;
            Visualization result = drawing(clip, Arrays.copyOfRange(directions, first, end))
                    .seed(settings.seed() + first)
                    .run(whole, PREVIEW_STEPS, (step, drawings) -> viewer.see(before.with(from, drawings)));
            if (result.steps() > 0) atlas = atlas.with(first, result.drawings());
            if (result.ending() == Visualization.Ending.CANCELLED) break;
        }
        return atlas;
    }

    private FeatureVisualization drawing(ClipModel clip, float[][] directions) {
        int cell = settings.cell();
        return FeatureVisualization.of(clip)
                .maximise(Objectives.directions(layer.name(), directions, settings.power()))
                .over(Recipe.parametrization(clip).size(cell, cell))
                .through(
                        Transformations.jitter(Math.max(1, cell / 8)),
                        Transformations.rotate(-10, 10),
                        Transformations.scale(.85, 1.1))
                .steps(settings.steps())
                .pictures(directions.length);
    }

    private ActivationAtlas with(int first, List<Drawing> drawings) {
        List<Cell> changed = new ArrayList<>(cells);
        for (int i = 0; i < drawings.size(); i++)
            changed.set(first + i, changed.get(first + i).drawn(drawings.get(i)));
        return new ActivationAtlas(layer, settings, activations, changed, unreadable);
    }

    /** Whether every cell is drawn. */
    public boolean isComplete() {
        return cells.stream().allMatch(cell -> cell.drawing().isPresent());
    }

    /** The whole map as one picture, RGB; white where nothing is drawn. */
    public Drawing picture() {
        int side = settings.grid() * settings.cell();
        float[] values = new float[3 * side * side];
        Arrays.fill(values, 1);
        for (Cell cell : cells) cell.drawing().ifPresent(drawing -> paste(drawing, cell, values, side));
        return new Drawing(side, side, Channels.RGB, false, values);
    }

    private void paste(Drawing drawing, Cell cell, float[] values, int side) {
        float[] own = drawing.toFloats();
        int size = settings.cell();
        for (int line = 0; line < 3 * size; line++) {
            int colour = line / size;
            int y = cell.row() * size + line % size;
            System.arraycopy(own, line * size, values, (colour * side + y) * side + cell.column() * size, size);
        }
    }

    /** In words: what was asked for, and how it was made. */
    public String describe() {
        return "Activation atlas of " + layer + ": " + activations + " activations, " + settings.places()
                + " of each image; " + settings.projection() + "; " + settings.grid() + " x " + settings.grid()
                + " cells, " + cells.size() + " with at least " + settings.fewest()
                + "; mean direction, whitened, times"
                + " the cosine to the power of " + settings.power() + "; " + settings.cell() + " x " + settings.cell()
                + " pixels; " + settings.steps() + " steps; seed " + settings.seed();
    }
}
