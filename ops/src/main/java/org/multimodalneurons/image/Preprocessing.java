package org.multimodalneurons.image;

import java.nio.FloatBuffer;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.UserException;

/**
 * How a picture becomes a model's input: the short side is resized to {@code size} by the antialiased bicubic filter,
 * the long one to {@code (int) (size * long / short)}, the square in the middle is kept, and each channel is scaled to
 * 0 to 1 and normalised by its mean and standard deviation. Agrees bit for bit, up to the normalisation, with what CLIP
 * was trained with (the Python Imaging Library and torchvision).
 *
 * @param size side of the model's input in pixels
 * @param mean of red, green and blue, 0 to 1
 * @param std standard deviation of red, green and blue, above 0
 * @param rounding where the square lies when the margin is odd
 */
public record Preprocessing(int size, List<Float> mean, List<Float> std, CropRounding rounding) {

    /** The mean of red, green and blue that OpenAI's models, and nearly all that followed, were trained with. */
    public static final List<Float> CLIP_MEAN = List.of(.48145467f, .4578275f, .40821072f);

    /** The standard deviation that belongs to {@link #CLIP_MEAN}. */
    public static final List<Float> CLIP_STD = List.of(.26862955f, .2613026f, .2757771f);

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
        Resize resize = resize(picture.width(), picture.height());
        if (picture instanceof PictureFile file) return file.resized(resize);
        return RgbImage.wrap(size, size, resize.bicubic(picture.width(), picture.height(), 3, picture::read));
    }

    /** The part of a picture of this size that the model sees. */
    public SourceCrop sourceCrop(int width, int height) {
        Resize resize = resize(width, height);
        double column = (double) width / resize.width();
        double row = (double) height / resize.height();
        return new SourceCrop(resize.left() * column, resize.top() * row, size * column, size * row, size);
    }

    Resize resize(int width, int height) {
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
        float[] values = new float[Math.multiplyExact(3, Math.multiplyExact(picture.width(), picture.height()))];
        normalise(picture, FloatBuffer.wrap(values));
        return values;
    }

    private void normalise(RgbImage picture, FloatBuffer into) {
        float[][] table = new float[3][256];
        for (int channel = 0; channel < 3; channel++)
            for (int value = 0; value < 256; value++)
                table[channel][value] = (value / 255f - mean.get(channel)) / std.get(channel);
        byte[] row = new byte[3 * picture.width()];
        for (int y = 0; y < picture.height(); y++) {
            picture.read(y, row);
            for (int i = 0; i < row.length; i++) into.put(table[i % 3][row[i] & 255]);
        }
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
        FloatBuffer values = FloatBuffer.allocate(
                Math.multiplyExact(pictures.size(), Math.multiplyExact(3, Math.multiplyExact(size, size))));
        for (PixelRows picture : pictures) normalise(resizeAndCrop(picture), values);
        values.flip();
        Shape shape = new Shape(pictures.size(), size, size, 3);
        // A tensor made from a buffer only borrows its memory, and a view of it would not keep that alive: so a copy.
        try (NDArray borrowed = manager.create(values, shape);
                NDArray interleaved = borrowed.duplicate()) {
            return interleaved.transpose(0, 3, 1, 2);
        }
    }
}
