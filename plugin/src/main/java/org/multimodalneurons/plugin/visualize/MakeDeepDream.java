package org.multimodalneurons.plugin.visualize;

import java.io.File;
import java.nio.file.Path;

import ij.ImagePlus;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.plugin.ImageCommand;
import org.multimodalneurons.plugin.imagej.ChangedImage;
import org.multimodalneurons.plugin.imagej.ImageFile;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.multimodalneurons.plugin.imagej.ShownImage;
import org.multimodalneurons.plugin.imagej.ShownPlanes;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.multimodalneurons.visualize.DeepDream;
import org.multimodalneurons.visualize.Dream;
import org.multimodalneurons.visualize.Dreams;
import org.multimodalneurons.visualize.Objective;
import org.multimodalneurons.visualize.Objectives;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Exaggerates what a layer, or one unit, sees in the image: a new image of the same size, bit depth, channels and
 * calibration, or a movie that zooms into the dream.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Visualize>DeepDream...",
        description = "Exaggerates what a layer, or one unit, sees in the image: a new image of the same size, bit "
                + "depth, channels and calibration, or a movie that zooms into the dream.")
public class MakeDeepDream extends ImageCommand {

    @Parameter(
            label = "Layer or unit",
            description = "such as layer3.0, or layer4.0.add:89 for a single unit; empty: " + Dreams.USUAL,
            required = false,
            persist = false)
    private String target = "";

    @Parameter(
            label = "Guide",
            description = "title of an open image, or a file: dream of what is in it; needs a layer. May be empty",
            required = false,
            persist = false)
    private String guide = "";

    @Parameter(label = "Octaves", description = "scales to dream at", min = "1", max = "1000", persist = false)
    private int octaves = DeepDream.OCTAVES;

    @Parameter(label = "Scale", description = "from one octave to the next", min = "1.01", max = "10", persist = false)
    private double scale = DeepDream.SCALE;

    @Parameter(label = "Iterations", description = "steps in each octave", min = "1", max = "1000", persist = false)
    private int iterations = DeepDream.ITERATIONS;

    @Parameter(
            label = "Strength",
            description = "mean change by a step, in grey levels of 255",
            min = "0.001",
            max = "255",
            persist = false)
    private double strength = DeepDream.STRENGTH;

    @Parameter(
            label = "Frames",
            description = "1: a picture; more: a movie that zooms in, each frame dreamt on from the last",
            min = "1",
            max = "10000",
            persist = false)
    private int frames = 1;

    @Parameter(
            label = "Zoom",
            description = "of a frame into the last one: .05 is 5 %. For movies only",
            min = "0",
            max = "1",
            persist = false)
    private double zoom = .05;

    @Parameter(label = "Seed", description = "the same seed gives the same picture", persist = false)
    private int seed = 1;

    @Parameter(label = "Dream", type = ItemIO.OUTPUT)
    private ImagePlus dream;

    @Override
    protected void run(ClipModel clip, Pictures pictures, Progress progress) {
        progress.throwIfCancelled();
        ShownImage source = (ShownImage) pictures;
        DeepDream dreamer = DeepDream.of(clip)
                .maximise(objective(clip))
                .octaves(octaves, scale)
                .iterations(iterations)
                .strength(strength)
                .seed(seed);
        dream = frames > 1 ? movie(dreamer, source, progress) : slices(dreamer, source, progress);
    }

    private Objective objective(ClipModel clip) {
        String wanted = target == null || target.isBlank() ? Dreams.usualLayer(clip) : target.strip();
        boolean guided = guide != null && !guide.isBlank();
        if (!wanted.contains(":")) return guided ? Dreams.towards(clip, guide(), wanted) : Objectives.layer(wanted);
        if (guided)
            throw new UserException("DeepDream: a guide needs a layer, such as layer3.0, and found the unit " + wanted
                    + ". Name a layer, or leave out the guide.");
        return Objectives.channel(Unit.parse(wanted));
    }

    private PixelRows guide() {
        String name = guide.strip();
        boolean isOpen = !Surroundings.openImages(name).isEmpty();
        if (!isOpen && !new File(name).isFile())
            throw new UserException("DeepDream: the guide \"" + guide
                    + "\" is neither the title of an open image nor a file that ImageJ can read.");
        ImagePlus image = isOpen ? Surroundings.openImage(name) : ImageFile.image(Path.of(name));
        return new ShownImage(image, "current").picture(0);
    }

    private ImagePlus slices(DeepDream dreamer, ShownImage source, Progress progress) {
        ImagePlus image = source.image();
        ChangedImage result = new ChangedImage(source, image.getWidth(), image.getHeight());
        String info = "";
        boolean cancelled = false;
        for (int i = 0; i < source.size() && !cancelled; i++) {
            ShownPlanes planes = ShownPlanes.of(source, i);
            Dream made = dreamer.run(planes.drawing(), progress);
            result.add(source.label(i), planes.changed(made.drawing()));
            info = info(made);
            cancelled = made.isCancelled();
        }
        return result.image("Dream of " + source.title(), info);
    }

    private ImagePlus movie(DeepDream dreamer, ShownImage source, Progress progress) {
        if (source.size() > 1)
            throw new UserException("DeepDream: a movie is made of one slice, and " + source.size()
                    + " were given. Write slices=current, or frames=1.");
        ShownPlanes planes = ShownPlanes.of(source, 0);
        ChangedImage result = new ChangedImage(source, source.bounds().width, source.bounds().height);
        Dream last = dreamer.zooming(
                planes.drawing(),
                frames,
                zoom,
                progress,
                (frame, drawn) -> result.add(
                        ShownPlanes.frameLabel(frame, Math.pow(1 + zoom, frame)), planes.pictures(drawn.get(0))));
        return result.image("Dream of " + source.title(), info(last) + "; zoom " + zoom + " a frame");
    }

    private static String info(Dream made) {
        return made.recipe() + (made.isCancelled() ? "; cancelled after " + made.iterations() + " iterations" : "");
    }
}
