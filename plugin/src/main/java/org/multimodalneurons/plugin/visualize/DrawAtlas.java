package org.multimodalneurons.plugin.visualize;

import java.io.File;
import java.util.List;
import java.util.function.IntFunction;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import ij.process.ColorProcessor;
import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.embed.Projection;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.TextCommand;
import org.multimodalneurons.plugin.Texts;
import org.multimodalneurons.plugin.Unreadable;
import org.multimodalneurons.plugin.imagej.CellLabels;
import org.multimodalneurons.plugin.imagej.DrawnPictures;
import org.multimodalneurons.plugin.imagej.LivePicture;
import org.multimodalneurons.plugin.imagej.ShownImage;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.multimodalneurons.plugin.imagej.Tables;
import org.multimodalneurons.plugin.probe.StimulusFolder;
import org.multimodalneurons.probe.ConceptSet;
import org.multimodalneurons.probe.Stimulus;
import org.multimodalneurons.probe.WordList;
import org.multimodalneurons.visualize.ActivationAtlas;
import org.multimodalneurons.visualize.AtlasSettings;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/**
 * What does a layer tell apart? A map of its activations to many images, and in each cell a picture of what its activations
 * have in common. Esc keeps what is drawn.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Visualize>Activation Atlas...",
        description = "What does a layer tell apart? A map of its activations to many images, and in each cell a "
                + "picture of what its activations have in common. Esc keeps what is drawn.")
public class DrawAtlas extends TextCommand {

    private static final String TSNE = "t-SNE";
    private static final String PCA = "PCA";
    private static final String UMAP = "UMAP";
    private static final AtlasSettings USUAL = AtlasSettings.USUAL;
    private static final int SCREEN = 800;

    @Parameter(
            label = "Layer",
            description = "such as layer4.0.add or resblocks.3.mlp; empty: the last, which is the embedding",
            required = false,
            persist = false)
    private String layer = "";

    @Parameter(
            label = "Folder",
            description = "of images to look at; empty: the stack, or the set that ships with the plugin",
            style = FileWidget.DIRECTORY_STYLE,
            required = false,
            persist = false)
    private File folder;

    @Parameter(
            label = "Stack",
            description =
                    "title of an open image whose slices are looked at; empty: the set that ships with the plugin",
            required = false,
            persist = false)
    private String stack = "";

    @Parameter(
            label = "Images",
            description = "that are looked at, at most; of more, so many are chosen at random",
            min = "1",
            persist = false)
    private int images = USUAL.images();

    @Parameter(
            label = "Places",
            description = "of each image whose activation is taken, at random; the embedding has one",
            min = "1",
            max = "1000",
            persist = false)
    private int places = USUAL.places();

    @Parameter(
            label = "Projection",
            description = "t-SNE and UMAP keep neighbours together; PCA keeps distances, and groups overlap",
            choices = {TSNE, UMAP, PCA},
            persist = false)
    private String projection = TSNE;

    @Parameter(label = "Grid", description = "columns and rows", min = "1", max = "100", persist = false)
    private int grid = USUAL.grid();

    @Parameter(
            label = "Fewest",
            description = "activations of a cell that is drawn; others stay white",
            min = "1",
            persist = false)
    private int fewest = USUAL.fewest();

    @Parameter(
            label = "Cell",
            description = "width and height of a cell in pixels",
            min = "8",
            max = "1024",
            persist = false)
    private int cell = USUAL.cell();

    @Parameter(label = "Steps", description = "of the ascent of each cell", min = "1", persist = false)
    private int steps = USUAL.steps();

    @Parameter(
            label = "Power",
            description = "of the cosine: 0 draws large activations, 2 to 4 those that go nowhere else",
            min = "0",
            max = "100",
            persist = false)
    private double power = USUAL.power();

    @Parameter(
            label = "Words",
            description = "to name cells by: separated by commas, or a text file with one a line; empty: those that the"
                    + " model knows",
            required = false,
            persist = false)
    private String words = "";

    @Parameter(label = "Labels", description = "the best word of each cell, as an overlay", persist = false)
    private boolean labels = true;

    @Parameter(label = "Seed", description = "the same one gives the same atlas", persist = false)
    private int seed = 1;

    @Parameter(label = "Preview", description = "show the atlas while it is being drawn", persist = false)
    private boolean preview = true;

    @Parameter(label = "Atlas", type = ItemIO.OUTPUT)
    private ImagePlus atlas;

    @Parameter(label = "Cells", type = ItemIO.OUTPUT)
    private ResultsTable cells;

    @Parameter(label = "Unreadable", type = ItemIO.OUTPUT)
    private ResultsTable unreadable;

    private record Row(int column, int row, int activations, double x, double y, String words) {}

    @Override
    protected void run(ClipModel clip, Progress progress) {
        requireOneOf("projection", projection, TSNE, UMAP, PCA);
        Projection how = Projection.named(projection);
        var settings = new AtlasSettings(images, places, how, grid, fewest, cell, steps, power, seed);
        Shown shown = shown();
        try (var live = new LivePicture()) {
            ActivationAtlas made = ActivationAtlas.of(
                    clip,
                    ActivationAtlas.layer(clip, layer),
                    shown.pictures(),
                    words(clip, progress),
                    settings,
                    progress,
                    growing -> {
                        if (preview) live.show("Drawing an atlas", onScreen(growing));
                    });
            unreadable = Unreadable.table(made.unreadable(), shown.labels());
            show(made);
        }
    }

    /** The pictures that are looked at, and what they are called. */
    private record Shown(List<PixelRows> pictures, IntFunction<String> labels) {

        static Shown of(List<Stimulus> stimuli) {
            return new Shown(
                    Stimulus.pictures(stimuli), place -> stimuli.get(place).label());
        }
    }

    private Shown shown() {
        if (folder != null && !folder.getPath().isBlank()) return Shown.of(StimulusFolder.read(folder));
        if (stack == null || stack.isBlank())
            return Shown.of(ConceptSet.builtIn().stimuli());
        var slices = new ShownImage(Surroundings.openImage(stack.strip()), "all");
        return new Shown(slices.list(), slices::label);
    }

    private Embeddings words(ClipModel clip, Progress progress) {
        List<String> given = Texts.listed(words);
        return new Embedder(clip).labels(given.isEmpty() ? WordList.of(clip) : given, AtlasSettings.WORDINGS, progress);
    }

    private static ColorProcessor onScreen(ActivationAtlas growing) {
        ColorProcessor picture = DrawnPictures.of(growing.picture());
        return picture.getWidth() <= SCREEN ? picture : (ColorProcessor) picture.resize(SCREEN, SCREEN, true);
    }

    private void show(ActivationAtlas made) {
        atlas = new ImagePlus("Activation atlas of " + made.layer(), DrawnPictures.of(made.picture()));
        atlas.setProperty("Info", made.describe() + (made.isComplete() ? "" : "; cancelled"));
        if (labels) atlas.setOverlay(CellLabels.of(cell, names(made)));
        cells = Tables.of(made.cells().stream().map(DrawAtlas::row).toList(), Row.class);
    }

    private static List<CellLabels.Name> names(ActivationAtlas made) {
        return made.cells().stream()
                .filter(each -> each.drawing().isPresent() && !each.words().isEmpty())
                .map(each -> new CellLabels.Name(
                        each.column(), each.row(), each.words().get(0)))
                .toList();
    }

    private static Row row(ActivationAtlas.Cell each) {
        return new Row(
                each.column() + 1, each.row() + 1, each.count(), each.x(), each.y(), String.join(", ", each.words()));
    }
}
