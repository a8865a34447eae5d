package org.multimodalneurons.plugin.probe;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Contrast;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.SourceCrop;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.plugin.ImageCommand;
import org.multimodalneurons.plugin.Texts;
import org.multimodalneurons.plugin.imagej.HeatMap;
import org.multimodalneurons.plugin.imagej.Palette;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.multimodalneurons.plugin.imagej.ShownImage;
import org.multimodalneurons.probe.Attribution;
import org.multimodalneurons.probe.Attribution.Contribution;
import org.multimodalneurons.probe.Saliency;
import org.multimodalneurons.text.Prompts;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Why does the text fit? A table of what the units of the last layer add to its similarity with the image, which it adds
 * up to; maps of where the strongest of them speak for the text (red) or against it (blue); and saliency by Grad-CAM and
 * by integrated gradients.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Probe>Which Neurons Say So...",
        description = "Why does the text fit? A table of what the units of the last layer add to its similarity with "
                + "the image, which it adds up to; maps of where the strongest of them speak for the text (red) or "
                + "against it (blue); and saliency by Grad-CAM and by integrated gradients.")
public class WhichNeurons extends ImageCommand {

    private static final String MAP = "map";
    private static final String OVERLAY = "overlay";

    @Parameter(label = "Text", description = "what is said of the image", persist = false)
    private String text = "a picture of a dog";

    @Parameter(
            label = "Against",
            description = "what else could be said: the mean of these texts is taken away; may be empty",
            required = false,
            persist = false)
    private String against = "";

    @Parameter(
            label = "Prompt",
            description = "{} stands for each of these texts; several prompts, separated by |, are averaged",
            persist = false)
    private String prompt = Prompts.PLACE;

    @Parameter(
            label = "Units",
            description = "how many are listed and mapped: those that add or take away most",
            min = "1",
            persist = false)
    private int units = 10;

    @Parameter(
            label = "Layer",
            description = "of Grad-CAM; empty: the last of the model; earlier ones are finer",
            required = false,
            persist = false)
    private String layer = "";

    @Parameter(
            label = "Steps",
            description = "of the integrated gradients; 0: leave them out",
            min = "0",
            max = "1000",
            persist = false)
    private int steps = 32;

    @Parameter(
            label = "Show",
            description = "the values, or colours over a copy of the image",
            choices = {MAP, OVERLAY},
            persist = false)
    private String show = MAP;

    @Parameter(label = "Unit maps", type = ItemIO.OUTPUT)
    private ImagePlus unitMaps;

    @Parameter(label = "Grad-CAM", type = ItemIO.OUTPUT)
    private ImagePlus gradCam;

    @Parameter(label = "Integrated gradients", type = ItemIO.OUTPUT)
    private ImagePlus integratedGradients;

    @Parameter(label = "Contributions", type = ItemIO.OUTPUT)
    private ResultsTable contributions;

    @Override
    protected void run(ClipModel clip, Pictures pictures, Progress progress) {
        requireOneOf("show", show, MAP, OVERLAY);
        if (text.isBlank()) throw new UserException("There is no text; write one, such as a picture of a dog.");
        if (units < 1) throw new UserException("The parameter \"units\" is " + units + "; at least 1 is needed.");
        Layer camLayer = layer == null || layer.isBlank()
                ? Saliency.gradCamLayer(clip.image())
                : clip.image().layer(layer);
        Prompts prompts = Prompts.parse(prompt);
        Contrast contrast = Contrast.of(clip, text.strip(), prompts).against(Texts.split(against), prompts);
        warn(contrast.warnings());
        ShownImage source = (ShownImage) pictures;
        var table = new ContributionTable(units);
        HeatMap neurons = new HeatMap(source, Palette.BLUE_RED);
        HeatMap cam = new HeatMap(source);
        HeatMap integrated = new HeatMap(source, Palette.BLUE_RED);
        for (int i = 0; i < source.size(); i++) {
            PixelRows picture = source.picture(i);
            SourceCrop crop = clip.preprocessing().sourceCrop(picture.width(), picture.height());
            Attribution attribution = Attribution.of(contrast, picture);
            table.add(source.label(i), source.slice(i), attribution);
            for (Contribution each : attribution.strongest(units)) {
                String label = source.size() == 1 ? each.unit().toString() : source.label(i) + " " + each.unit();
                var map = Views.hyperSlice(attribution.maps(), 2, each.unit().index());
                neurons.add(i, label, crop.spread(map, picture.width(), picture.height()));
            }
            cam.add(spread(crop, Saliency.gradCam(contrast, picture, camLayer), picture));
            if (steps > 0)
                integrated.add(spread(crop, Saliency.integratedGradients(contrast, picture, steps, progress), picture));
        }
        contributions = table.table();
        unitMaps = shown(neurons, "Unit maps of " + source.title());
        gradCam = shown(cam, "Grad-CAM of " + source.title());
        if (steps > 0) integratedGradients = shown(integrated, "Integrated gradients of " + source.title());
    }

    private static Img<FloatType> spread(SourceCrop crop, Img<FloatType> map, PixelRows picture) {
        return crop.spread(map, picture.width(), picture.height());
    }

    private ImagePlus shown(HeatMap map, String title) {
        return show.equals(MAP) ? map.map(title) : map.overlay(title);
    }
}
