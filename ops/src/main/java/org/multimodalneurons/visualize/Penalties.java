package org.multimodalneurons.visualize;

import java.util.Set;
import java.util.function.Function;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.model.Constant;

/**
 * What a picture should have little of, whatever the model sees in it. Subtract them from an objective. They look at the
 * picture before transformation.
 */
public final class Penalties {

    private static final double GREY = .5;
    private static final double TINY = 1e-12;

    private Penalties() {}

    private static Objective of(String name, Function<Sight, NDArray> value) {
        return Objective.of(name, Set.of(), value);
    }

    /** The sum of all differences of pixels that touch. */
    public static Objective totalVariation() {
        return of("total variation", sight -> {
            NDArray x = sight.picture();
            long height = x.getShape().get(2);
            long width = x.getShape().get(3);
            NDArray down = x.get(":, :, 1:, :").sub(x.get(new NDIndex(":, :, :{}, :", height - 1)));
            NDArray right = x.get(":, :, :, 1:").sub(x.get(new NDIndex(":, :, :, :{}", width - 1)));
            return sight.sum(down.abs()).add(sight.sum(right.abs()));
        });
    }

    /** The sum of all distances from grey. */
    public static Objective l1() {
        return of("L1", sight -> sight.sum(fromGrey(sight.picture()).abs()));
    }

    /** The length of the difference from grey. */
    public static Objective l2() {
        return of("L2", sight -> {
            NDArray square = sight.sum(fromGrey(sight.picture()).square());
            return square.add(Constant.beside(square, TINY)).sqrt();
        });
    }

    private static NDArray fromGrey(NDArray picture) {
        return picture.sub(Constant.beside(picture, GREY));
    }

    /** Half the sum of squared differences from the blurred picture, which is held: what is fine fades. */
    public static Objective blur() {
        return of("blur", sight -> {
            NDArray x = sight.picture();
            NDArray fine = x.sub(Blur.of(x, 1).stopGradient());
            NDArray sum = sight.sum(fine.square());
            return sum.mul(Constant.beside(sum, .5));
        });
    }

    /**
     * The mean squared distance from grey in a border.
     *
     * @param border in pixels; lucid takes 20
     */
    public static Objective boundary(int border) {
        Transformations.require(border > 0, "boundary", border, "at least 1 pixel");
        return of("boundary " + border, sight -> {
            NDArray x = sight.picture();
            Shape shape = x.getShape();
            NDArray mask =
                    sight.constant(frame((int) shape.get(2), (int) shape.get(3), border), shape.get(2), shape.get(3));
            return sight.mean(fromGrey(x).square().mul(mask));
        });
    }

    private static float[] frame(int height, int width, int border) {
        float[] mask = new float[height * width];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) {
                boolean isInside = y >= border && x >= border && y < height - border && x < width - border;
                mask[y * width + x] = isInside ? 0 : 1;
            }
        return mask;
    }

    /** The mean opacity: what the objective does not need becomes transparent. */
    public static Objective opacity() {
        return of("opacity", sight -> sight.mean(sight.alpha()));
    }
}
