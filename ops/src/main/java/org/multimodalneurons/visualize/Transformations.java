package org.multimodalneurons.visualize;

import java.util.function.BiFunction;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
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

    /**
     * Crops at random places and of random sizes, several of each picture, that become smaller in the course of the run, as
     * MACO has them: centres N(.5, .15) of the side, sides N(b, .05) of it, where b falls from the first to the last.
     *
     * @param count of each picture, at least 1
     * @param first share of the side at the start, up to 1
     * @param last share of the side at the end, above 0
     * @param size of the crops in pixels
     * @see <a href="https://arxiv.org/abs/2306.06805">Fel et al. 2023, MACO</a>
     */
    public static Transformation crops(int count, double first, double last, int size) {
        return new Crops(count, first, last, size);
    }

    /**
     * Blurs, less and less.
     *
     * @param first standard deviation in pixels at the start
     * @param last at the end
     */
    public static Transformation blur(double first, double last) {
        require(
                first >= 0 && last >= 0 && first < 1000 && last < 1000,
                "blur",
                first,
                "deviations of 0 or more pixels");
        return named(
                "blur " + first + " to " + last,
                (pictures, moment) -> Blur.of(pictures, first + (last - first) * moment.progress()));
    }

    /**
     * Adds noise to each value, normal or even or both.
     *
     * @param deviation of the normal part; MACO takes .08
     * @param width of the even part, from -width to width; MACO takes .04
     */
    public static Transformation noise(double deviation, double width) {
        require(deviation >= 0 && width >= 0, "noise", deviation, "0 or more");
        return named("noise " + deviation + " + " + width, (pictures, moment) -> {
            float[] normal = Noise.normal(moment.random(), pictures.getShape(), deviation);
            float[] even = Noise.uniform(moment.random(), pictures.getShape(), -width, width);
            for (int i = 0; i < normal.length; i++) normal[i] += even[i];
            return pictures.add(pictures.getManager().create(normal, pictures.getShape()));
        });
    }

    /**
     * Makes each colour channel brighter or darker, and stronger or weaker about grey.
     *
     * @param brightness deviation of what is added, in shares of full intensity
     * @param contrast deviation of the factor from 1
     */
    public static Transformation colourShift(double brightness, double contrast) {
        require(brightness >= 0 && contrast >= 0, "colour shift", brightness, "0 or more");
        return named("colour shift " + brightness + ", " + contrast, (pictures, moment) -> {
            Shape each = new Shape(pictures.getShape().get(0), 3, 1, 1);
            float[] factors = Noise.normal(moment.random(), each, contrast);
            float[] added = Noise.normal(moment.random(), each, brightness);
            for (int i = 0; i < factors.length; i++) {
                added[i] -= factors[i] * .5f;
                factors[i] += 1;
            }
            NDManager manager = pictures.getManager();
            return pictures.mul(manager.create(factors, each)).add(manager.create(added, each));
        });
    }

    /** Mirrors left and right in half of the steps. */
    public static Transformation mirror() {
        return named("mirror", (pictures, moment) -> moment.random().nextBoolean() ? pictures.flip(3) : pictures);
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
