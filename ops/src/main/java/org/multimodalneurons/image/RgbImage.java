package org.multimodalneurons.image;

import java.util.Arrays;
import java.util.Objects;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.ARGBType;
import org.multimodalneurons.UserException;

/** An immutable 8-bit RGB picture. */
public final class RgbImage implements PixelRows {

    private final int width;
    private final int height;
    private final byte[] rgb;

    private RgbImage(int width, int height, byte[] rgb) {
        this.width = width;
        this.height = height;
        this.rgb = rgb;
    }

    /**
     * A picture of the given bytes, which are copied.
     *
     * @param rgb row by row, red, green, blue of each pixel: 3 * width * height bytes
     */
    public static RgbImage of(int width, int height, byte[] rgb) {
        int length = byteCount(width, height);
        if (rgb.length != length)
            throw new UserException("An RGB picture of " + width + " x " + height + " pixels has " + length
                    + " bytes, not " + rgb.length + ".");
        return new RgbImage(width, height, rgb.clone());
    }

    /**
     * A copy of an image that tells its own display range, see {@link PixelRows#of(RandomAccessibleInterval)}.
     *
     * @throws UserException also when it has more than 715 million pixels: process {@link PixelRows} instead
     */
    public static RgbImage of(RandomAccessibleInterval<?> image) {
        return copyOf(PixelRows.of(image));
    }

    /**
     * A copy of an image seen through a display range, see {@link PixelRows#of(RandomAccessibleInterval, double,
     * double)}.
     *
     * @throws UserException also when it has more than 715 million pixels: process {@link PixelRows} instead
     */
    public static RgbImage of(RandomAccessibleInterval<?> image, double min, double max) {
        return copyOf(PixelRows.of(image, min, max));
    }

    /** A copy of a picture; the picture itself when it is one already. */
    public static RgbImage copyOf(PixelRows rows) {
        if (rows instanceof RgbImage image) return image;
        int stride = 3 * rows.width();
        byte[] rgb = new byte[byteCount(rows.width(), rows.height())];
        byte[] row = new byte[stride];
        for (int y = 0; y < rows.height(); y++) {
            rows.read(y, row);
            System.arraycopy(row, 0, rgb, y * stride, stride);
        }
        return new RgbImage(rows.width(), rows.height(), rgb);
    }

    /** A picture of pixels 0x??RRGGBB. */
    static RgbImage ofPixels(int width, int height, int[] pixels) {
        byte[] rgb = new byte[byteCount(width, height)];
        for (int i = 0, to = 0; to < rgb.length; i++) {
            rgb[to++] = (byte) (pixels[i] >> 16);
            rgb[to++] = (byte) (pixels[i] >> 8);
            rgb[to++] = (byte) pixels[i];
        }
        return new RgbImage(width, height, rgb);
    }

    private static int byteCount(int width, int height) {
        if (width < 1 || height < 1)
            throw new UserException("The image is empty: it measures " + width + " x " + height + " pixels.");
        long count = 3L * width * height;
        if (count > Integer.MAX_VALUE - 8)
            throw new UserException("An image of " + width + " x " + height
                    + " pixels is too large to be held as one RGB picture. Crop it or scale it down.");
        return (int) count;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public void read(int y, byte[] row) {
        System.arraycopy(rgb, y * 3 * width, row, 0, 3 * width);
    }

    @Override
    public void read(int y, int x, int count, int[] pixels, int at) {
        Objects.checkFromIndexSize(x, count, width);
        Interleaved.readRgb(rgb, 3 * (y * width + x), count, pixels, at);
    }

    /** One pixel as 0xRRGGBB. */
    public int get(int x, int y) {
        if (x < 0 || x >= width || y < 0 || y >= height)
            throw new IndexOutOfBoundsException("(" + x + ", " + y + ") in " + this);
        int i = 3 * (y * width + x);
        return ((rgb[i] & 255) << 16) | ((rgb[i + 1] & 255) << 8) | (rgb[i + 2] & 255);
    }

    /** A copy of the bytes: row by row, red, green, blue of each pixel. */
    public byte[] toBytes() {
        return rgb.clone();
    }

    /**
     * The part of the picture inside a rectangle.
     *
     * @throws UserException when the rectangle is empty or does not lie within the picture
     */
    public RgbImage crop(int x, int y, int cropWidth, int cropHeight) {
        if (x < 0 || y < 0 || cropWidth < 1 || cropHeight < 1 || cropWidth > width - x || cropHeight > height - y)
            throw new UserException("The rectangle x=" + x + ", y=" + y + ", width=" + cropWidth + ", height="
                    + cropHeight + " does not lie within the image of " + width + " x " + height + " pixels.");
        byte[] part = new byte[3 * cropWidth * cropHeight];
        for (int row = 0; row < cropHeight; row++)
            System.arraycopy(rgb, 3 * ((y + row) * width + x), part, 3 * row * cropWidth, 3 * cropWidth);
        return new RgbImage(cropWidth, cropHeight, part);
    }

    /** A new opaque colour image [width, height]. */
    public Img<ARGBType> toImg() {
        int[] argb = new int[width * height];
        for (int i = 0, k = 0; i < argb.length; i++, k += 3)
            argb[i] = ARGBType.rgba(rgb[k] & 255, rgb[k + 1] & 255, rgb[k + 2] & 255, 255);
        return ArrayImgs.argbs(argb, width, height);
    }

    /** Whether the other is a picture of the same size and the same pixels. */
    @Override
    public boolean equals(Object other) {
        return other instanceof RgbImage image
                && width == image.width
                && height == image.height
                && Arrays.equals(rgb, image.rgb);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * width + height) + Arrays.hashCode(rgb);
    }

    @Override
    public String toString() {
        return "RGB image of " + width + " x " + height + " pixels";
    }
}
