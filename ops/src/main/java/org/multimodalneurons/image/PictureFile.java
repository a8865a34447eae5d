package org.multimodalneurons.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;

/**
 * A picture as its file holds it. A picture with a palette or with transparency is resized in that form before it
 * becomes RGB, as the reference does with files: only so do a model's inputs agree with it bit for bit. Alpha is
 * dropped, not laid over a background.
 */
public final class PictureFile implements PixelRows {

    private final BufferedImage picture;
    private final Resize.RowReader pixels;

    /** A picture in memory; it is not copied. */
    public PictureFile(BufferedImage picture) {
        this.picture = picture;
        this.pixels = BufferedRows.of(picture);
    }

    /**
     * Reads a PNG, JPEG, GIF or BMP file; of several pictures the first.
     *
     * @throws UserException when the file cannot be read or is not such a picture, or its end is missing
     */
    public static PictureFile open(Path file) {
        if (!Files.exists(file)) throw new UserException("There is no image file " + file + ".");
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (PictureEnd.isMissing(bytes))
                throw new UserException(
                        "The image file " + file + " cannot be read: its end is missing. Copy it again.");
            return of(bytes, file.toString());
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    /**
     * Reads a picture from a stream, as {@link #open} does; the stream stays open.
     *
     * @param name for messages
     * @throws UserException when it cannot be read or is not such a picture
     */
    public static PictureFile read(InputStream in, String name) {
        try {
            return of(in.readAllBytes(), name);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /**
     * The picture in a file that was read already, as {@link #read} has it.
     *
     * @param file its bytes; they are not copied
     * @param name for messages
     * @throws UserException when it is not such a picture
     */
    public static PictureFile of(byte[] file, String name) {
        try {
            byte[] bytes = file;
            if (JpegFile.is(bytes)) bytes = new JpegFile(bytes).withoutProfile();
            // a stream by itself would go through a file
            BufferedImage picture = ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)));
            if (picture == null)
                throw new UserException(
                        name + " is not an image in a known format: PNG, JPEG, GIF or BMP is expected.");
            return new PictureFile(picture);
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw unreadable(name, e);
        }
    }

    private static UserException unreadable(String name, Exception cause) {
        String told = cause instanceof IOException fault ? WholeFile.reason(fault) : cause.getMessage();
        return new UserException(
                "The image file " + name + " cannot be read: " + (told == null ? "it is damaged" : told), cause);
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
        int[] row = new int[width()];
        pixels.read(y, 0, row.length, row, 0);
        for (int i = 0, to = 0; i < row.length; i++) {
            rgb[to++] = (byte) (row[i] >> 16);
            rgb[to++] = (byte) (row[i] >> 8);
            rgb[to++] = (byte) row[i];
        }
    }

    @Override
    public void read(int y, int x, int count, int[] into, int at) {
        Objects.checkIndex(y, height());
        Objects.checkFromIndexSize(x, count, width());
        pixels.read(y, x, count, into, at);
    }

    /** The square of a resized picture, 0x??RRGGBB, in the way that suits the kind of its pixels. */
    int[] resized(Resize resize, Interpolation filter) {
        if (picture.getColorModel() instanceof IndexColorModel) return resize.nearest(width(), height(), pixels);
        if (!picture.getColorModel().hasAlpha()) return resize.filtered(filter, width(), height(), 3, pixels);
        int[] square = resize.filtered(filter, width(), height(), 4, this::readPremultiplied);
        for (int i = 0; i < square.length; i++) square[i] = Premultiplied.undo(square[i]);
        return square;
    }

    private void readPremultiplied(int y, int x, int count, int[] into, int at) {
        pixels.read(y, x, count, into, at);
        for (int i = at; i < at + count; i++) into[i] = Premultiplied.apply(into[i]);
    }
}
