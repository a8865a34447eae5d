package org.multimodalneurons.plugin.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import ij.ImagePlus;
import ij.Prefs;
import ij.gui.Plot;
import ij.io.FileSaver;
import ij.measure.ResultsTable;
import ij.plugin.PNG_Writer;
import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;
import org.multimodalneurons.plugin.imagej.QuietErrors;
import org.multimodalneurons.plugin.imagej.Tables;

/**
 * Where a run with no display leaves its results: tables as CSV, pictures as PNG, and as TIFF too where PNG would lose
 * slices, grey levels, calibration or overlay.
 */
public final class OutputFolder {

    private final Path folder;
    private final Set<String> names = new LinkedHashSet<>();
    private final IdentityHashMap<ResultsTable, Path> tables = new IdentityHashMap<>();
    private final List<Path> written = new ArrayList<>();
    private final Announcement announcement;

    /** Hears of a file before it is there. */
    @FunctionalInterface
    public interface Announcement {

        /**
         * Takes note of it.
         *
         * @throws IOException when it cannot; then the file is not written
         */
        void of(Path file) throws IOException;
    }

    /**
     * Makes the folder where there is none.
     *
     * @throws UserException when it cannot be written to
     */
    public OutputFolder(Path folder) {
        this(folder, file -> {});
    }

    /**
     * Makes the folder where there is none.
     *
     * @param announcement hears of each file before it is there
     * @throws UserException when it cannot be written to
     */
    public OutputFolder(Path folder, Announcement announcement) {
        this.folder = folder;
        this.announcement = announcement;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UserException(
                    "The output folder " + folder + " cannot be made: " + WholeFile.reason(e) + ". Choose another.", e);
        }
        if (!Files.isWritable(folder))
            throw new UserException("The output folder " + folder + " is not writable. Choose another.");
    }

    /** The files written, in order. */
    public List<Path> written() {
        return List.copyOf(written);
    }

    /** Writes a table; one that was written before, and has grown since, to the same file again. */
    public void write(String name, ResultsTable table) {
        Path file = tables.computeIfAbsent(table, written -> folder.resolve(unique(name, "table") + ".csv"));
        try {
            if (!written.contains(file)) announcement.of(file);
        } catch (IOException e) {
            throw new UserException("The table " + file + " cannot be written: " + WholeFile.reason(e) + ".", e);
        }
        Tables.save(table, file);
        if (!written.contains(file)) written.add(file);
    }

    /** Writes an image: what its window would show, and its values where the picture lacks some. */
    public void write(String name, ImagePlus image) {
        String stem = unique(name, "image");
        boolean picture = image.getStackSize() == 1 && (image.getBitDepth() == 8 || image.getBitDepth() == 24);
        boolean plot = image.getProperty(Plot.PROPERTY_KEY) != null; // its scale is drawn
        if (!picture || image.getOverlay() != null || (image.getCalibration().scaled() && !plot)) {
            FileSaver saver = new FileSaver(image);
            Predicate<String> tiff = image.getStackSize() > 1 ? saver::saveAsTiffStack : saver::saveAsTiff;
            save(folder.resolve(stem + ".tif"), draft -> saveTiff(tiff, draft));
        }
        ImagePlus view = picture && image.getOverlay() == null ? image : image.flatten();
        save(folder.resolve(stem + ".png"), draft -> savePng(view, draft));
    }

    /** Whole or not at all. */
    private void save(Path file, WholeFile.Content content) {
        try {
            announcement.of(file);
            WholeFile.write(file, content);
        } catch (IOException e) {
            throw new UserException("The image " + file + " cannot be written: " + WholeFile.reason(e) + ".", e);
        }
        written.add(file);
    }

    private static void saveTiff(Predicate<String> saver, Path draft) throws IOException {
        if (!QuietErrors.during(() -> saver.test(draft.toString())))
            throw new IOException("the disk may be full, or the folder closed to you; ImageJ's log may tell more");
    }

    /** By ImageJ's writer itself: whoever asks for a PNG otherwise is not told when it fails. */
    private static void savePng(ImagePlus view, Path draft) throws IOException {
        try {
            new PNG_Writer().writeImage(view, draft.toString(), Prefs.getTransparentIndex());
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** A file name without suffix, never used before in this run for this kind of output. */
    private String unique(String name, String kind) {
        String stem = name.replaceAll("\\.(tiff?|png|jpe?g|gif|bmp|csv)$", "")
                .replaceAll("[^\\p{L}\\p{N}._ ()+=,-]+", "_")
                .strip();
        if (stem.isEmpty()) stem = "output";
        String free = stem;
        for (int i = 2; !names.add(kind + " " + free); i++) free = stem + "-" + i;
        return free;
    }
}
