package org.multimodalneurons.plugin.visualize;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.ImageCommand;
import org.multimodalneurons.plugin.Texts;
import org.multimodalneurons.plugin.imagej.DrawnPictures;
import org.multimodalneurons.plugin.imagej.LivePicture;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.multimodalneurons.plugin.imagej.ShownImage;
import org.multimodalneurons.plugin.imagej.ShownPlanes;
import org.multimodalneurons.plugin.imagej.Tables;
import org.multimodalneurons.visualize.Drawing;
import org.multimodalneurons.visualize.FeatureVisualization;
import org.multimodalneurons.visualize.LayerView;
import org.multimodalneurons.visualize.Visualization;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * What does a layer see of the image? Draws an image with the same activations, or one that exaggerates them: a slice for
 * each layer, with the source's channels, lying where the model looked.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Visualize>Caricature / Invert...",
        description = "What does a layer see of the image? Draws an image with the same activations, or one that "
                + "exaggerates them: a slice for each layer, with the source's channels, lying where the model "
                + "looked.")
public class ViewThroughLayers extends ImageCommand {

    private static final String INVERT = "invert";
    private static final String CARICATURE = "caricature";
    private static final String NOISE = "noise";
    private static final String IMAGE = "image";
    private static final int PREVIEW_STEPS = 4;

    @Parameter(
            label = "What",
            description = "invert: what the layer keeps of the image; caricature: what it sees in it, exaggerated",
            choices = {INVERT, CARICATURE},
            persist = false)
    private String what = INVERT;

    @Parameter(
            label = "Layers",
            description =
                    "such as layer2.0.add; several, separated by commas, make a slice each; empty: five, from early"
                            + " to late",
            required = false,
            persist = false)
    private String layers = "";

    @Parameter(
            label = "Start",
            description = "from noise, or from the image itself",
            choices = {NOISE, IMAGE},
            persist = false)
    private String start = NOISE;

    @Parameter(
            label = "Power",
            description = "of the cosine in a caricature: 0 for more of everything, 2 and more to keep to the image",
            min = "0",
            max = "100",
            persist = false)
    private double power = LayerView.POWER;

    @Parameter(
            label = "Smoothness",
            description = "weight of the total variation: 0 for none, 10 for flat areas",
            min = "0",
            persist = false)
    private double smoothness = LayerView.SMOOTHNESS;

    @Parameter(
            label = "Size",
            description = "width and height in pixels of the square that the model sees",
            min = "1",
            persist = false)
    private int size = 128;

    @Parameter(label = "Steps", description = "of the ascent; more steps, more detail", min = "1", persist = false)
    private int steps = LayerView.STEPS;

    @Parameter(label = "Seed", description = "the same one gives the same pictures", persist = false)
    private int seed = 1;

    @Parameter(label = "Preview", description = "show the picture while it is being drawn", persist = false)
    private boolean preview = true;

    @Parameter(label = "View", type = ItemIO.OUTPUT)
    private ImagePlus view;

    @Parameter(label = "Agreement", type = ItemIO.OUTPUT)
    private ResultsTable agreement;

    @Override
    public void checkParameters() {
        super.checkParameters();
        requireOneOf("what", what, INVERT, CARICATURE);
        requireOneOf("start", start, NOISE, IMAGE);
    }

    @Override
    protected void run(ClipModel clip, Pictures pictures, Progress progress) {
        ShownImage source = (ShownImage) pictures;
        List<String> names = Texts.split(layers).isEmpty() ? LayerView.usualLayers(clip) : Texts.split(layers);
        names.forEach(clip.image()::layer);
        var slices = new LabelledSlices(ShownPlanes.of(source, 0).drawing().channels());
        List<Alike> alike = draw(clip, source, names, slices, progress);
        if (slices.isEmpty()) throw new CancellationException("Cancelled before the first step.");
        Drawing seen = ShownPlanes.of(source, 0).drawing();
        view = source.calibrated(
                slices.image((what.equals(INVERT) ? "Inversion of " : "Caricature of ") + source.title()),
                clip.preprocessing().sourceCrop(seen.width(), seen.height()));
        agreement = Tables.of(alike, Alike.class);
    }

    /** How alike a layer finds the drawing and the image. */
    private record Alike(String image, String layer, double cosine) {}

    private List<Alike> draw(
            ClipModel clip, ShownImage source, List<String> names, LabelledSlices slices, Progress progress) {
        List<Alike> alike = new ArrayList<>();
        try (var live = new LivePicture()) {
            for (int i = 0; i < source.size(); i++)
                for (String layer : names) {
                    LayerView wanted = view(clip, ShownPlanes.of(source, i).drawing(), layer);
                    Visualization result = settings(wanted)
                            .run(progress, PREVIEW_STEPS, (step, drawings) -> show(live, layer, drawings));
                    if (result.steps() == 0) return alike;
                    String label = source.size() == 1 ? layer : source.label(i) + " " + layer;
                    slices.add(label, result.drawings());
                    slices.note(
                            label + ": " + result.recipe() + "; " + result.steps() + " of " + steps + " steps done");
                    alike.add(new Alike(source.label(i), layer, wanted.cosine(result.drawing())));
                    if (result.ending() == Visualization.Ending.CANCELLED) return alike;
                }
        }
        return alike;
    }

    private void show(LivePicture live, String layer, List<Drawing> drawings) {
        if (preview) live.show("Drawing what " + layer + " sees", DrawnPictures.grid(drawings));
    }

    private LayerView view(ClipModel clip, Drawing image, String layer) {
        return what.equals(INVERT)
                ? LayerView.inversion(clip, image, layer)
                : LayerView.caricature(clip, image, layer, power);
    }

    private FeatureVisualization settings(LayerView wanted) {
        FeatureVisualization settings =
                wanted.drawing(size, smoothness).steps(steps).seed(seed);
        return start.equals(IMAGE) ? settings.from(List.of(wanted.start(size))) : settings;
    }
}
