package org.multimodalneurons.visualize;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.PyTorch;

/** The mean magnitude of the spectra of images: how strong each frequency usually is in each channel. Immutable. */
public final class Magnitude {

    /** Sides that magnitudes are learned at; frequencies between are interpolated. */
    private static final int SIDE = 64;

    private static final String SHIPPED = "drawings.magnitude";

    private final String name;
    private final int channels;
    private final int height;
    private final int width;
    private final float[] values;

    /**
     * Given magnitudes.
     *
     * @param name for logs
     * @param channels of the images
     * @param height of the images
     * @param width of the images
     * @param values [channels, height, width / 2 + 1], at least 0: rows of frequencies 0, 1, ... and then negative ones
     */
    public Magnitude(String name, int channels, int height, int width, float[] values) {
        this.name = name;
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.values = values.clone();
        if (values.length != channels * height * (width / 2 + 1))
            throw new IllegalArgumentException("Expected " + channels + " x " + height + " x " + (width / 2 + 1)
                    + " values, found " + values.length);
    }

    /** That of 18 coloured drawings like those that the embedded model knows ({@code sample-images/emoji}), in {@link Colours#NATURAL}. */
    public static Magnitude shipped() {
        try (InputStream resource = Magnitude.class.getResourceAsStream(SHIPPED)) {
            if (resource == null) throw new IllegalStateException(SHIPPED + " is missing from the jar");
            DataInputStream in = new DataInputStream(resource);
            float[] values = new float[3 * SIDE * (SIDE / 2 + 1)];
            for (int i = 0; i < values.length; i++) values[i] = in.readFloat();
            return new Magnitude("drawings", 3, SIDE, SIDE, values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * That of a user's own images: the mean over all of them.
     *
     * @param images at least one, all with as many channels; of any size, each resized to a small square
     * @param colours along which pictures are to be drawn
     */
    public static Magnitude learned(List<Drawing> images, Colours colours) {
        int channels = Samples.channels(images);
        if (!colours.isIndependent() && colours.channels() != channels)
            throw new UserException("The images have " + channels + " channels, the " + colours.name() + " "
                    + colours.channels() + ".");
        try (NDManager manager = PyTorch.newManager()) {
            RealFourier fourier = new RealFourier(manager, SIDE, SIDE);
            float[] sums = new float[channels * SIDE * fourier.columns()];
            for (Drawing image : images) {
                try (NDManager scratch = manager.newSubManager()) {
                    NDArray seen = colours.apart(Samples.square(scratch, image, SIDE));
                    NDArray spectrum = fourier.forward(seen);
                    float[] lengths =
                            spectrum.square().sum(new int[] {4}).sqrt().toFloatArray();
                    for (int i = 0; i < sums.length; i++) sums[i] += lengths[i] / images.size();
                }
            }
            return new Magnitude(images.size() + " images", channels, SIDE, SIDE, sums);
        }
    }

    /** For another size: bilinear between frequencies, in cycles per picture up to what the images had, falling beyond. */
    Magnitude resized(int newHeight, int newWidth) {
        if (newHeight == height && newWidth == width) return this;
        int columns = newWidth / 2 + 1;
        float[] resized = new float[channels * newHeight * columns];
        for (int channel = 0, i = 0; channel < channels; channel++)
            for (int row = 0; row < newHeight; row++)
                for (int column = 0; column < columns; column++) {
                    double down = RealFourier.frequency(row, newHeight) * newHeight;
                    resized[i++] = (float) at(channel, down, column);
                }
        return new Magnitude(name, channels, newHeight, newWidth, resized);
    }

    /** Cycles per picture; beyond those known, the value at the border over the square of the excess. */
    private double at(int channel, double down, double right) {
        double most = Math.min(height / 2. - 1, width / 2. - 1);
        double excess = Math.max(1, Math.max(Math.abs(down), right) / most);
        double y = down / excess;
        double x = right / excess;
        int top = (int) Math.floor(y);
        int left = (int) Math.floor(x);
        double dy = y - top;
        double dx = x - left;
        double upper = (1 - dx) * value(channel, top, left) + dx * value(channel, top, left + 1);
        double lower = (1 - dx) * value(channel, top + 1, left) + dx * value(channel, top + 1, left + 1);
        return ((1 - dy) * upper + dy * lower) / (excess * excess);
    }

    private float value(int channel, int row, int column) {
        int columns = width / 2 + 1;
        return values[(channel * height + Math.floorMod(row, height)) * columns + Math.min(column, columns - 1)];
    }

    /** For logs. */
    public String name() {
        return name;
    }

    /** Of the images. */
    public int channels() {
        return channels;
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    /** A copy of the values [channels, height, width / 2 + 1]. */
    public float[] toFloats() {
        return values.clone();
    }
}
