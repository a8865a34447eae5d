package org.multimodalneurons.visualize;

import ai.djl.ndarray.NDManager;
import org.multimodalneurons.UserException;

/**
 * What free variables a picture has: a basis for the values of its channels, the colours along which channels vary
 * together, and how values become shades between 0 and 1.
 *
 * <pre>{@code
 * Parametrization.fourier().decorrelated().size(128, 128)  // lucid's
 * Parametrization.pixels().channels(Channels.GRAY)         // one channel
 * }</pre>
 *
 * @param basis of the values
 * @param width of the pictures in pixels; 0 for the model's
 * @param height likewise
 * @param channels of the pictures
 * @param colours along which they vary
 * @param squash from values to shades
 * @param gain that values are multiplied by before; above 1 for more contrast
 * @param hasAlpha whether an opacity is drawn beside the channels
 */
public record Parametrization(
        Basis basis,
        int width,
        int height,
        Channels channels,
        Colours colours,
        Squash squash,
        double gain,
        boolean hasAlpha) {

    /** The side of the largest picture that is drawn. */
    public static final int LARGEST = 8192;

    /** Checks the sizes. */
    public Parametrization {
        if (width < 0 || height < 0 || width > LARGEST || height > LARGEST || (width == 0) != (height == 0))
            throw new UserException("A picture of " + width + " x " + height + " pixels cannot be drawn: each side must"
                    + " be from 1 to " + LARGEST + ".");
        if (!colours.isIndependent() && colours.channels() != channels.count())
            throw new UserException("The " + colours.name() + " mix " + colours.channels()
                    + " channels, but the picture has " + channels.count()
                    + ". Fit colours to images of as many channels, or leave channels independent.");
        if (!(gain > 0 && gain < Double.POSITIVE_INFINITY))
            throw new UserException("Contrast: found " + gain + ", expected a number above 0.");
    }

    /** Of RGB pictures of the model's size, independent channels, no opacity. */
    public static Parametrization of(Basis basis) {
        return new Parametrization(basis, 0, 0, Channels.RGB, Colours.INDEPENDENT, Squash.SIGMOID, 1, false);
    }

    /** Each pixel for itself. */
    public static Parametrization pixels() {
        return of(new PixelBasis(.01));
    }

    /** The spectrum, with lucid's scales. */
    public static Parametrization fourier() {
        return of(new FourierBasis(1, .01));
    }

    /** A Laplacian pyramid. */
    public static Parametrization pyramid(int levels) {
        return of(new PyramidBasis(levels, .01));
    }

    /** The phases of a spectrum, in the colours that its magnitude was learned in. */
    public static Parametrization maco(Magnitude magnitude, Colours colours) {
        return of(new MacoBasis(magnitude)).decorrelated(colours);
    }

    /** The phases of a spectrum of which the magnitude is that of drawings, in natural colours. */
    public static Parametrization maco() {
        return maco(Magnitude.shipped(), Colours.NATURAL);
    }

    /** A small network that paints. */
    public static Parametrization cppn() {
        return of(new CppnBasis(8, 24));
    }

    /** In the colours of natural images. */
    public Parametrization decorrelated() {
        return decorrelated(Colours.NATURAL);
    }

    /** In given colours of as many channels, such as those fitted to images. */
    public Parametrization decorrelated(Colours others) {
        return new Parametrization(basis, width, height, channels, others, squash, gain, hasAlpha);
    }

    /** Of another size. */
    public Parametrization size(int newWidth, int newHeight) {
        if (newWidth < 1 || newHeight < 1)
            throw new UserException("A picture of " + newWidth + " x " + newHeight
                    + " pixels cannot be drawn: each side must be from 1 to " + LARGEST + ".");
        return new Parametrization(basis, newWidth, newHeight, channels, colours, squash, gain, hasAlpha);
    }

    /** Of other channels; colours of another number are given up. */
    public Parametrization channels(Channels others) {
        Colours fitting = colours.channels() == others.count() ? colours : Colours.INDEPENDENT;
        return new Parametrization(basis, width, height, others, fitting, squash, gain, hasAlpha);
    }

    /** With another way from values to shades. */
    public Parametrization squashed(Squash other) {
        return new Parametrization(basis, width, height, channels, colours, other, gain, hasAlpha);
    }

    /** With more contrast, or less. */
    public Parametrization gain(double factor) {
        return new Parametrization(basis, width, height, channels, colours, squash, factor, hasAlpha);
    }

    /** With an opacity. */
    public Parametrization withAlpha() {
        return new Parametrization(basis, width, height, channels, colours, squash, gain, true);
    }

    /** The same with a size, where it had none. */
    Parametrization orSize(int side) {
        return width == 0 ? size(side, side) : this;
    }

    Canvas open(NDManager manager) {
        return new Canvas(manager, this);
    }

    /** For logs and tables: {@code Fourier, natural colours, 128 x 128}. */
    public String describe() {
        return basis.describe() + ", " + colours.name() + (width == 0 ? "" : ", " + width + " x " + height)
                + (gain == 1 ? "" : ", contrast " + gain)
                + (channels.equals(Channels.RGB) ? "" : ", " + channels.count() + " channels")
                + (hasAlpha ? ", opacity" : "");
    }

    @Override
    public String toString() {
        return describe();
    }
}
