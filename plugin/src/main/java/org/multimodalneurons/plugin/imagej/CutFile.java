package org.multimodalneurons.plugin.imagej;

import java.io.IOException;
import java.io.RandomAccessFile;
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
    private static final int TAIL = 1 << 16; // some programs write a little behind the image

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

    private static boolean endsAsJpeg(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(TAIL, bytes.length())];
            bytes.seek(bytes.length() - tail.length);
            bytes.readFully(tail);
            for (int i = tail.length - 2; i >= 0; i--)
                if (tail[i] == (byte) 0xFF && tail[i + 1] == (byte) 0xD9) return true;
            return false;
        }
    }
}
