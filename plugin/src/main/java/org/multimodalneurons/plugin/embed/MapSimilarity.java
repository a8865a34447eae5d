package org.multimodalneurons.plugin.embed;

import ij.ImagePlus;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.SimilarityMap;
import org.multimodalneurons.embed.Windows;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.ImageCommand;
import org.multimodalneurons.plugin.Texts;
import org.multimodalneurons.plugin.imagej.HeatMap;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.multimodalneurons.plugin.imagej.ShownImage;
import org.multimodalneurons.text.Prompts;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Where in the image is it? The cosine of a text with every place, as a 32-bit image of the source's size and
 * calibration, or laid over a copy of it. Outside a selection there is no value (NaN).
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(type = Command.class, menuPath = "Plugins>Multimodal Neurons>Embed>Similarity Map...")
public class MapSimilarity extends ImageCommand {

    private static final String WINDOWS = "windows";
    private static final String DENSE = "dense";
    private static final String MAP = "map";
    private static final String OVERLAY = "overlay";
    private static final String BOTH = "both";

    @Parameter(label = "Text", description = "what to look for", persist = false)
    private String text = "a picture of a dog";

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
            label = "Window",
            description = "side of the windows in pixels; 0: a third of the shorter side",
            min = "0",
            persist = false)
    private int window = 0;

    @Parameter(
            label = "Stride",
            description = "from window to window in pixels; 0: a quarter of the window",
            min = "0",
            persist = false)
    private int stride = 0;

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

    @Override
    protected void run(ClipModel clip, Pictures pictures, Progress progress) {
        requireOneOf("method", method, WINDOWS, DENSE);
        requireOneOf("show", show, MAP, OVERLAY, BOTH);
        if (text.isBlank()) throw new UserException("There is no text to look for; write one, such as a dog.");
        ShownImage source = (ShownImage) pictures;
        Prompts prompts = Prompts.parse(prompt);
        SimilarityMap similarity = SimilarityMap.of(clip, text.strip(), prompts).against(Texts.split(against), prompts);
        warn(similarity.warnings());
        HeatMap heat = new HeatMap(source);
        for (int i = 0; i < source.size(); i++) {
            RgbImage picture = RgbImage.copyOf(source.picture(i));
            heat.add(
                    method.equals(DENSE)
                            ? similarity.dense(picture, progress)
                            : similarity.windows(picture, windows(picture), progress));
        }
        if (!show.equals(OVERLAY)) map = heat.map("Similarity of " + source.title());
        if (!show.equals(MAP)) overlay = heat.overlay("Overlay of " + source.title());
    }

    private Windows windows(RgbImage picture) {
        Windows suiting = Windows.suiting(picture.width(), picture.height());
        int size = window == 0 ? suiting.size() : window;
        return new Windows(size, stride == 0 ? Math.max(1, size / 4) : stride);
    }
}
