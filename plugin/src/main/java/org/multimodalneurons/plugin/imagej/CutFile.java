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
 * Files of which ImageJ made less than they hold. Those that end before the image does: what is missing it makes black. They
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
        boolean plain = PLAIN.contains(info.fileFormat) && (info.fileFormat != FileInfo.TIFF || info.nImages > 1);
        return plain && isShorter(file, info);
    }

    /** How many slices a file tells of: more than the image has where ImageJ gave up on one, or had no room for all. */
    static int slices(Path file, ImagePlus image) throws IOException {
        FileInfo info = image.getOriginalFileInfo();
        if (info == null || info.nImages == NOT_KNOWN) return image.getStackSize();
        if (info.fileFormat != FileInfo.TIFF || info.nImages > 1) return info.nImages;
        FileInfo[] pages = FirstSlice.pages(file);
        return pages.length > 1 && FirstSlice.areAlike(pages) ? pages.length : image.getStackSize();
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
