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
import org.multimodalneurons.plugin.imagej.SampleDrawings;
import org.multimodalneurons.visualize.Channels;
import org.multimodalneurons.visualize.Colours;
import org.multimodalneurons.visualize.Drawing;
import org.multimodalneurons.visualize.FeatureVisualization;
import org.multimodalneurons.visualize.Parametrization;
import org.multimodalneurons.visualize.Plateau;
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

    private static final String USUAL = "usual";
    private static final String NATURAL = "natural";
    private static final String INDEPENDENT = "independent";
    private static final String LEARNED = "learned";
    private static final String MONTAGE = "montage";
    private static final String STACK = "stack";
    private static final int PREVIEW_STEPS = 4;

    /** By which a picture is better than one before, as a share. */
    private static final double LEAST_GAIN = .001;

    @Parameter(label = "Size", description = "width and height in pixels", min = "1", persist = false)
    private int size = 128;

    @Parameter(label = "Steps", description = "of the ascent; more steps, more detail", min = "1", persist = false)
    private int steps = Recipe.STEPS;

    @Parameter(label = "Pictures", description = "of each, drawn side by side", min = "1", persist = false)
    private int pictures = 1;

    @Parameter(
            label = "Diversity",
            description = "how strongly several pictures of one are driven apart; 0: not at all",
            min = "0",
            persist = false)
    private double diversity = 1;

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
            description =
                    "what is free: a spectrum, finer and finer pixels, each pixel for itself, the phases of a spectrum"
                            + " whose magnitude is fixed, or a network that paints",
            choices = {Free.FOURIER, Free.PYRAMID, Free.PIXELS, Free.MACO, Free.CPPN},
            persist = false)
    private String basis = Free.FOURIER;

    @Parameter(
            label = "Channels",
            description = "rgb, gray, or a colour for each channel of a composite, such as cyan, magenta, yellow",
            persist = false)
    private String channels = "rgb";

    @Parameter(
            label = "Colours",
            description =
                    "how channels vary together: as is best for the model, as in natural images (rgb), not at all, or as in"
                            + " your own images",
            choices = {USUAL, NATURAL, INDEPENDENT, LEARNED},
            persist = false)
    private String colours = USUAL;

    @Parameter(
            label = "Learn from",
            description =
                    "for learned colours, and for maco their spectrum: title of an open image or stack, or a folder;"
                            + " empty: the active image",
            required = false,
            persist = false)
    private String learn = "";

    @Parameter(
            label = "Patience",
            description = "ends a picture that has been no better for so many steps; 0: never",
            min = "0",
            persist = false)
    private int patience = 0;

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

    /** What is to be told about finished pictures in the image's info; nothing if not overridden. */
    protected String told(Subject subject, List<Drawing> drawings) {
        return "";
    }

    /** A montage for each subject, as one image: a stack of them if not overridden. */
    protected ImagePlus arranged(ImagePlus montages) {
        return montages;
    }

    @Override
    protected final void run(ClipModel clip, Progress progress) {
        requireOneOf("layout", layout, MONTAGE, STACK);
        requireOneOf("colours", colours, USUAL, NATURAL, INDEPENDENT, LEARNED);
        requireNotNegative("movie", movie);
        requireNotNegative("patience", patience);
        Parametrization free = parametrization(clip);
        prepare(clip, progress);
        List<Subject> subjects = subjects(clip);
        String title = title(subjects);
        var drawn = new LabelledSlices(free.channels());
        var frames = new LabelledSlices(free.channels());
        var curves = new ObjectiveCurves();
        try (var live = new LivePicture()) {
            for (Subject subject : subjects) {
                Visualization result = draw(settings(clip, subject, free), subject, frames, live, progress);
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
            FeatureVisualization settings,
            Subject subject,
            LabelledSlices frames,
            LivePicture live,
            Progress progress) {
        return settings.run(progress, movie > 0 ? movie : PREVIEW_STEPS, (step, drawings) -> {
            if (preview) live.show("Drawing " + subject.label(), DrawnPictures.grid(drawings));
            if (movie > 0) frames.add(subject.label() + " step " + step, drawings);
        });
    }

    private FeatureVisualization settings(ClipModel clip, Subject subject, Parametrization free) {
        double weight = pictures > 1 ? diversity : 0;
        FeatureVisualization settings = FeatureVisualization.of(clip)
                .maximise(Recipe.varied(clip, subject.objective(), weight))
                .over(free)
                .with(Free.optimiser(basis))
                .steps(steps)
                .seed(seed)
                .pictures(pictures);
        return patience > 0 ? settings.until(new Plateau(patience, LEAST_GAIN)) : settings;
    }

    private Parametrization parametrization(ClipModel clip) {
        Channels shown = Channels.parse(channels);
        List<Drawing> samples = colours.equals(LEARNED) ? SampleDrawings.of(learn, shown) : List.of();
        Colours mixed = samples.isEmpty() ? mixed(clip, shown) : Colours.fitted(samples);
        return Free.of(basis, clip, shown, mixed, samples).size(size, size);
    }

    private Colours mixed(ClipModel clip, Channels shown) {
        if (!shown.equals(Channels.RGB)) return Colours.INDEPENDENT;
        return switch (colours) {
            case USUAL -> Recipe.colours(clip);
            case NATURAL -> Colours.NATURAL;
            default -> Colours.INDEPENDENT;
        };
    }

    private void add(LabelledSlices drawn, Subject subject, Visualization result) {
        List<Drawing> drawings = result.drawings();
        if (layout.equals(MONTAGE)) drawn.add(subject.label(), drawings);
        else
            for (int i = 0; i < drawings.size(); i++)
                drawn.add(LabelledSlices.numbered(subject.label(), i, drawings.size()), List.of(drawings.get(i)));
        drawn.note(subject.label() + ": " + result.recipe() + "; " + result.steps() + " of " + steps + " steps done"
                + told(subject, drawings));
    }

    private static void requireNotNegative(String parameter, int value) {
        if (value < 0)
            throw new UserException("The parameter \"" + parameter + "\" is " + value + "; it must be 0 or more.");
    }
}
