package org.multimodalneurons.visualize;

import java.util.function.BiFunction;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.multimodalneurons.UserException;

/** The changes that make what is drawn robust against small ones. */
public final class Transformations {

    private Transformations() {}

    /**
     * A border.
     *
     * @param width in pixels
     * @param shade of the border, 0..1; lucid takes .5
     */
    public static Transformation pad(int width, double shade) {
        require(width >= 0, "pad", width, "at least 0 pixels");
        return named(
                "pad " + width,
                (pictures, moment) -> (width == 0)
                        ? pictures
                        : JniUtils.pad((PtNDArray) pictures, new long[] {width, width, width, width}, shade));
    }

    /**
     * Cuts off so many rows and columns in all, at random sides.
     *
     * @param pixels less than the picture has
     */
    public static Transformation jitter(int pixels) {
        require(pixels >= 0, "jitter", pixels, "at least 0 pixels");
        return named("jitter " + pixels, (pictures, moment) -> {
            Shape shape = pictures.getShape();
            require(pixels < Math.min(shape.get(2), shape.get(3)), "jitter", pixels, "less than the picture has");
            int top = moment.random().nextInt(pixels + 1);
            int left = moment.random().nextInt(pixels + 1);
            return pictures.get(new NDIndex(
                    ":, :, {}:{}, {}:{}", top, top + shape.get(2) - pixels, left, left + shape.get(3) - pixels));
        });
    }

    /**
     * Enlarges or shrinks.
     *
     * @param least factor, above 0
     * @param most factor
     */
    public static Transformation scale(double least, double most) {
        require(least > 0 && most >= least && most < 100, "scale", least, "factors above 0, the lower one first");
        return named("scale " + least + " to " + most, (pictures, moment) -> {
            double factor = moment.between(least, most);
            int height =
                    (int) Math.max(1, Math.round(factor * pictures.getShape().get(2)));
            int width =
                    (int) Math.max(1, Math.round(factor * pictures.getShape().get(3)));
            return Resampling.resize(pictures, height, width);
        });
    }

    /**
     * Rotates about the centre, by one angle for all pictures; corners take the colour of the nearest edge.
     *
     * @param least angle in degrees, counter-clockwise
     * @param most angle
     */
    public static Transformation rotate(double least, double most) {
        require(
                most >= least && Math.abs(least) <= 360 && Math.abs(most) <= 360,
                "rotate",
                least,
                "degrees, the lower first");
        return named(
                "rotate " + least + " to " + most,
                (pictures, moment) -> Rotation.of(pictures, Math.toRadians(moment.between(least, most))));
    }

    static Transformation named(String description, BiFunction<NDArray, Moment, NDArray> change) {
        return new Transformation() {
            @Override
            public NDArray apply(NDArray pictures, Moment moment) {
                return change.apply(pictures, moment);
            }

            @Override
            public String describe() {
                return description;
            }
        };
    }

    static void require(boolean isRight, String name, double found, String expected) {
        if (!isRight)
            throw new UserException("Transformation " + name + ": found " + found + ", expected " + expected + ".");
    }
}
