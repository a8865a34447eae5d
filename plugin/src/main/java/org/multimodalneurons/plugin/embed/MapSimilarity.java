package org.multimodalneurons.plugin.embed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.MapGrid;
import org.multimodalneurons.embed.SimilarityMaps;
import org.multimodalneurons.embed.Windows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.ImageCommand;
import org.multimodalneurons.plugin.Texts;
import org.multimodalneurons.plugin.Unreadable;
import org.multimodalneurons.plugin.imagej.CalibratedWindows;
import org.multimodalneurons.plugin.imagej.HeatMap;
import org.multimodalneurons.plugin.imagej.Palette;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.multimodalneurons.plugin.imagej.RoiPictures;
import org.multimodalneurons.plugin.imagej.ShownImage;
import org.multimodalneurons.search.Fault;
import org.multimodalneurons.text.Prompts;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Where in the image is it? The cosine of texts or examples with every place, as a 32-bit image that lies on the source,
 * a channel for each, or laid over a copy of it. Outside a selection there is no value (NaN).
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Embed>Similarity Map...",
        description = "Where in the image is it? The cosine of texts or examples with every place, as a 32-bit image "
                + "that lies on the source, a channel for each, or laid over a copy of it. Outside a selection "
                + "there is no value (NaN).")
public class MapSimilarity extends ImageCommand {

    private static final String WINDOWS = "windows";
    private static final String DENSE = "dense";
    private static final String MAP = "map";
    private static final String OVERLAY = "overlay";
    private static final String BOTH = "both";
    private static final String NONE = "none";
    private static final String SELECTION = "selection";
    private static final String MANAGER = "manager";
    private static final String AUTO = "auto";
    private static final String FULL = "full";
    private static final String STRIDE = "stride";

    @Parameter(
            label = "Text",
            description =
                    "what to look for, such as a picture of a dog; several texts, separated by commas, or by | where texts have commas: a channel"
                            + " each; may be empty with an example",
            required = false,
            persist = false)
    private String text = "";

    @Parameter(
            label = "Example",
            description =
                    "find what looks like this: the selection, in the whole image; or each region of the ROI Manager",
            choices = {NONE, SELECTION, MANAGER},
            persist = false)
    private String example = NONE;

    @Parameter(
            label = "Against",
            description = "what else could be there: the mean of these texts is taken away; may be empty",
            required = false,
            persist = false)
    private String against = "";

    @Parameter(
            label = "Prompt",
            description = "{} stands for each of these texts; several prompts, separated by |, are averaged",
            persist = false)
    private String prompt = Prompts.PLACE;

    @Parameter(
            label = "Method",
            description = "windows: slide over the image; dense: one quick look at the whole, coarse",
            choices = {WINDOWS, DENSE},
            persist = false)
    private String method = WINDOWS;

    @Parameter(
            label = "Window width",
            description = "width of the square windows in the image's unit (pixels, if it has none); 0: a third of the"
                    + " shorter side",
            min = "0",
            persist = false)
    private double window = 0;

    @Parameter(
            label = "Stride",
            description = "from window to window in the image's unit; 0: a quarter of the window",
            min = "0",
            persist = false)
    private double stride = 0;

    @Parameter(
            label = "Resolution",
            description =
                    "full: the map has the image's size; stride: one pixel a stride; auto: full up to 33 megapixels,"
                            + " smaller by a whole factor beyond",
            choices = {AUTO, FULL, STRIDE},
            persist = false)
    private String resolution = AUTO;

    @Parameter(
            label = "Show",
            description = "the values, or colours over a copy of the image",
            choices = {MAP, OVERLAY, BOTH},
            persist = false)
    private String show = MAP;

    @Parameter(label = "Map", type = ItemIO.OUTPUT)
    private ImagePlus map;

    @Parameter(label = "Overlay", type = ItemIO.OUTPUT)
    private ImagePlus overlay;

    @Parameter(label = "Unreadable", type = ItemIO.OUTPUT)
    private ResultsTable unreadable;

    private final List<Fault> faults = new ArrayList<>();

    @Override
    public void checkParameters() {
        super.checkParameters();
        requireOneOf("example", example, NONE, SELECTION, MANAGER);
        requireOneOf("method", method, WINDOWS, DENSE);
        requireOneOf("resolution", resolution, AUTO, FULL, STRIDE);
        requireOneOf("show", show, MAP, OVERLAY, BOTH);
        if (method.equals(DENSE)) requireNoWindows();
        Prompts.parse(prompt);
    }

    @Override
    protected List<Fault> passedOver() {
        return faults;
    }

    @Override
    protected void run(ClipModel clip, Pictures pictures, Progress progress) {
        ShownImage source = example.equals(SELECTION) ? ((ShownImage) pictures).whole() : (ShownImage) pictures;
        Windows windows = windows(source);
        Prompts prompts = Prompts.parse(prompt);
        Sought sought = Sought.of(clip, Texts.split(text), prompts, examples(source), progress)
                .against(Texts.split(against), prompts);
        warn(sought.maps().warnings());
        int count = sought.names().size();
        HeatMap heat = new HeatMap(source, Palette.INFERNO, factor(source, windows, count), count);
        MapGrid grid = heat.grid(windows);
        var sink = new Slices(source, sought.names(), heat);
        if (method.equals(DENSE)) sought.maps().dense(source.list(), grid, progress, sink);
        else sought.maps().windows(source.list(), grid, progress, sink);
        if (sink.unread.size() == source.size())
            throw new UserException(sink.unread.get(0).error());
        faults.addAll(sink.unread);
        if (!show.equals(OVERLAY)) map = heat.map("Similarity of " + source.title());
        if (!show.equals(MAP)) overlay = heat.overlay("Overlay of " + source.title());
        unreadable = Unreadable.table(faults);
    }

    private void requireNoWindows() {
        if (resolution.equals(STRIDE))
            throw new UserException(
                    "resolution=stride needs method=windows: dense features have no stride. Choose auto or full.");
        requireNone("window", window);
        requireNone("stride", stride);
    }

    private static void requireNone(String parameter, double value) {
        if (value != 0)
            throw new UserException("The " + parameter + " is " + value
                    + ", but only method=windows has windows: method=dense looks at the whole at once. Leave it at 0, or"
                    + " write method=windows.");
    }

    private Optional<Pictures> examples(ShownImage source) {
        return switch (example) {
            case SELECTION -> Optional.of(source.selection());
            case MANAGER ->
                Optional.of(RoiPictures.ofManager(source.image(), "current", source.meaning(), faults::add));
            default -> Optional.empty();
        };
    }

    private Windows windows(ShownImage source) {
        if (method.equals(DENSE)) return Windows.largest(source.bounds().width, source.bounds().height);
        CalibratedWindows calibrated = new CalibratedWindows(source);
        Windows windows = calibrated.of(window, stride);
        calibrated.warning(windows).ifPresent(warning -> warn(List.of(warning)));
        return windows;
    }

    private int factor(ShownImage source, Windows windows, int maps) {
        return switch (resolution) {
            case FULL -> 1;
            case STRIDE -> windows.stride();
            default ->
                MapGrid.suitingFactor(source.image().getWidth(), source.image().getHeight(), maps);
        };
    }

    /** Lays maps of slices on the source; of a virtual stack files may be gone. */
    private static final class Slices implements SimilarityMaps.Sink {

        private final ShownImage source;
        private final List<String> names;
        private final HeatMap heat;
        private final List<Fault> unread = new ArrayList<>();

        Slices(ShownImage source, List<String> names, HeatMap heat) {
            this.source = source;
            this.names = names;
            this.heat = heat;
        }

        @Override
        public void finished(int slice, List<Img<FloatType>> maps) {
            heat.add(slice, names, maps);
        }

        @Override
        public void unreadable(int slice, UserException fault) {
            unread.add(new Fault(source.label(slice), fault.getMessage()));
        }
    }
}
