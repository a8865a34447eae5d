package org.multimodalneurons.search;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;

/** The image files of a folder, by a pattern of their names. What begins with a dot is passed over. */
public final class ImageFiles {

    /** The names of images that ImageJ opens by itself. */
    public static final String IMAGES = "*.{png,jpg,jpeg,tif,tiff,gif,bmp,dcm,fits,pgm}";

    private final Path folder;
    private final String pattern;
    private final PathMatcher filter;
    private final boolean recursive;

    private ImageFiles(Path folder, String pattern, boolean recursive) {
        this.folder = folder;
        this.pattern = pattern;
        this.filter = matcher(pattern);
        this.recursive = recursive;
    }

    /**
     * The image files of a folder and of all folders in it.
     *
     * @throws UserException when there is no such folder
     */
    public static ImageFiles below(Path folder) {
        if (!Files.isDirectory(folder))
            throw new UserException("There is no folder " + folder.toAbsolutePath() + "; choose one with image files.");
        return new ImageFiles(folder.toAbsolutePath().normalize(), IMAGES, true);
    }

    /**
     * Those of certain names alone.
     *
     * @param glob such as *.tif or {a,b}*.png, for the name of the file without its folder; upper and lower case are one
     * @throws UserException when it is no such pattern
     */
    public ImageFiles named(String glob) {
        return new ImageFiles(folder, glob, recursive);
    }

    /** Those that lie in the folder itself alone. */
    public ImageFiles notDeeper() {
        return new ImageFiles(folder, pattern, false);
    }

    private static PathMatcher matcher(String glob) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + glob.toLowerCase(Locale.ROOT));
        } catch (PatternSyntaxException e) {
            throw new UserException(
                    "\"" + glob + "\" is no pattern of file names: " + e.getDescription()
                            + ". Write one such as *.tif.",
                    e);
        }
    }

    /** The names that are meant. */
    String pattern() {
        return pattern;
    }

    /** Whether the folders in the folder are meant too. */
    boolean isRecursive() {
        return recursive;
    }

    /** The folder, absolute. */
    public Path folder() {
        return folder;
    }

    /**
     * All of them now, with / between folders and names, below the folder, in natural order.
     *
     * @param unreadable receives each folder that cannot be looked into; what it throws ends the listing
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public List<String> list(Consumer<Fault> unreadable, Progress progress) {
        List<String> files = new ArrayList<>();
        try {
            int depth = recursive ? Integer.MAX_VALUE : 1;
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes facts) {
                    progress.throwIfCancelled();
                    return isHidden(entered) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
                    if (facts.isRegularFile() && !isHidden(file) && matches(file)) files.add(name(file));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException fault) {
                    if (!isHidden(file))
                        unreadable.accept(new Fault(name(file), "It cannot be read: " + WholeFile.reason(fault) + "."));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw unreadable(e);
        }
        files.sort(new NaturalOrder());
        return files;
    }

    /**
     * Whether there is nothing at all in the folder, hidden things neither.
     *
     * @throws UserException when that cannot be seen
     */
    boolean isFolderEmpty() {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private UserException unreadable(IOException fault) {
        return new UserException("The folder " + folder + " cannot be read: " + WholeFile.reason(fault), fault);
    }

    private boolean isHidden(Path path) {
        return !path.equals(folder) && path.getFileName().toString().startsWith(".");
    }

    private boolean matches(Path file) {
        return filter.matches(Path.of(file.getFileName().toString().toLowerCase(Locale.ROOT)));
    }

    private String name(Path file) {
        return folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }
}
