package org.multimodalneurons.image;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** The rows of a picture of the Java library, 0xAARRGGBB: straight from its memory where its layout is a usual one. */
final class BufferedRows {

    private BufferedRows() {}

    static Resize.RowReader of(BufferedImage picture) {
        return switch (picture.getType()) {
            case BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB -> ints(picture.getRaster());
            case BufferedImage.TYPE_3BYTE_BGR -> bgr(picture.getRaster());
            case BufferedImage.TYPE_4BYTE_ABGR -> abgr(picture.getRaster());
            default ->
                isGrey(picture)
                        ? greys(picture.getRaster())
                        : (y, x, count, into, at) -> picture.getRGB(x, y, count, 1, into, at, count);
        };
    }

    private static Resize.RowReader ints(Raster raster) {
        return (y, x, count, into, at) -> System.arraycopy(
                raster.getDataElements(raster.getMinX() + x, raster.getMinY() + y, count, 1, null), 0, into, at, count);
    }

    private static Resize.RowReader bgr(Raster raster) {
        return new BgrRows(bytes(raster), origin(raster, 3), stride(raster), raster.getWidth());
    }

    private static Resize.RowReader abgr(Raster raster) {
        byte[] bytes = bytes(raster);
        int stride = stride(raster);
        int origin = origin(raster, 4);
        return (y, x, count, into, at) -> Interleaved.readAbgr(bytes, origin + y * stride + x * 4, count, into, at);
    }

    private static byte[] bytes(Raster raster) {
        return ((DataBufferByte) raster.getDataBuffer()).getData();
    }

    private static int stride(Raster raster) {
        return ((ComponentSampleModel) raster.getSampleModel()).getScanlineStride();
    }

    /** Where the first pixel lies among the bytes. */
    private static int origin(Raster raster, int channels) {
        int top = raster.getMinY() - raster.getSampleModelTranslateY();
        int left = raster.getMinX() - raster.getSampleModelTranslateX();
        return raster.getDataBuffer().getOffset() + top * stride(raster) + left * channels;
    }

    private static boolean isGrey(BufferedImage picture) {
        return picture.getRaster().getNumBands() == 1 && !(picture.getColorModel() instanceof IndexColorModel);
    }

    /** Grey values as they are: {@link BufferedImage#getRGB} would bend them with a tone curve. */
    private static Resize.RowReader greys(Raster raster) {
        int bits = raster.getSampleModel().getSampleSize(0);
        long white = (1L << bits) - 1;
        return (y, x, count, into, at) -> {
            int[] row = raster.getSamples(raster.getMinX() + x, raster.getMinY() + y, count, 1, 0, (int[]) null);
            for (int i = 0; i < count; i++) {
                int value = bits == 8 ? row[i] : (int) ((row[i] * 255L) / white);
                into[at + i] = (255 << 24) | (value * 0x010101);
            }
        };
    }
}
