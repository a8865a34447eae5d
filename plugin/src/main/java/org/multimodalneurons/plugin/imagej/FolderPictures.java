package org.multimodalneurons.plugin.imagej;

import java.io.File;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.search.Fault;
import org.multimodalneurons.search.ImageFiles;

/**
 * The image files of a folder, in the natural order of their names; of a stack the first slice. Without a pattern of names,
 * files that ImageJ opens, by their first bytes, and those that are named as images are; others are passed over.
 */
public final class FolderPictures implements Pictures {

    private static final PathMatcher NAMED = FileSystems.getDefault().getPathMatcher("glob:" + ImageFiles.IMAGES);

    private final Path folder;
    private final List<String> names;
    private final PixelMeaning meaning;
    private final FiniteValues finite = FiniteValues.told();

    /**
     * Lists the folder, not the folders in it.
     *
     * @throws UserException when it is none, it or an entry of it cannot be read, or it holds no image
     */
    public FolderPictures(Path folder) {
        this(
                folder,
                "",
                false,
                PixelMeaning.SHOWN,
                fault -> {
                    throw new UserException(fault.error());
                },
                Progress.NONE);
    }

    /**
     * Lists the folder.
     *
     * @param filter a pattern of names such as *.tif; blank: what is or should be an image
     * @param recursive the folders in it, too
     * @param unreadable receives each folder in it that cannot be looked into
     * @throws UserException when it is none, or cannot be read, or no such file is found
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public FolderPictures(
            Path folder,
            String filter,
            boolean recursive,
            PixelMeaning meaning,
            Consumer<Fault> unreadable,
            Progress progress) {
        this.meaning = meaning;
        this.folder = folder.toAbsolutePath().normalize();
        boolean filtered = filter != null && !filter.isBlank();
        ImageFiles files = ImageFiles.below(folder).named(filtered ? filter.strip() : "*");
        List<Fault> faults = new ArrayList<>();
        this.names = (recursive ? files : files.notDeeper())
                .list(faults::add, progress).stream()
                        .filter(name -> filtered || isImage(this.folder.resolve(name)))
                        .toList();
        if (names.isEmpty())
            throw new UserException("The folder " + this.folder + " holds no "
                    + (filtered
                            ? "file named " + filter.strip() + "."
                            : "image that ImageJ opens (TIFF, PNG, JPEG, GIF, BMP, DICOM, FITS, PGM).")
                    + (recursive || !holdsFolders() ? "" : " It holds folders: \"recursive\" looks into them.")
                    + (faults.isEmpty()
                            ? ""
                            : " Not all was looked at: " + whole(faults.get(0)).error()));
        faults.forEach(fault -> unreadable.accept(whole(fault)));
    }

    /** A fault that names the whole path, as those of files do. */
    private Fault whole(Fault fault) {
        return new Fault(fault.file(), this.folder.resolve(fault.file()) + ": " + fault.error());
    }

    private boolean holdsFolders() {
        File[] inside = folder.toFile().listFiles(file -> file.isDirectory() && !file.isHidden());
        return inside != null && inside.length > 0;
    }

    private static boolean isImage(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return NAMED.matches(Path.of(name)) || ImageFile.isImage(file);
    }

    @Override
    public String title() {
        return folder.getNameCount() == 0
                ? folder.toString()
                : folder.getFileName().toString();
    }

    @Override
    public int size() {
        return names.size();
    }

    @Override
    public String label(int index) {
        return names.get(index);
    }

    @Override
    public Path file(int index) {
        return folder.resolve(names.get(index));
    }

    @Override
    public String display() {
        return meaning.toString();
    }

    @Override
    public int slice(int index) {
        return index + 1;
    }

    @Override
    public PixelRows picture(int index) {
        return ImageFile.picture(file(index), meaning, finite);
    }

    @Override
    public void show(int index) {
        DoubleClick.open(file(index).toString());
    }
}
