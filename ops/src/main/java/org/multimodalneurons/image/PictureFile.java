package org.multimodalneurons.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

import org.multimodalneurons.UserException;

/**
 * A picture as its file holds it. A picture with a palette or with transparency is resized in that form before it
 * becomes RGB, as the reference does with files: only so do a model's inputs agree with it bit for bit. Alpha is
 * dropped, not laid over a background.
 */
public final class PictureFile implements PixelRows {

    private final BufferedImage picture;

    /** A picture in memory; it is not copied. */
    public PictureFile(BufferedImage picture) {
        this.picture = picture;
    }

    /**
     * Reads a PNG, JPEG, GIF or BMP file; of several pictures the first.
     *
     * @throws UserException when the file cannot be read or is not such a picture
     */
    public static PictureFile open(Path file) {
        try {
            if (!Files.exists(file)) throw new UserException("There is no image file " + file + ".");
            BufferedImage picture = ImageIO.read(file.toFile());
            if (picture == null)
                throw new UserException(
                        file + " is not an image in a known format: PNG, JPEG, GIF or BMP is expected.");
            return new PictureFile(picture);
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new UserException("The image file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public int width() {
        return picture.getWidth();
    }

    @Override
    public int height() {
        return picture.getHeight();
    }

    @Override
    public void read(int y, byte[] rgb) {
        byte[] samples = new byte[4 * width()];
        readRgba(y, samples);
        for (int i = 0; i < width(); i++) System.arraycopy(samples, 4 * i, rgb, 3 * i, 3);
    }

    /** The square of a resized picture, in the way that suits the kind of its pixels. */
    RgbImage resized(Resize resize) {
        byte[] square;
        if (hasPalette()) {
            square = resize.nearest(width(), height(), 4, this::readRgba);
        } else if (picture.getColorModel().hasAlpha()) {
            square = resize.bicubic(width(), height(), 4, this::readPremultiplied);
            for (int i = 0; i < square.length; i += 4) Premultiplied.undo(square, i);
        } else {
            return RgbImage.wrap(resize.side(), resize.side(), resize.bicubic(width(), height(), 3, this::read));
        }
        byte[] rgb = new byte[square.length / 4 * 3];
        for (int from = 0, to = 0; from < square.length; from += 4, to += 3) System.arraycopy(square, from, rgb, to, 3);
        return RgbImage.wrap(resize.side(), resize.side(), rgb);
    }

    private boolean hasPalette() {
        return picture.getColorModel() instanceof IndexColorModel;
    }

    private void readPremultiplied(int y, byte[] samples) {
        readRgba(y, samples);
        for (int i = 0; i < 4 * width(); i += 4) Premultiplied.apply(samples, i);
    }

    private void readRgba(int y, byte[] samples) {
        int[] row = isGrey() ? greys(y) : picture.getRGB(0, y, width(), 1, null, 0, width());
        for (int i = 0, to = 0; i < width(); i++) {
            samples[to++] = (byte) (row[i] >> 16);
            samples[to++] = (byte) (row[i] >> 8);
            samples[to++] = (byte) row[i];
            samples[to++] = (byte) (row[i] >>> 24);
        }
    }

    private boolean isGrey() {
        return picture.getRaster().getNumBands() == 1 && !hasPalette();
    }

    /** Grey values as they are: {@link BufferedImage#getRGB} would bend them with a tone curve. */
    private int[] greys(int y) {
        Raster raster = picture.getRaster();
        int[] row = raster.getSamples(raster.getMinX(), raster.getMinY() + y, width(), 1, 0, (int[]) null);
        int bits = raster.getSampleModel().getSampleSize(0);
        for (int i = 0; i < row.length; i++) {
            int value = bits == 8 ? row[i] : (int) ((row[i] * 255L) / ((1L << bits) - 1));
            row[i] = (255 << 24) | (value * 0x010101);
        }
        return row;
    }
}
