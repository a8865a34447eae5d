package org.multimodalneurons.op;

import java.io.File;
import java.util.List;

import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import org.multimodalneurons.Progress;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.probe.PictureKinds;
import org.multimodalneurons.visualize.FacetTraining;
import org.multimodalneurons.visualize.Facets;
import org.multimodalneurons.visualize.FeatureVisualization;
import org.multimodalneurons.visualize.Recipe;

/** Ops that draw what a model wants to see, from the side that one asks for. */
public final class FacetOps {

    private FacetOps() {}

    /**
     * Trains facets: directions in a layer that tell kinds of pictures apart.
     *
     * @implNote op names='clip.facets'
     * @param folder with a subfolder of pictures for each kind; with an empty path the kinds of the set that ships with the
     *     library
     * @param layer of maps or tokens; blank for the usual place, about two thirds of the way
     * @param clip an open model
     * @return the facets, named like the kinds
     */
    public static Facets facets(File folder, String layer, ClipModel clip) {
        List<Layer> layers = layer.isBlank()
                ? Facets.usualLayers(clip)
                : List.of(clip.image().layer(layer));
        PictureKinds kinds = folder.getPath().isEmpty() ? PictureKinds.builtIn() : PictureKinds.open(folder.toPath());
        return new FacetTraining(clip, layers).train(kinds.pictures(), Progress.NONE);
    }

    /**
     * Draws a picture that excites a unit, steered towards a facet.
     *
     * @implNote op names='clip.faceted'
     * @param unit such as layer4.0.add:89, or a concept whose unit is known; it is then guided by what it stands for
     * @param facet the name of one of the facets
     * @param facets trained for this model
     * @param strength 0 for none; 1 to 5 are usual
     * @param size width and height in pixels
     * @param steps of the ascent
     * @param seed of all chance; the same one gives the same picture
     * @param clip an open model
     * @return red, green and blue in 0..1: [size, size, 3]
     */
    public static Img<FloatType> faceted(
            String unit,
            String facet,
            Facets facets,
            Double strength,
            Integer size,
            Integer steps,
            Long seed,
            ClipModel clip) {
        return FeatureVisualization.of(clip)
                .maximise(facets.facet(facet).steer(VisualizeOps.exciting(unit, clip), strength))
                .over(Recipe.parametrization(clip).size(size, size))
                .steps(steps)
                .seed(seed)
                .run(Progress.NONE)
                .drawing()
                .image();
    }
}
