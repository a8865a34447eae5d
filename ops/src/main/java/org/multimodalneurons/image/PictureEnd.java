package org.multimodalneurons.image;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

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

    /** A look at what is to be there. */
    private interface Look {
        /** Throws an EOFException when the file ends before. */
        void all() throws IOException;
    }

    private PictureEnd() {}

    /**
     * Whether the end of a JPEG, GIF, TIFF, PBM, PGM or PPM file is missing; of others nothing is known, and none is said to
     * be missing.
     */
    public static boolean isMissing(Path file) throws IOException {
        byte[] head = head(file);
        if (JpegFile.is(head)) return isMissing(Files.readAllBytes(file));
        if (isTiff(head)) return endsBefore(() -> passTiff(file));
        Optional<Pass> pass = pass(head);
        return pass.isPresent() && endsBefore(() -> through(pass.get(), Files.newInputStream(file)));
    }

    /** The same of a file that was read already. */
    static boolean isMissing(byte[] bytes) throws IOException {
        if (JpegFile.is(bytes)) return !new JpegFile(bytes).isWhole();
        if (isTiff(bytes)) return endsBefore(() -> passTiff(bytes));
        Optional<Pass> pass = pass(bytes);
        return pass.isPresent() && endsBefore(() -> through(pass.get(), new ByteArrayInputStream(bytes)));
    }

    private static boolean endsBefore(Look look) throws IOException {
        try {
            look.all();
            return false;
        } catch (EOFException e) {
            return true;
        }
    }

    /** How to get through a format that is read from its beginning to its end. */
    private static Optional<Pass> pass(byte[] head) {
        if (begins(head, GIF)) return Optional.of(GifEnd::pass);
        return PnmEnd.isBegin(head) ? Optional.of(PnmEnd::pass) : Optional.empty();
    }

    private static byte[] head(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        }
    }

    private static boolean isTiff(byte[] head) {
        return begins(head, TIFF) || begins(head, BIG_ENDIAN_TIFF);
    }

    private static boolean begins(byte[] head, byte[] with) {
        return head.length >= with.length && Arrays.equals(head, 0, with.length, with, 0, with.length);
    }

    private static void passTiff(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            new TiffEnd(bytes.length(), (at, part) -> {
                        bytes.seek(at);
                        bytes.readFully(part);
                    })
                    .pass();
        }
    }

    private static void passTiff(byte[] bytes) throws IOException {
        new TiffEnd(bytes.length, (at, part) -> System.arraycopy(bytes, (int) at, part, 0, part.length)).pass();
    }

    private static void through(Pass pass, InputStream file) throws IOException {
        try (var bytes = new DataInputStream(new BufferedInputStream(file, BUFFER))) {
            pass.through(bytes);
        }
    }
}
