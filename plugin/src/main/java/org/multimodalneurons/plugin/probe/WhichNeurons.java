package org.multimodalneurons.plugin.probe;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Contrast;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.plugin.MeasuringCommand;
import org.multimodalneurons.plugin.Texts;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.multimodalneurons.plugin.imagej.ShownImage;
import org.multimodalneurons.probe.Attribution;
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
public class WhichNeurons extends MeasuringCommand {

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
            description =
                    "of Grad-CAM; empty: the last of the model; earlier ones are finer. Not used where there is the table"
                            + " alone",
            required = false,
            persist = false)
    private String layer = "";

    @Parameter(
            label = "Steps",
            description =
                    "of the integrated gradients; 0: leave them out. Not used where there is the table alone: of regions"
                            + " and files, and with show=table",
            min = "0",
            max = "1000",
            persist = false)
    private int steps = 32;

    @Parameter(
            label = "Show",
            description = MapStyle.SYNTAX,
            choices = {MapStyle.TABLE, MapStyle.MAP, MapStyle.OVERLAY},
            persist = false)
    private String show = MapStyle.MAP;

    @Parameter(label = "Unit maps", type = ItemIO.OUTPUT)
    private ImagePlus unitMaps;

    @Parameter(label = "Grad-CAM", type = ItemIO.OUTPUT)
    private ImagePlus gradCam;

    @Parameter(label = "Integrated gradients", type = ItemIO.OUTPUT)
    private ImagePlus integratedGradients;

    @Parameter(label = "Contributions", type = ItemIO.OUTPUT)
    private ResultsTable contributions;

    @Override
    public void checkParameters() {
        super.checkParameters();
        requireOneOf("show", show, MapStyle.TABLE, MapStyle.MAP, MapStyle.OVERLAY);
        if (text.isBlank()) throw new UserException("There is no text; write one, such as a picture of a dog.");
        if (units < 1) throw new UserException("The parameter \"units\" is " + units + "; at least 1 is needed.");
        Prompts.parse(prompt);
    }

    @Override
    protected void run(ClipModel clip, Pictures pictures, Progress progress) {
        MapStyle style = MapStyle.of(show, pictures);
        Layer camLayer = layer == null || layer.isBlank()
                ? Saliency.gradCamLayer(clip.image())
                : clip.image().layer(layer);
        Prompts prompts = Prompts.parse(prompt);
        Contrast contrast = Contrast.of(clip, text.strip(), prompts).against(Texts.split(against), prompts);
        warn(contrast.warnings());
        Optional<ContributionMaps> maps = style == MapStyle.NONE
                ? Optional.empty()
                : Optional.of(new ContributionMaps(clip, (ShownImage) pictures, contrast, camLayer, units, steps));
        contributions = table(contrast, pictures, maps, progress);
        if (maps.isEmpty()) return;
        unitMaps = maps.get().ofUnits(style);
        gradCam = maps.get().gradCam(style);
        if (steps > 0) integratedGradients = maps.get().integratedGradients(style);
    }

    /** What the units add, picture by picture; those that cannot be read are listed in a table of their own. */
    private ResultsTable table(
            Contrast contrast, Pictures pictures, Optional<ContributionMaps> maps, Progress progress) {
        var table = new ContributionTable(units);
        SortedMap<Integer, String> faults = new TreeMap<>();
        for (int i = 0; i < pictures.size(); i++) {
            progress.throwIfCancelled();
            progress.report(i, pictures.size(), "Looking at image " + (i + 1) + " of " + pictures.size());
            PixelRows picture;
            Attribution attribution;
            try {
                picture = pictures.picture(i);
                attribution = Attribution.of(contrast, picture);
            } catch (UserException e) {
                faults.put(i, e.getMessage());
                continue;
            }
            int item = i;
            maps.ifPresent(all -> all.add(item, picture, attribution, progress));
            table.add(i, attribution);
        }
        if (table.isEmpty()) throw new UserException(faults.get(faults.firstKey()));
        tellUnreadable(faults, pictures::label);
        return table.in(table(pictures));
    }
}
