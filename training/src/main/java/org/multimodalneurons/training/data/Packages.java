package org.multimodalneurons.training.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.multimodalneurons.UserException;

/** A folder of npm tarballs: fetches what is missing and trusts only what has the pinned checksum. */
final class Packages {

    private final Path folder;

    Packages(Path folder) {
        this.folder = folder;
    }

    /**
     * The tarball of a source, fetched with {@code npm pack} if it is not there yet.
     *
     * @throws UserException if its SHA-256 is not the pinned one
     */
    Path tarball(Source source) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(source.fileName());
            if (!Files.exists(file)) {
                System.out.println("Fetching " + source.name() + " " + source.version());
                Shell.run(folder, "npm", "pack", "--silent", source.name() + "@" + source.version());
            }
            String found = sha256(file);
            if (!found.equals(source.sha256()))
                throw new UserException(
                        "%s has SHA-256 %s, expected %s. Delete the file to fetch it again; if it then still differs, the package was changed."
                                .formatted(file, found, source.sha256()));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of a source's tarball whose path below {@code package/} is wanted: path to bytes. */
    Map<String, byte[]> files(Source source, Predicate<String> wanted) {
        Map<String, byte[]> files = new TreeMap<>();
        try (var in = new TarArchiveInputStream(
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(tarball(source)), 1 << 16)))) {
            for (TarArchiveEntry entry; (entry = in.getNextEntry()) != null; ) {
                String path = entry.getName().replaceFirst("^package/", "");
                if (entry.isFile() && wanted.test(path)) files.put(path, in.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
