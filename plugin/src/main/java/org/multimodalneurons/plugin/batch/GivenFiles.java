package org.multimodalneurons.plugin.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;

/** How the files and folders are that a command is given: what was made from others is out of date. */
final class GivenFiles {

    /** The commands look through links too; a circle of them is seen as a file that cannot be read. */
    private static final Set<FileVisitOption> FOLLOW = Set.of(FileVisitOption.FOLLOW_LINKS);

    private final Path output;
    private final Progress progress;

    private GivenFiles(Path output, Progress progress) {
        this.output = output.toAbsolutePath().normalize();
        this.progress = progress;
    }

    /**
     * A line for each, which changes when a file does, by size and time; of a folder, when any file in it does.
     *
     * @param given files and folders
     * @param output a folder that does not count, nor do folders in it
     * @throws UserException when one cannot be looked at
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    static String state(List<Path> given, Path output, Progress progress) {
        GivenFiles files = new GivenFiles(output, progress);
        StringBuilder lines = new StringBuilder();
        for (Path path :
                given.stream().map(each -> each.toAbsolutePath().normalize()).toList())
            if (!files.isOfResults(path))
                lines.append("given=").append(files.state(path)).append('\n');
        return lines.toString();
    }

    /** A folder that the runs themselves change, such as that of an index. */
    private boolean isOfResults(Path path) {
        return path.startsWith(output) && Files.isDirectory(path);
    }

    private String state(Path path) {
        try {
            BasicFileAttributes facts = Files.readAttributes(path, BasicFileAttributes.class);
            return facts.isDirectory() ? path + " " + digest(path) : line(path, facts);
        } catch (IOException e) {
            throw new UserException(
                    "The file or folder " + path + " cannot be looked at: " + WholeFile.reason(e) + ".", e);
        }
    }

    private static String line(Path file, BasicFileAttributes facts) {
        return file + " bytes=" + facts.size() + " modified=" + facts.lastModifiedTime();
    }

    private String digest(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        Files.walkFileTree(folder, FOLLOW, Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes facts) {
                progress.throwIfCancelled();
                return entered.equals(output) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
                lines.add(line(file, facts));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException fault) {
                lines.add(file + " unreadable");
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(lines);
        return "files=" + lines.size() + " sha256=" + hash(String.join("\n", lines));
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
