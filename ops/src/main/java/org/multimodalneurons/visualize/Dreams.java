package org.multimodalneurons.visualize;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.multimodalneurons.embed.Windows;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;

/** What a picture can be made to dream of, beside a single unit ({@link Objectives#channel}) or all that a layer sees ({@link Objectives#layer}). */
public final class Dreams {

    /** Which layer {@link #usualLayer} is, in words. */
    public static final String USUAL = "a layer at two thirds of the depth";

    private Dreams() {}

    /** A layer that sees parts of things, neither edges nor whole scenes: that of maps or tokens at two thirds of the depth. */
    public static String usualLayer(ClipModel clip) {
        List<Layer> layers = clip.image().layers().stream()
                .filter(layer -> layer.kind() == Layer.Kind.MAP || layer.kind() == Layer.Kind.TOKENS)
                .toList();
        return layers.get(2 * layers.size() / 3).name();
    }

    /**
     * More of what is in another picture: at each place of the layer the dot product with that place of the guide which
     * fits it best.
     *
     * @param guide seen in squares of half its shorter side, sliding by half of theirs
     * @param layer of maps or tokens
     * @see <a href="https://github.com/google/deepdream">Mordvintsev et al. 2015, Controlling dreams</a>
     */
    public static Objective towards(ClipModel clip, PixelRows guide, String layer) {
        Features features = Features.of(clip, guide, clip.image().layer(layer));
        return Objective.of("guide in " + layer, Set.of(layer), sight -> {
            NDArray patterns = sight.constant(features.values, 1, features.places(), features.units);
            return sight.mean(patterns.matMul(sight.everyPlace(layer)).max(new int[] {1}));
        });
    }

    /** Activations of the places of a guide, [places, units]. */
    private static final class Features {

        private final float[] values;
        private final long units;

        Features(float[] values, long units) {
            this.values = values;
            this.units = units;
        }

        long places() {
            return values.length / units;
        }

        static Features of(ClipModel clip, PixelRows guide, Layer layer) {
            RgbImage picture = RgbImage.copyOf(guide);
            int side = Math.max(1, Math.min(picture.width(), picture.height()) / 2);
            List<float[]> windows = new ArrayList<>();
            Windows squares = new Windows(side, Math.max(1, side / 2));
            for (int y : squares.starts(picture.height()))
                for (int x : squares.starts(picture.width()))
                    windows.add(seen(clip, picture.crop(x, y, side, side), layer));
            float[] all = new float[windows.size() * windows.get(0).length];
            for (int i = 0, to = 0; i < windows.size(); to += windows.get(i++).length)
                System.arraycopy(windows.get(i), 0, all, to, windows.get(i).length);
            return new Features(all, layer.units());
        }

        private static float[] seen(ClipModel clip, RgbImage window, Layer layer) {
            try (NDManager manager = clip.newManager()) {
                NDArray pixels = clip.preprocessing().pixels(manager, List.of(window));
                NDArray seen = clip.image().activate(pixels, layer);
                return layer.kind() == Layer.Kind.MAP
                        ? seen.transpose(0, 2, 3, 1).toFloatArray()
                        : seen.toFloatArray();
            }
        }
    }
}
