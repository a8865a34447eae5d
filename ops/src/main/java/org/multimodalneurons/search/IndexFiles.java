package org.multimodalneurons.search;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.multimodalneurons.UserException;

/**
 * What lies in the folder of an index. Lucene deletes each file there that is named somewhat like its own and that it does
 * not know, such as _1.png or segments_2.tif; so it may only write where nothing else lies.
 *
 * @param hasCommit whether there is an index, whole or damaged
 * @param strangers the names of what is not of an index, in order
 */
record IndexFiles(boolean hasCommit, List<String> strangers) {

    private static final String LOCK = "write.lock";
    private static final Pattern COMMIT = Pattern.compile("segments_[0-9a-z]{1,13}");
    private static final Pattern BEGUN = Pattern.compile("pending_segments_[0-9a-z]{1,13}");
    private static final Pattern PART = Pattern.compile(
            "_[0-9a-z]+(_\\w+)?" + "\\.(si|cfs|cfe|fnm|fdt|fdx|fdm|doc|psm|tim|tip|tmd|dvd|dvm|vec|vem|vemf|vex|liv)");
    private static final Pattern DRAFT = Pattern.compile("_[0-9a-z]+_(Lucene[\\w.-]+|\\w+\\.vec_temp)_[0-9a-z]+\\.tmp");
    private static final byte[] BEGINNING = {0x3f, (byte) 0xd7, 0x6c, 0x17}; // of each file but drafts
    private static final Set<String> OF_FILE_BROWSERS = Set.of("thumbs.db", "desktop.ini"); // and what a dot hides
    private static final int NAMED = 3;

    /** Makes the list its own. */
    IndexFiles {
        strangers = List.copyOf(strangers);
    }

    /** What lies in a folder now; nothing where there is none. */
    static IndexFiles in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return new IndexFiles(false, List.of());
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.sorted().toList();
        }
        boolean hasCommit = false;
        for (Path file : files) if (is(file, COMMIT) && isLucene(file)) hasCommit = true;
        List<String> strangers = new ArrayList<>();
        for (Path file : files) if (!belongs(file, hasCommit)) strangers.add(name(file));
        return new IndexFiles(hasCommit, strangers);
    }

    /**
     * Makes sure that Lucene, which opens the folder next, finds nothing that it could delete.
     *
     * @throws UserException naming what else lies there
     */
    static void requireAlone(IndexPlace place) throws IOException {
        List<String> files = in(place.index()).strangers().stream()
                .filter(name -> !isUntouched(place.index().resolve(name)))
                .toList();
        if (!files.isEmpty())
            throw new UserException("The index cannot be kept in " + place.index()
                    + ", which holds other files: " + told(files)
                    + ". Nothing there was changed. Give a folder that is new or empty, such as "
                    + place.index().resolve("index") + ", or move these files elsewhere.");
    }

    /** Folders that are named otherwise Lucene leaves alone, such as lost+found at the root of a disk. */
    private static boolean isUntouched(Path entry) {
        return Files.isDirectory(entry) && Stream.of(COMMIT, BEGUN, PART, DRAFT).noneMatch(kind -> is(entry, kind));
    }

    /** Whether a file in the folder of an index may be one of it. */
    static boolean isOwn(Path file) throws IOException {
        return belongs(file, true);
    }

    /** Strangers in a few words. */
    static String told(List<String> strangers) {
        String first = String.join(", ", strangers.subList(0, Math.min(NAMED, strangers.size())));
        return strangers.size() <= NAMED ? first : first + " and " + (strangers.size() - NAMED) + " more";
    }

    /** The first commit of an index comes before its first part: without one, parts are someone else's. */
    private static boolean belongs(Path file, boolean hasCommit) throws IOException {
        String name = name(file);
        if (name.startsWith(".") || OF_FILE_BROWSERS.contains(name.toLowerCase(Locale.ROOT))) return true;
        if (Files.isDirectory(file)) return false;
        if (name.equals(LOCK) || (hasCommit && is(file, DRAFT))) return true;
        return (is(file, COMMIT) || is(file, BEGUN) || (hasCommit && is(file, PART))) && isLucene(file);
    }

    private static boolean is(Path file, Pattern kind) {
        return kind.matcher(name(file)).matches();
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    /** Whether a file begins as Lucene's do, or was cut, or filled with zeros, by a power cut before it did. */
    private static boolean isLucene(Path file) throws IOException {
        if (Files.isDirectory(file)) return false;
        byte[] found;
        try (InputStream content = Files.newInputStream(file)) {
            found = content.readNBytes(BEGINNING.length);
        } catch (NoSuchFileException e) {
            return true; // of a run that goes on meanwhile
        }
        return Arrays.equals(found, Arrays.copyOf(BEGINNING, found.length))
                || Arrays.equals(found, new byte[found.length]);
    }
}
