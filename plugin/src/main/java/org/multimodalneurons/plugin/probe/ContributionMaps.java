package org.multimodalneurons.plugin.probe;

import ij.ImagePlus;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.Contrast;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.SourceCrop;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.plugin.imagej.HeatMap;
import org.multimodalneurons.plugin.imagej.Palette;
import org.multimodalneurons.plugin.imagej.ShownImage;
import org.multimodalneurons.probe.Attribution;
import org.multimodalneurons.probe.Attribution.Contribution;
import org.multimodalneurons.probe.Saliency;

/** Where in the slices of an image it is seen that a text fits: by the strongest units, by Grad-CAM, by integrated gradients. */
final class ContributionMaps {

    private final ClipModel clip;
    private final ShownImage source;
    private final Contrast contrast;
    private final Layer camLayer;
    private final int units;
    private final int steps;
    private final HeatMap neurons;
    private final HeatMap cam;
    private final HeatMap integrated;

    /**
     * Without maps yet.
     *
     * @param units that are mapped of each slice
     * @param steps of the integrated gradients; 0: none
     */
    ContributionMaps(ClipModel clip, ShownImage source, Contrast contrast, Layer camLayer, int units, int steps) {
        this.clip = clip;
        this.source = source;
        this.contrast = contrast;
        this.camLayer = camLayer;
        this.units = units;
        this.steps = steps;
        this.neurons = new HeatMap(source, Palette.BLUE_RED);
        this.cam = new HeatMap(source);
        this.integrated = new HeatMap(source, Palette.BLUE_RED);
    }

    /** Adds those of a slice, by its place. */
    void add(int item, PixelRows picture, Attribution attribution, Progress progress) {
        SourceCrop crop = clip.preprocessing().sourceCrop(picture.width(), picture.height());
        for (Contribution each : attribution.strongest(units)) {
            String label = source.size() == 1 ? each.unit().toString() : source.label(item) + " " + each.unit();
            var map = Views.hyperSlice(attribution.maps(), 2, each.unit().index());
            neurons.add(item, label, crop.spread(map, picture.width(), picture.height()));
        }
        cam.add(item, source.label(item), spread(crop, Saliency.gradCam(contrast, picture, camLayer), picture));
        if (steps > 0)
            integrated.add(
                    item,
                    source.label(item),
                    spread(crop, Saliency.integratedGradients(contrast, picture, steps, progress), picture));
    }

    private static Img<FloatType> spread(SourceCrop crop, Img<FloatType> map, PixelRows picture) {
        return crop.spread(map, picture.width(), picture.height());
    }

    ImagePlus ofUnits(MapStyle style) {
        return style.of(neurons, "Unit maps of " + source.title());
    }

    ImagePlus gradCam(MapStyle style) {
        return style.of(cam, "Grad-CAM of " + source.title());
    }

    ImagePlus integratedGradients(MapStyle style) {
        return style.of(integrated, "Integrated gradients of " + source.title());
    }
}
