package org.multimodalneurons.probe;

import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Unit;

/**
 * What the units of a layer answer to an image, as images over the square that the model sees. Every kind of layer has
 * its own reading:
 *
 * <ul>
 *   <li>maps of a ResNet: rows and columns as they are;
 *   <li>tokens of a transformer: the patches on their grid, the class token left out;
 *   <li>attention: how much the class token looks at each patch, one unit a head;
 *   <li>vectors: a single pixel.
 * </ul>
 */
public final class ActivationMaps {

    private ActivationMaps() {}

    /**
     * The maps of all units.
     *
     * @param layer of this model's image encoder
     * @return [columns, rows, units]
     */
    public static Img<FloatType> of(ClipModel clip, PixelRows image, Layer layer) {
        try (NDManager manager = clip.newManager()) {
            NDArray maps = maps(clip, manager, image, layer);
            return ArrayImgs.floats(
                    maps.toFloatArray(),
                    maps.getShape().get(2),
                    maps.getShape().get(1),
                    maps.getShape().get(0));
        }
    }

    /**
     * The map of one unit.
     *
     * @return [columns, rows]
     * @throws UserException when the model has no such layer, or the layer no such unit
     */
    public static Img<FloatType> of(ClipModel clip, PixelRows image, Unit unit) {
        Layer layer = clip.image().layer(unit.layer());
        if (unit.index() < 0 || unit.index() >= layer.units())
            throw new UserException("Layer " + layer.name() + " of " + clip.name() + " has no unit " + unit.index()
                    + "; its units are 0 to " + (layer.units() - 1) + ".");
        try (NDManager manager = clip.newManager()) {
            NDArray map = maps(clip, manager, image, layer).get(unit.index());
            return ArrayImgs.floats(
                    map.toFloatArray(), map.getShape().get(1), map.getShape().get(0));
        }
    }

    /** [units, rows, columns]. */
    private static NDArray maps(ClipModel clip, NDManager manager, PixelRows image, Layer layer) {
        NDArray pixels = clip.preprocessing().pixels(manager, List.of(image));
        return Places.onGrid(Places.of(clip.image().activate(pixels, layer), layer))
                .get(0);
    }
}
