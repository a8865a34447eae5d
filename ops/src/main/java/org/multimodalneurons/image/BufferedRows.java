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
            case BufferedImage.TYPE_3BYTE_BGR -> bytes(picture.getRaster(), 3);
            case BufferedImage.TYPE_4BYTE_ABGR -> bytes(picture.getRaster(), 4);
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

    private static Resize.RowReader bytes(Raster raster, int channels) {
        byte[] bytes = ((DataBufferByte) raster.getDataBuffer()).getData();
        int stride = ((ComponentSampleModel) raster.getSampleModel()).getScanlineStride();
        int top = raster.getMinY() - raster.getSampleModelTranslateY();
        int left = raster.getMinX() - raster.getSampleModelTranslateX();
        int origin = raster.getDataBuffer().getOffset() + top * stride + left * channels;
        return (y, x, count, into, at) -> {
            int from = origin + y * stride + x * channels;
            if (channels == 3) Interleaved.readBgr(bytes, from, count, into, at);
            else Interleaved.readAbgr(bytes, from, count, into, at);
        };
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
