package org.multimodalneurons.plugin.imagej;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import ij.ImagePlus;
import ij.io.FileInfo;
import ij.io.Opener;

/**
 * Files that end before their image does, as an interrupted copy leaves them: of a TIFF or a JPEG ImageJ makes an image all
 * the same, black or grey where data are missing, and with fewer slices.
 */
final class CutFile {

    private static final long UNSIGNED = 0xFFFFFFFFL;
    private static final int BUFFER = 1 << 16;

    // the bytes of a JPEG that begin a marker, and those that follow
    private static final int MARKER = 0xFF;
    private static final int TEMPORARY = 0x01;
    private static final int FIRST_RESTART = 0xD0;
    private static final int LAST_RESTART = 0xD7;
    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;

    private CutFile() {}

    /** Whether the end of a file that ImageJ opened is missing. */
    static boolean is(Path file, ImagePlus image) throws IOException {
        if (new Opener().getFileType(file.toString()) == Opener.JPEG) return !endsAsJpeg(file);
        FileInfo info = image.getOriginalFileInfo();
        return info != null && info.fileFormat == FileInfo.TIFF && file.toFile().length() < end(info);
    }

    /** Where the pixels of a TIFF end, as far as its first directory tells. */
    private static long end(FileInfo info) {
        if (info.nImages > 1) { // as ImageJ writes stacks: one slice behind the other
            long slice = (long) info.width * info.height * info.getBytesPerPixel();
            return info.getOffset() + info.nImages * (slice + info.getGap()) - info.getGap();
        }
        if (info.stripOffsets == null || info.stripLengths == null) return 0;
        long end = 0;
        for (int i = 0; i < Math.min(info.stripOffsets.length, info.stripLengths.length); i++)
            end = Math.max(end, (info.stripOffsets[i] & UNSIGNED) + (info.stripLengths[i] & UNSIGNED));
        return end;
    }

    /**
     * Whether an end follows the beginning of the pixels. What stands before them may hold a picture of its own, a thumbnail
     * with an end, and what stands behind the end may be long: a film, another picture.
     */
    private static boolean endsAsJpeg(Path file) throws IOException {
        try (DataInputStream bytes = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            int marker = marker(bytes);
            while (marker != START_OF_SCAN) {
                if (marker == END_OF_IMAGE) return false;
                if (hasLength(marker)) bytes.skipNBytes(Math.max(0, bytes.readUnsignedShort() - Short.BYTES));
                marker = marker(bytes);
            }
            while (marker != END_OF_IMAGE) marker = marker(bytes);
            return true;
        } catch (EOFException e) {
            return false;
        }
    }

    /** The second byte of the next marker; among pixels 0 follows a value of 255, which is none. */
    private static int marker(DataInputStream bytes) throws IOException {
        int byteBefore = 0;
        while (true) {
            int next = bytes.readUnsignedByte();
            if (byteBefore == MARKER && next != MARKER && next != 0) return next;
            byteBefore = next;
        }
    }

    private static boolean hasLength(int marker) {
        return marker != START_OF_IMAGE && marker != TEMPORARY && (marker < FIRST_RESTART || marker > LAST_RESTART);
    }
}
