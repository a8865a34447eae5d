package org.multimodalneurons.plugin.imagej;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;

import ij.ImagePlus;
import ij.io.FileInfo;

/**
 * Files that end before the image does that ImageJ made of them: what is missing it makes black, or leaves out slices. They
 * hold the pixels as they are, one slice behind the other; others are known by their own form.
 *
 * @see org.multimodalneurons.image.PictureEnd
 */
final class CutFile {

    private static final Set<Integer> PLAIN = Set.of(FileInfo.TIFF, FileInfo.FITS, FileInfo.DICOM);
    /** What ImageJ takes for the slices of a stack that does not tell how many. */
    static final int NOT_KNOWN = 9999;

    private CutFile() {}

    /** Whether the end of a file that ImageJ opened is missing. */
    static boolean is(Path file, ImagePlus image) throws IOException {
        FileInfo info = image.getOriginalFileInfo();
        if (info == null || info.nImages == NOT_KNOWN) return false;
        if (image.getStackSize() < info.nImages) return true;
        boolean plain = PLAIN.contains(info.fileFormat) && (info.fileFormat != FileInfo.TIFF || info.nImages > 1);
        return plain && isShorter(file, info);
    }

    /** Whether a file ends before slices that it holds as they are, one behind the other. */
    static boolean isShorter(Path file, FileInfo info) throws IOException {
        return isShorter(file, end(info));
    }

    private static long end(FileInfo info) {
        long slice = (long) info.width * info.height * info.getBytesPerPixel();
        return info.getOffset() + Math.max(1, info.nImages) * (slice + info.getGap()) - info.getGap();
    }

    private static boolean isShorter(Path file, long end) throws IOException {
        if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".gz")) return Files.size(file) < end;
        try (InputStream unpacked = new GZIPInputStream(Files.newInputStream(file))) {
            unpacked.skipNBytes(end);
            return false;
        } catch (EOFException e) {
            return true;
        }
    }
}
