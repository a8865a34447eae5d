package org.multimodalneurons.visualize;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Constant;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Unit;

/** What units, channels, layers and the embedding answer to a picture. Penalties are {@link Penalties}. */
public final class Objectives {

    /** The least cosine that a direction is weighed by, so that there is a gradient from everywhere. */
    private static final double LEAST_COSINE = .1;

    private static final double TINY = 1e-6;

    private Objectives() {}

    /**
     * The response of a unit where it looks at the middle of the picture: of the one cell, or two by two, in the middle of
     * its map. One thing is drawn there, where {@link #channel} repeats a pattern. Of a layer of vectors, the unit itself.
     */
    public static Objective unit(Unit unit) {
        return of(
                "unit " + unit,
                unit,
                sight -> sight.mean(middle(sight.places(unit.layer()).get(":, {}, :", unit.index()))));
    }

    /** The cells in the middle of maps [views, places]. */
    private static NDArray middle(NDArray places) {
        long side = (long) Math.sqrt((double) places.getShape().get(1));
        if (side * side != places.getShape().get(1)) return places;
        long first = (side - 1) / 2;
        long last = side / 2 + 1;
        return places.reshape(-1, side, side).get(":, {}:{}, {}:{}", first, last, first, last);
    }

    /**
     * The mean response of a channel over its whole map, or over all tokens, the class token included; before the ReLU
     * where the layer is signed.
     */
    public static Objective channel(Unit unit) {
        return of(
                "channel " + unit,
                unit,
                sight -> sight.mean(sight.everyPlace(unit.layer()).get(":, {}, :", unit.index())));
    }

    /** A function of one unit's layer. */
    private static Objective of(String name, Unit unit, Function<Sight, NDArray> value) {
        return Objective.of(name, Set.of(unit.layer()), value).checking(exists(unit));
    }

    private static Consumer<ClipModel> exists(Unit unit) {
        return clip -> {
            Layer layer = clip.image().layer(unit.layer());
            if (unit.index() >= layer.units())
                throw new UserException("Layer " + layer + " of " + clip.name() + " has no unit " + unit.index()
                        + "; its units are 0 to " + (layer.units() - 1) + ".");
        };
    }

    /**
     * How far activations go in a direction: the mean over places of their dot product with it, times a power of their
     * cosine. A power of 0 rewards large activations, one of 2 to 4 those that go nowhere else.
     *
     * @param vector one value for each unit of the layer, not all 0
     * @param power of the cosine, at least 0
     * @see <a href="https://distill.pub/2019/activation-atlas">Carter et al., Activation Atlas, 2019</a>
     */
    public static Objective direction(String layer, float[] vector, double power) {
        float[] kept = vector.clone();
        requirePower(power);
        return Objective.of("direction in " + layer, Set.of(layer), sight -> {
                    NDArray towards = sight.constant(kept, 1, kept.length, 1);
                    return sight.mean(along(sight.everyPlace(layer), towards, power));
                })
                .checking(fits(layer, kept));
    }

    /**
     * As {@link #direction}, another one for each picture of a batch, and in the middle of the picture alone, as {@link #unit}:
     * one thing is drawn there, not a pattern.
     *
     * @param vectors [pictures][units]
     */
    public static Objective directions(String layer, float[][] vectors, double power) {
        float[][] kept = Arrays.stream(vectors).map(float[]::clone).toArray(float[][]::new);
        requirePower(power);
        Objective objective = Objective.of(kept.length + " directions in " + layer, Set.of(layer), sight -> {
            if (sight.pictures() != kept.length)
                throw new UserException("There are " + kept.length + " directions, one for each picture, but "
                        + sight.pictures() + " picture(s) to be drawn. Make them as many.");
            NDArray places = sight.places(layer);
            NDArray middle = middle(places.reshape(-1, places.getShape().get(2)));
            NDArray activations =
                    middle.reshape(places.getShape().get(0), places.getShape().get(1), -1);
            return sight.mean(along(activations, eachView(sight, kept), power));
        });
        for (float[] vector : kept) objective = objective.checking(fits(layer, vector));
        return objective;
    }

    /** [n · views, units, 1]: the first picture's vector for each of its views, then the next one's. */
    private static NDArray eachView(Sight sight, float[][] vectors) {
        int views = sight.views();
        int units = vectors[0].length;
        float[] all = new float[vectors.length * views * units];
        for (int row = 0; row < vectors.length * views; row++)
            System.arraycopy(vectors[row / views], 0, all, row * units, units);
        return sight.constant(all, vectors.length * (long) views, units, 1);
    }

    static void requirePower(double power) {
        if (!(power >= 0 && power <= 100))
            throw new UserException("Power of the cosine: found " + power + ", expected 0 to 100.");
    }

    private static Consumer<ClipModel> fits(String layer, float[] vector) {
        return clip -> {
            int units = clip.image().layer(layer).units();
            if (vector.length != units)
                throw new UserException("The direction has " + vector.length + " values, but layer " + layer + " has "
                        + units + " units.");
        };
    }

    /** Activations [views, units, places] along vectors that broadcast to them: [views, places]. */
    private static NDArray along(NDArray activations, NDArray towards, double power) {
        NDArray dot = activations.mul(towards).sum(new int[] {1});
        if (power == 0) return dot;
        NDArray lengths = length(activations).mul(length(towards));
        NDArray cosine = dot.div(lengths.add(Constant.beside(dot, TINY)));
        return dot.mul(cosine.maximum(Constant.beside(dot, LEAST_COSINE)).pow(Constant.beside(dot, power)));
    }

    private static NDArray length(NDArray vectors) {
        return vectors.square().sum(new int[] {1}).sqrt();
    }

    /** All that a layer sees, enhanced: the mean of its squared activations, as in DeepDream. */
    public static Objective layer(String layer) {
        return Objective.of(
                "layer " + layer,
                Set.of(layer),
                sight -> sight.mean(sight.layer(layer).square()));
    }

    /**
     * A picture that fits a caption: the cosine of their embeddings.
     *
     * @throws UserException when the caption is blank, or longer than the model reads
     */
    public static Objective text(ClipModel clip, String caption) {
        return Caption.of(clip, caption).objective();
    }

    /** A picture that says the same as an image: the cosine of their embeddings. */
    public static Objective image(ClipModel clip, PixelRows image) {
        float[] vector = new Embedder(clip)
                .images(List.of(image), List.of("image"), Progress.NONE)
                .vectors()[0];
        return similarity("image", vector);
    }

    /**
     * The cosine of the picture's embedding and a vector.
     *
     * @param name what it prints as
     * @param vector of the embedding's length, not all 0
     */
    public static Objective similarity(String name, float[] vector) {
        float[] kept = vector.clone();
        return Objective.of(name, Set.of(Sight.EMBEDDING), sight -> {
            NDArray towards = sight.constant(kept, 1, kept.length);
            NDArray embedding = sight.embedding();
            NDArray dot = embedding.mul(towards).sum(new int[] {1});
            return sight.mean(dot.div(length(embedding).mul(length(towards))));
        });
    }

    /**
     * What a layer sees in an image, exaggerated: activations along those of the image at the same place, as a share of
     * the image's own: 1 for the image itself.
     *
     * @param power of the cosine, at least 0; 1 or more keeps to the image
     */
    public static Objective caricature(ClipModel clip, PixelRows image, String layer, double power) {
        requirePower(power);
        float[] seen = activations(clip, image, layer);
        return Objective.of("caricature in " + layer, Set.of(layer), sight -> {
            NDArray places = sight.everyPlace(layer);
            long units = places.getShape().get(1);
            NDArray towards = sight.constant(seen, 1, units, seen.length / units);
            NDArray along = sight.mean(along(places, towards, power));
            return along.div(Constant.beside(along, meanSquare(seen) * units));
        });
    }

    /** An image that a layer cannot tell from another: minus the squared distance of activations, as a share of their square. */
    public static Objective inversion(ClipModel clip, PixelRows image, String layer) {
        float[] seen = activations(clip, image, layer);
        return Objective.of("inversion of " + layer, Set.of(layer), sight -> {
            NDArray places = sight.everyPlace(layer);
            long units = places.getShape().get(1);
            NDArray goal = sight.constant(seen, 1, units, seen.length / units);
            NDArray distance = sight.mean(places.sub(goal).square());
            return distance.div(Constant.beside(distance, -meanSquare(seen)));
        });
    }

    private static double meanSquare(float[] values) {
        double sum = 0;
        for (float value : values) sum += (double) value * value;
        return Math.max(sum / values.length, TINY);
    }

    /** [units, places] of what the model sees of an image. */
    private static float[] activations(ClipModel clip, PixelRows image, String name) {
        Layer layer = clip.image().layer(name);
        try (NDManager manager = clip.newManager()) {
            NDArray pixels = clip.preprocessing().pixels(manager, List.of(image));
            NDArray activation = clip.image().activate(pixels, layer);
            return Sight.everyPlace(activation, layer).toFloatArray();
        }
    }

    /**
     * That pictures of a batch differ from each other in style: minus the sum of the cosines of a picture's Gram matrix to
     * those of the others, over the number of pictures.
     *
     * @see <a href="https://distill.pub/2017/feature-visualization/#diversity">Olah et al. 2017, Diversity</a>
     */
    public static Objective diversity(String layer) {
        return Objective.of("diversity in " + layer, Set.of(layer), sight -> {
            NDArray places = sight.everyPlace(layer);
            long units = places.getShape().get(1);
            long pictures = sight.pictures();
            NDArray features = places.reshape(pictures, sight.views(), units, -1)
                    .transpose(0, 2, 1, 3)
                    .reshape(pictures, units, -1);
            NDArray grams = features.matMul(features.transpose(0, 2, 1)).reshape(pictures, -1);
            NDArray lengths = grams.square().sum(new int[] {1}, true).sqrt();
            NDArray styles = grams.div(lengths.add(Constant.beside(lengths, TINY * TINY)));
            NDArray cosines = styles.matMul(styles.transpose());
            NDArray self = styles.square().sum(new int[] {1});
            NDArray others = cosines.sum(new int[] {1}).sub(self);
            return others.div(Constant.beside(others, -(double) pictures));
        });
    }

    /** From one objective in the first picture of a batch evenly to another in the last. */
    public static Objective interpolation(Objective first, Objective last) {
        return ramp("falling", 1, 0).times(first).plus(ramp("rising", 0, 1).times(last));
    }

    private static Objective ramp(String name, double from, double to) {
        return Objective.of(name, Set.of(), sight -> {
            float[] weights = new float[sight.pictures()];
            for (int i = 0; i < weights.length; i++)
                weights[i] = (float) (from + (to - from) * i / Math.max(1, weights.length - 1));
            return sight.constant(weights, weights.length);
        });
    }

    /** That neighbours in a batch look alike to a layer: minus the mean squared difference from the next picture, if there is one. */
    public static Objective alignment(String layer) {
        return Objective.of("alignment in " + layer, Set.of(layer), sight -> {
            int pictures = sight.pictures();
            NDArray rows = sight.layer(layer).reshape(pictures, -1);
            if (pictures == 1) return sight.zeros();
            NDArray steps = rows.get("1:").sub(rows.get(":{}", pictures - 1));
            return steps.square().mean(new int[] {1}).neg().concat(sight.zeros().get(":1"));
        });
    }
}
