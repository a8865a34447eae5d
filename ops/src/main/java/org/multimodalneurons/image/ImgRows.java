package org.multimodalneurons.image;

import java.util.Arrays;
import java.util.Objects;

import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.BooleanType;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import org.multimodalneurons.UserException;

/** The rows of an imglib2 image, converted as they are read. */
final class ImgRows {

    private ImgRows() {}

    static PixelRows of(RandomAccessibleInterval<?> image) {
        requireSize(image);
        Object type = image.getType();
        if (type instanceof ARGBType) return colours(image);
        if (type instanceof RealType && tellsItsRange(type))
            return values(image, 0, type instanceof BooleanType ? 1 : 255);
        if (type instanceof RealType)
            throw new UserException("An image of " + nameOf(type)
                    + " has no display range of its own: say which values are" + " black and white (min and max).");
        throw unknownType(type);
    }

    /** Whether a pixel type says what is black and what is white. */
    static boolean tellsItsRange(Object type) {
        return type instanceof ARGBType || type instanceof UnsignedByteType || type instanceof BooleanType;
    }

    static PixelRows of(RandomAccessibleInterval<?> image, double min, double max) {
        requireSize(image);
        Object type = image.getType();
        if (type instanceof ARGBType) return colours(image);
        if (!(type instanceof RealType)) throw unknownType(type);
        if (!Double.isFinite(min) || !Double.isFinite(max) || min > max)
            throw new UserException("The display range " + min + " to " + max
                    + " is not a range: min and max must be finite numbers, min not above max.");
        return values(image, min, max);
    }

    private static PixelRows colours(RandomAccessibleInterval<?> image) {
        requireDimensions(image, image.numDimensions() == 2, "[width, height]");
        @SuppressWarnings("unchecked") // the caller looked at the pixel type
        var colours = (RandomAccessibleInterval<ARGBType>) image;
        return new Rows(image) {
            @Override
            void read(int y, int x, int count, byte[] rgb) {
                RandomAccess<ARGBType> at = colours.randomAccess();
                goTo(at, x, y);
                for (int i = 0; i < 3 * count; at.fwd(0)) {
                    int value = at.get().get();
                    rgb[i++] = (byte) (value >> 16);
                    rgb[i++] = (byte) (value >> 8);
                    rgb[i++] = (byte) value;
                }
            }
        };
    }

    private static PixelRows values(RandomAccessibleInterval<?> image, double min, double max) {
        boolean grey = image.numDimensions() == 2;
        requireDimensions(
                image,
                grey || (image.numDimensions() == 3 && image.dimension(2) == 3),
                "[width, height] (grey) or [width, height, 3] (red, green, blue)");
        @SuppressWarnings("unchecked") // the caller looked at the pixel type
        var values = (RandomAccessibleInterval<? extends RealType<?>>) image;
        return new Rows(image) {
            @Override
            void read(int y, int x, int count, byte[] rgb) {
                RandomAccess<? extends RealType<?>> at = values.randomAccess();
                for (int channel = 0; channel < (grey ? 1 : 3); channel++) {
                    goTo(at, x, y);
                    if (!grey) at.setPosition(values.min(2) + channel, 2);
                    for (int i = 0; i < count; i++, at.fwd(0)) {
                        byte value = shown(at.get().getRealDouble(), min, max);
                        rgb[3 * i + channel] = value;
                        if (grey) rgb[3 * i + 1] = rgb[3 * i + 2] = value;
                    }
                }
            }
        };
    }

    /** A value as the display range shows it, 0 to 255. */
    private static byte shown(double value, double min, double max) {
        if (!(value > min)) return 0; // NaN too
        if (value >= max) return (byte) 255;
        return (byte) (int) ((value - min) / (max - min) * 255 + .5);
    }

    private static void requireSize(RandomAccessibleInterval<?> image) {
        for (int d = 0; d < image.numDimensions(); d++)
            if (image.dimension(d) < 1)
                throw new UserException(
                        "The image is empty: it measures " + sizeOf(image) + ". Each side must be at least 1.");
    }

    private static void requireDimensions(RandomAccessibleInterval<?> image, boolean right, String expected) {
        if (!right)
            throw new UserException("One picture is expected, " + expected + ", but the image measures " + sizeOf(image)
                    + ". Take one slice of a stack, and combine channels to colours first.");
        if (image.dimension(0) > Integer.MAX_VALUE / 3 || image.dimension(1) > Integer.MAX_VALUE)
            throw new UserException(
                    "The image measures " + sizeOf(image) + ": a side is too long. Crop it or scale it down.");
    }

    private static UserException unknownType(Object type) {
        return new UserException(
                "Pixels of type " + nameOf(type)
                        + " are neither grey values nor colours: 8-, 16- or 32-bit grey, or RGB is expected. Convert the image first.");
    }

    private static String nameOf(Object type) {
        return type.getClass().getSimpleName();
    }

    private static String sizeOf(RandomAccessibleInterval<?> image) {
        return Arrays.toString(image.dimensionsAsLongArray());
    }

    private abstract static class Rows implements PixelRows {

        private final int width;
        private final int height;
        private final long left;
        private final long top;

        Rows(RandomAccessibleInterval<?> image) {
            width = Math.toIntExact(image.dimension(0));
            height = Math.toIntExact(image.dimension(1));
            left = image.min(0);
            top = image.min(1);
        }

        /** Reads a part of one row: red, green, blue of each pixel. */
        abstract void read(int y, int x, int count, byte[] rgb);

        @Override
        public void read(int y, byte[] rgb) {
            read(y, 0, width, rgb);
        }

        @Override
        public void read(int y, int x, int count, int[] pixels, int at) {
            Objects.checkFromIndexSize(x, count, width);
            byte[] rgb = new byte[3 * count];
            read(y, x, count, rgb);
            Interleaved.readRgb(rgb, 0, count, pixels, at);
        }

        @Override
        public int width() {
            return width;
        }

        @Override
        public int height() {
            return height;
        }

        void goTo(RandomAccess<?> at, int x, int y) {
            at.setPosition(left + x, 0);
            at.setPosition(top + y, 1);
        }
    }
}
