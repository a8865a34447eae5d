package org.multimodalneurons.plugin.imagej;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

import ij.ImagePlus;
import ij.io.FileInfo;

/** TIFFs that hold a JPEG: of narrow ones ImageJ takes the bytes of the JPEG for pixels, of others it opens none. */
final class JpegInTiff {

    private static final int BEGIN = 0xFFD8FF;

    private JpegInTiff() {}

    /** Whether ImageJ took one for pixels. */
    static boolean is(Path file, ImagePlus image) throws IOException {
        FileInfo info = image.getOriginalFileInfo();
        if (info == null || info.fileFormat != FileInfo.TIFF || info.compression > FileInfo.COMPRESSION_NONE)
            return false;
        if (info.stripLengths == null || told(info) == (long) info.width * info.height * info.getBytesPerPixel())
            return false;
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            bytes.seek(info.getOffset());
            return bytes.readInt() >>> Byte.SIZE == BEGIN;
        } catch (EOFException e) {
            return false;
        }
    }

    /** How many bytes there are of the pixels. */
    private static long told(FileInfo info) {
        long told = 0;
        for (int length : info.stripLengths) told += Integer.toUnsignedLong(length);
        return told;
    }
}
