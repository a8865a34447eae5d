package org.multimodalneurons.plugin.imagej;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.search.NaturalOrder;

/** The image files of a folder, by name; of a stack the first slice. Files that ImageJ does not open are passed over. */
public final class FolderPictures implements Pictures {

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
                    .sorted(Comparator.comparing(file -> file.getFileName().toString(), new NaturalOrder()))
                    .toList();
        } catch (IOException e) {
            throw new UserException("The folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
        if (files.isEmpty())
            throw new UserException("The folder " + this.folder + " holds no image that ImageJ opens (TIFF, PNG, JPEG,"
                    + " GIF, BMP, DICOM, FITS, PGM).");
    }

    private static boolean isImage(Path file) {
        return Files.isRegularFile(file) && !file.getFileName().toString().startsWith(".") && ImageFile.isImage(file);
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
    public Path file(int index) {
        return files.get(index);
    }

    @Override
    public int slice(int index) {
        return index + 1;
    }

    @Override
    public PixelRows picture(int index) {
        return ImageFile.picture(files.get(index));
    }
}
