package org.multimodalneurons.image;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Whether image files end before their pixels do, as an interrupted copy leaves them. Asked of those formats whose readers
 * do not tell: they leave black or grey what is missing, or leave out pictures. What follows the pixels of a whole file
 * does not matter.
 */
public final class PictureEnd {

    private static final int HEAD = 4;
    private static final int BUFFER = 1 << 16;

    private static final byte[] GIF = {'G', 'I', 'F', '8'};
    private static final byte[] TIFF = {'I', 'I', 42, 0};
    private static final byte[] BIG_ENDIAN_TIFF = {'M', 'M', 0, 42};

    /** Reads up to the end of the pixels. */
    private interface Pass {
        /** Throws an EOFException when the file ends before. */
        void through(DataInputStream bytes) throws IOException;
    }

    private PictureEnd() {}

    /**
     * Whether the end of a JPEG, GIF, TIFF, PBM, PGM or PPM file is missing; of others nothing is known, and none is said to
     * be missing.
     */
    public static boolean isMissing(Path file) throws IOException {
        byte[] head = head(file);
        try {
            if (begins(head, TIFF) || begins(head, BIG_ENDIAN_TIFF)) pass(file);
            else if (JpegFile.is(head)) return !new JpegFile(Files.readAllBytes(file)).isWhole();
            else if (begins(head, GIF)) pass(file, GifEnd::pass);
            else if (PnmEnd.isBegin(head)) pass(file, PnmEnd::pass);
            return false;
        } catch (EOFException e) {
            return true;
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        }
    }

    private static boolean begins(byte[] head, byte[] with) {
        return head.length >= with.length && Arrays.equals(head, 0, with.length, with, 0, with.length);
    }

    private static void pass(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            new TiffEnd(bytes).pass();
        }
    }

    private static void pass(Path file, Pass pass) throws IOException {
        try (var bytes = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            pass.through(bytes);
        }
    }
}
