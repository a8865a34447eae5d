package org.multimodalneurons.plugin.visualize;

import java.util.List;
import java.util.concurrent.CancellationException;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.TextCommand;
import org.multimodalneurons.plugin.imagej.DrawnPictures;
import org.multimodalneurons.plugin.imagej.LivePicture;
import org.multimodalneurons.visualize.Colours;
import org.multimodalneurons.visualize.Drawing;
import org.multimodalneurons.visualize.FeatureVisualization;
import org.multimodalneurons.visualize.Parametrization;
import org.multimodalneurons.visualize.Recipe;
import org.multimodalneurons.visualize.Visualization;
import org.scijava.ItemIO;
import org.scijava.plugin.Parameter;

/**
 * A command that draws, one after the other, so that each picture is what it would be if it were drawn alone. Esc ends it
 * with the best pictures so far.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
abstract class DrawingCommand extends TextCommand {

    private static final String FOURIER = "fourier";
    private static final String PIXELS = "pixels";
    private static final String NATURAL = "natural";
    private static final String INDEPENDENT = "independent";
    private static final String MONTAGE = "montage";
    private static final String STACK = "stack";
    private static final int PREVIEW_STEPS = 4;

    @Parameter(label = "Size", description = "width and height in pixels", min = "1", persist = false)
    private int size = 128;

    @Parameter(label = "Steps", description = "of the ascent; more steps, more detail", min = "1", persist = false)
    private int steps = Recipe.STEPS;

    @Parameter(label = "Pictures", description = "of each, drawn side by side", min = "1", persist = false)
    private int pictures = 1;

    @Parameter(
            label = "Layout",
            description = "of several pictures of one: in one slice, or a slice each",
            choices = {MONTAGE, STACK},
            persist = false)
    private String layout = MONTAGE;

    @Parameter(label = "Seed", description = "the same one gives the same pictures", persist = false)
    private int seed = 1;

    @Parameter(
            label = "Drawn by",
            description = "what is free: a spectrum, or each pixel for itself",
            choices = {FOURIER, PIXELS},
            persist = false)
    private String basis = FOURIER;

    @Parameter(
            label = "Colours",
            description = "that natural images have, or red, green and blue each for itself",
            choices = {NATURAL, INDEPENDENT},
            persist = false)
    private String colours = NATURAL;

    @Parameter(
            label = "Movie",
            description = "a frame every so many steps, as a stack of its own; 0: none",
            min = "0",
            persist = false)
    private int movie = 0;

    @Parameter(label = "Preview", description = "show the picture while it is being drawn", persist = false)
    private boolean preview = true;

    @Parameter(label = "Drawing", type = ItemIO.OUTPUT)
    private ImagePlus drawing;

    @Parameter(label = "Growth", type = ItemIO.OUTPUT)
    private ImagePlus growth;

    @Parameter(label = "Curve", type = ItemIO.OUTPUT)
    private ImagePlus curve;

    @Parameter(label = "Objective", type = ItemIO.OUTPUT)
    private ResultsTable objective;

    /** What takes long before anything is drawn; nothing if not overridden. Esc ends it, and the command with it. */
    protected void prepare(ClipModel clip, Progress progress) {}

    /** What is to be drawn, at least one; mistakes in it are named before anything is drawn. */
    protected abstract List<Subject> subjects(ClipModel clip);

    /** What that is, for titles, such as "3 units". */
    protected abstract String title(List<Subject> subjects);

    /** A montage for each subject, as one image: a stack of them if not overridden. */
    protected ImagePlus arranged(ImagePlus montages) {
        return montages;
    }

    @Override
    protected final void run(ClipModel clip, Progress progress) {
        requireOneOf("layout", layout, MONTAGE, STACK);
        requireOneOf("basis", basis, FOURIER, PIXELS);
        requireOneOf("colours", colours, NATURAL, INDEPENDENT);
        if (movie < 0) throw new UserException("The parameter \"movie\" is " + movie + "; it must be 0 or more.");
        prepare(clip, progress);
        List<Subject> subjects = subjects(clip);
        String title = title(subjects);
        var drawn = new LabelledSlices();
        var frames = new LabelledSlices();
        var curves = new ObjectiveCurves();
        try (var live = new LivePicture()) {
            for (Subject subject : subjects) {
                Visualization result = draw(clip, subject, frames, live, progress);
                if (result.steps() == 0) break;
                add(drawn, subject, result);
                curves.add(subject.label(), result.history());
                if (result.ending() == Visualization.Ending.CANCELLED) break;
            }
        }
        if (drawn.isEmpty()) throw new CancellationException("Cancelled before the first step.");
        drawing = drawn.image("Drawing of " + title);
        if (layout.equals(MONTAGE)) drawing = arranged(drawing);
        if (movie > 0) growth = frames.image("Growth of " + title);
        curve = curves.plot("Objective of " + title);
        objective = curves.table();
    }

    private Visualization draw(
            ClipModel clip, Subject subject, LabelledSlices frames, LivePicture live, Progress progress) {
        return settings(clip, subject).run(progress, movie > 0 ? movie : PREVIEW_STEPS, (step, drawings) -> {
            if (preview) live.show("Drawing " + subject.label(), DrawnPictures.grid(drawings));
            if (movie > 0) frames.add(subject.label() + " step " + step, DrawnPictures.grid(drawings));
        });
    }

    private FeatureVisualization settings(ClipModel clip, Subject subject) {
        return FeatureVisualization.of(clip)
                .maximise(subject.objective())
                .over(parametrization(clip))
                .steps(steps)
                .seed(seed)
                .pictures(pictures);
    }

    private Parametrization parametrization(ClipModel clip) {
        Parametrization free = basis.equals(PIXELS) ? Parametrization.pixels() : Recipe.parametrization(clip);
        return free.decorrelated(colours.equals(NATURAL) ? Colours.NATURAL : Colours.INDEPENDENT)
                .size(size, size);
    }

    private void add(LabelledSlices drawn, Subject subject, Visualization result) {
        List<Drawing> drawings = result.drawings();
        if (layout.equals(MONTAGE)) drawn.add(subject.label(), DrawnPictures.grid(drawings));
        else
            for (int i = 0; i < drawings.size(); i++)
                drawn.add(
                        LabelledSlices.numbered(subject.label(), i, drawings.size()),
                        DrawnPictures.of(drawings.get(i)));
        drawn.note(subject.label() + ": " + result.recipe() + "; " + result.steps() + " of " + steps + " steps done");
    }
}
