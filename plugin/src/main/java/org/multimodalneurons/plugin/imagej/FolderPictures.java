package org.multimodalneurons.plugin.imagej;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import ij.IJ;
import ij.ImagePlus;
import ij.io.Opener;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;

/** The image files of a folder, by name; of a stack the first slice. Files that ImageJ does not open are passed over. */
public final class FolderPictures implements Pictures {

    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final int DIGITS = 12;
    private static final Set<Integer> IMAGES = Set.of(
            Opener.TIFF,
            Opener.TIFF_AND_DICOM,
            Opener.PNG,
            Opener.JPEG,
            Opener.GIF,
            Opener.BMP,
            Opener.DICOM,
            Opener.FITS,
            Opener.PGM);

    private final Path folder;
    private final List<Path> files;

    /**
     * Lists the folder, not the folders in it.
     *
     * @throws UserException when it is none, cannot be read, or holds no image
     */
    public FolderPictures(Path folder) {
        if (!Files.isDirectory(folder))
            throw new UserException("There is no folder " + folder.toAbsolutePath() + "; choose one with image files.");
        this.folder = folder.toAbsolutePath().normalize();
        try (Stream<Path> entries = Files.list(this.folder)) {
            this.files = entries.filter(FolderPictures::isImage)
                    .sorted(Comparator.comparing(FolderPictures::sortKey))
                    .toList();
        } catch (IOException e) {
            throw new UserException("The folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
        if (files.isEmpty())
            throw new UserException("The folder " + this.folder + " holds no image that ImageJ opens (TIFF, PNG, JPEG,"
                    + " GIF, BMP, DICOM, FITS, PGM).");
    }

    private static boolean isImage(Path file) {
        if (!Files.isRegularFile(file) || file.getFileName().toString().startsWith(".")) return false;
        return IMAGES.contains(new Opener().getFileType(file.toString()));
    }

    /** Numbers in names are compared as numbers: slice2 comes before slice10. */
    private static String sortKey(Path file) {
        String name = file.getFileName().toString();
        StringBuilder key = new StringBuilder();
        Matcher numbers = NUMBER.matcher(name);
        while (numbers.find()) {
            String digits = numbers.group();
            numbers.appendReplacement(key, "0".repeat(Math.max(0, DIGITS - digits.length())) + digits);
        }
        return numbers.appendTail(key).toString();
    }

    @Override
    public String title() {
        return folder.getNameCount() == 0
                ? folder.toString()
                : folder.getFileName().toString();
    }

    @Override
    public int size() {
        return files.size();
    }

    @Override
    public String label(int index) {
        return files.get(index).getFileName().toString();
    }

    @Override
    public int slice(int index) {
        return index + 1;
    }

    @Override
    public PixelRows picture(int index) {
        Path file = files.get(index);
        ImagePlus image = open(file);
        if (image == null)
            throw new UserException("The file " + file + " cannot be opened as an image; it may be damaged. Mend it or"
                    + " take it out of the folder.");
        image.deleteRoi(); // of whoever saved the file, not of this user
        return new ShownImage(image, "1").picture(0);
    }

    /** The image, or null; ImageJ's own reports go to the log, for a dialog would hold up the whole folder. */
    private static ImagePlus open(Path file) {
        Opener opener = new Opener();
        opener.setSilentMode(true);
        IJ.redirectErrorMessages(true);
        try {
            return opener.openImage(file.toString());
        } finally {
            IJ.redirectErrorMessages(false);
        }
    }
}
