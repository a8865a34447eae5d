package org.multimodalneurons.image;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.UserException;

/**
 * How a picture becomes a model's input: the short side is resized to {@code size} by an antialiased filter, the long
 * one to {@code (int) (size * long / short)}, the square in the middle is kept (or both sides are resized to {@code
 * size}, see {@link ResizeMode}), and each channel is scaled to 0 to 1 and normalised by its mean and standard
 * deviation. Agrees bit for bit, up to the normalisation, with what CLIP was trained with (the Python Imaging Library
 * and torchvision).
 *
 * @param size side of the model's input in pixels
 * @param mode what becomes of pictures that are not square
 * @param filter that pixels are resized with
 * @param mean of red, green and blue, 0 to 1
 * @param std standard deviation of red, green and blue, above 0
 * @param rounding where the square lies when the margin is odd
 */
public record Preprocessing(
        int size, List<Float> mean, List<Float> std, ResizeMode mode, Interpolation filter, CropRounding rounding) {

    /** The mean of red, green and blue that OpenAI's models, and nearly all that followed, were trained with. */
    public static final List<Float> CLIP_MEAN = List.of(.48145467f, .4578275f, .40821072f);

    /** The standard deviation that belongs to {@link #CLIP_MEAN}. */
    public static final List<Float> CLIP_STD = List.of(.26862955f, .2613026f, .2757771f);

    private static final int PIXELS_AT_ONCE = 1024;

    /** Checks and copies the values. */
    public Preprocessing {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (size < 1) throw new UserException("A model's input cannot have " + size + " pixels a side: at least 1.");
        if (mean.size() != 3 || std.size() != 3 || !mean.stream().allMatch(Float::isFinite))
            throw new UserException(
                    "Preprocessing needs a finite mean and a standard deviation for each of red, green and"
                            + " blue, but found mean " + mean + " and std " + std + ".");
        if (!std.stream().allMatch(s -> Float.isFinite(s) && s > 0))
            throw new UserException("Preprocessing needs standard deviations above 0, but found " + std + ".");
    }

    /** As nearly all models have it: the short side resized by the bicubic filter. */
    public Preprocessing(int size, List<Float> mean, List<Float> std, CropRounding rounding) {
        this(size, mean, std, ResizeMode.SHORTEST, Interpolation.BICUBIC, rounding);
    }

    /** OpenAI's and open_clip's: CLIP's mean and standard deviation, torchvision's crop. */
    public static Preprocessing clip(int size) {
        return new Preprocessing(size, CLIP_MEAN, CLIP_STD, CropRounding.HALF_EVEN);
    }

    /** With the mean and standard deviation [red, green, blue] that a model's configuration gives. */
    public static Preprocessing of(int size, float[] mean, float[] std, CropRounding rounding) {
        return new Preprocessing(size, listOf(mean), listOf(std), rounding);
    }

    private static List<Float> listOf(float[] values) {
        Float[] boxed = new Float[values.length];
        for (int i = 0; i < values.length; i++) boxed[i] = values[i];
        return List.of(boxed);
    }

    /**
     * The square of 8-bit pixels that the model sees, size x size.
     *
     * @param picture of any size; read once, row by row. A picture of size x size is returned as it is.
     */
    public RgbImage resizeAndCrop(PixelRows picture) {
        if (picture.width() == size && picture.height() == size) return RgbImage.copyOf(picture);
        return RgbImage.ofPixels(size, size, square(picture));
    }

    /** The square that the model sees, size * size pixels 0x??RRGGBB. */
    private int[] square(PixelRows picture) {
        if (picture.width() == size && picture.height() == size) return all(picture);
        Resize resize = resize(picture.width(), picture.height());
        if (picture instanceof PictureFile file) return file.resized(resize, filter);
        return resize.filtered(filter, picture.width(), picture.height(), 3, picture::read);
    }

    /** The part of a picture of this size that the model sees. */
    public SourceCrop sourceCrop(int width, int height) {
        Resize resize = resize(width, height);
        double column = (double) width / resize.width();
        double row = (double) height / resize.height();
        return new SourceCrop(resize.left() * column, resize.top() * row, size * column, size * row, size);
    }

    Resize resize(int width, int height) {
        if (mode == ResizeMode.SQUASH) return new Resize(size, size, 0, 0, size);
        int shortSide = Math.min(width, height);
        double longSide = (double) ((long) size * Math.max(width, height)) / shortSide;
        if (longSide > Integer.MAX_VALUE)
            throw new UserException(
                    "An image of " + width + " x " + height + " pixels is too elongated to be resized to " + size
                            + " pixels on its short side. Crop it first.");
        int resizedWidth = width <= height ? size : (int) longSide;
        int resizedHeight = width <= height ? (int) longSide : size;
        return new Resize(
                resizedWidth,
                resizedHeight,
                rounding.offset(resizedWidth - size),
                rounding.offset(resizedHeight - size),
                size);
    }

    /**
     * The normalised values of a picture of any size, in the order of its bytes: row by row, red, green, blue of each
     * pixel.
     */
    public float[] normalise(RgbImage picture) {
        return normalise(all(picture));
    }

    private static int[] all(PixelRows picture) {
        int width = picture.width();
        int[] pixels = new int[Math.multiplyExact(width, picture.height())];
        for (int y = 0; y < picture.height(); y++) picture.read(y, 0, width, pixels, y * width);
        return pixels;
    }

    private float[] normalise(int[] pixels) {
        float[] values = new float[Math.multiplyExact(3, pixels.length)];
        normalise(pixels, FloatBuffer.wrap(values));
        return values;
    }

    /** Some pixels at a time, so that they stay in the cache on their way. */
    private void normalise(int[] pixels, FloatBuffer into) {
        float[] red = normalised(0);
        float[] green = normalised(1);
        float[] blue = normalised(2);
        float[] values = new float[3 * PIXELS_AT_ONCE];
        for (int from = 0, end; from < pixels.length; from = end) {
            end = Math.min(from + PIXELS_AT_ONCE, pixels.length);
            for (int i = from, to = 0; i < end; i++, to += 3) {
                int pixel = pixels[i];
                values[to] = red[(pixel >> 16) & 255];
                values[to + 1] = green[(pixel >> 8) & 255];
                values[to + 2] = blue[pixel & 255];
            }
            into.put(values, 0, 3 * (end - from));
        }
    }

    /** What each of the 256 values of a channel becomes. */
    private float[] normalised(int channel) {
        float[] table = new float[256];
        for (int value = 0; value < 256; value++) table[value] = (value / 255f - mean.get(channel)) / std.get(channel);
        return table;
    }

    /** The input for one picture: size * size * 3 normalised values, red, green, blue of each pixel, row by row. */
    public float[] values(PixelRows picture) {
        return normalise(square(picture));
    }

    /**
     * The model's input: float32 [n, 3, size, size], normalised. Each picture goes through {@link #resizeAndCrop}.
     *
     * <p>In memory the channels of a pixel lie side by side (NHWC, seen as NCHW): convolutions run faster on it.
     *
     * @param manager owns the result
     * @param pictures at least one
     */
    public NDArray pixels(NDManager manager, List<? extends PixelRows> pictures) {
        if (pictures.isEmpty()) throw new UserException("There is no image to look at: at least one is needed.");
        return written(
                manager, pictures.size(), memory -> pictures.forEach(picture -> normalise(square(picture), memory)));
    }

    /**
     * As {@link #pixels(NDManager, List)}, of what {@link #values} gave earlier.
     *
     * @param count of pictures, at least 1
     * @param values asked for once for each, in order
     */
    public NDArray pixels(NDManager manager, int count, IntFunction<float[]> values) {
        return written(manager, count, memory -> {
            for (int i = 0; i < count; i++) memory.put(values.apply(i));
        });
    }

    /** Written into PyTorch's own memory: a tensor made from a buffer would only borrow it, and had to be copied. */
    private NDArray written(NDManager manager, int count, Consumer<FloatBuffer> pictures) {
        try (NDArray interleaved = manager.create(new Shape(count, size, size, 3))) {
            pictures.accept(interleaved
                    .toByteBuffer(true)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer());
            return interleaved.transpose(0, 3, 1, 2);
        }
    }
}
