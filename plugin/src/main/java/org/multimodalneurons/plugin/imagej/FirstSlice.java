package org.multimodalneurons.plugin.imagej;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.io.FileInfo;
import ij.io.FileOpener;
import ij.io.Opener;
import ij.io.TiffDecoder;

/**
 * The first slice of a TIFF stack, with all its channels, as ImageJ opens it, without the other slices in memory. Only of
 * those stacks of which it is sure that the others make no difference.
 */
final class FirstSlice {

    private static final Set<Integer> TYPES = Set.of(
            FileInfo.GRAY8,
            FileInfo.COLOR8,
            FileInfo.GRAY16_SIGNED,
            FileInfo.GRAY16_UNSIGNED,
            FileInfo.GRAY32_FLOAT,
            FileInfo.RGB);

    private FirstSlice() {}

    /**
     * Opens it.
     *
     * @return empty where the whole file is to be opened
     * @throws EOFException when the file ends before its last slice
     */
    static Optional<ImagePlus> open(Path file) throws IOException {
        if (new Opener().getFileType(file.toString()) != Opener.TIFF) return Optional.empty();
        FileInfo[] pages = pages(file);
        if (pages.length == 0 || !isPlain(pages[0])) return Optional.empty();
        int slices = pages.length == 1 ? pages[0].nImages : pages.length;
        int channels = channels(pages[0], slices);
        boolean isStack = pages.length == 1 ? isInARow(pages[0]) : channels == 1 && areAlike(pages);
        if (slices <= channels || !isStack) return Optional.empty();
        if (pages.length == 1 && CutFile.isShorter(file, pages[0])) throw new EOFException();
        return Optional.ofNullable(QuietErrors.during(() -> opened(pages[0], channels)))
                .filter(FirstSlice::hasARange);
    }

    /** What the directories of a TIFF tell; none where ImageJ makes nothing of them, or only together with other readers. */
    static FileInfo[] pages(Path file) {
        String folder = file.toAbsolutePath().getParent().toString();
        try {
            FileInfo[] pages = new TiffDecoder(folder, file.getFileName().toString()).getTiffInfo();
            return pages == null ? new FileInfo[0] : pages;
        } catch (IOException e) {
            return new FileInfo[0];
        }
    }

    /** Whether ImageJ turns nothing round and mixes no slices. */
    private static boolean isPlain(FileInfo first) {
        int[] strips = first.stripOffsets;
        boolean upright = strips == null || Integer.compareUnsigned(strips[0], strips[strips.length - 1]) <= 0;
        boolean spectrum = first.fileName.startsWith("FFT of");
        boolean reordered = first.description != null && first.description.contains("order=zct");
        return TYPES.contains(first.fileType)
                && (first.samplesPerPixel == 1 || first.fileType == FileInfo.RGB)
                && upright
                && !spectrum
                && !reordered;
    }

    /** Whether slices lie one behind the other as they are, as ImageJ itself saves them. */
    private static boolean isInARow(FileInfo first) {
        return first.compression <= FileInfo.COMPRESSION_NONE && first.nImages != CutFile.NOT_KNOWN;
    }

    static boolean areAlike(FileInfo[] pages) {
        return Arrays.stream(pages)
                .allMatch(page -> page.width == pages[0].width
                        && page.height == pages[0].height
                        && page.fileType == pages[0].fileType);
    }

    /** Of a blank first slice ImageJ takes the range of all. */
    private static boolean hasARange(ImagePlus image) {
        return image.getProcessor().getMin() != image.getProcessor().getMax();
    }

    private static int channels(FileInfo first, int slices) {
        Map<String, Integer> told = lines(first)
                .filter(line -> line.matches("(channels|slices|frames)=\\d{1,9}"))
                .map(line -> line.split("="))
                .collect(Collectors.toMap(line -> line[0], line -> Integer.valueOf(line[1]), (a, b) -> b));
        int channels = told.getOrDefault("channels", 1);
        long all = (long) channels * told.getOrDefault("slices", 1) * told.getOrDefault("frames", 1);
        return all == slices ? channels : 1;
    }

    private static Stream<String> lines(FileInfo first) {
        return first.description == null ? Stream.empty() : first.description.lines();
    }

    private static ImagePlus opened(FileInfo first, int channels) {
        first.nImages = channels;
        if (first.description != null)
            first.description = lines(first)
                    .filter(line -> !line.matches("(images|slices|frames)=.*"))
                    .collect(Collectors.joining("\n", "", "\n"));
        new Opener().setSilentMode(true); // of all that opens files
        ImagePlus image = new FileOpener(first).openImage();
        return image == null ? null : composite(image, first);
    }

    /** As ImageJ's opener has it. */
    private static ImagePlus composite(ImagePlus image, FileInfo first) {
        String told = first.description == null ? "" : first.description;
        boolean isComposite = image.getOpenAsHyperStack() || told.contains("mode=");
        if (image.getNChannels() == 1 || !isComposite || image.getType() == ImagePlus.COLOR_RGB) return image;
        int mode =
                told.contains("mode=composite") ? IJ.COMPOSITE : told.contains("mode=gray") ? IJ.GRAYSCALE : IJ.COLOR;
        return new CompositeImage(image, mode);
    }
}
