package org.multimodalneurons.plugin.models;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;

/**
 * Which model is meant: the one that ships inside, or a file or folder on disk.
 *
 * @param path absolute; empty for the embedded model
 */
public record ModelChoice(Optional<Path> path) {

    /** How macros and dialogs call the model that ships inside. */
    public static final String EMBEDDED_NAME = "embedded";

    /** The model that ships inside. */
    public static final ModelChoice EMBEDDED = new ModelChoice(Optional.empty());

    /** Reads a parameter that may have been left empty: then nothing is chosen. */
    public static Optional<ModelChoice> parse(File parameter) {
        if (parameter == null || parameter.getPath().isBlank()) return Optional.empty();
        String text = parameter.getPath().strip();
        if (text.equalsIgnoreCase(EMBEDDED_NAME)) return Optional.of(EMBEDDED);
        return Optional.of(
                new ModelChoice(Optional.of(Path.of(text).toAbsolutePath().normalize())));
    }

    /**
     * Loads it.
     *
     * @throws UserException when there is no such model, or it cannot be read
     */
    public ClipModel open() {
        if (path.isEmpty()) return ClipModel.embedded();
        if (!Files.exists(path.get()))
            throw new UserException("There is no model at " + path.get() + "; give a safetensors file, the folder that"
                    + " holds one, or the word " + EMBEDDED_NAME + ".");
        return ClipModel.open(path.get());
    }

    /** How large it is on disk, in bytes: of a folder, its weight files; 0 for the embedded one. */
    public long bytes() {
        return weightFiles().mapToLong(file -> file.toFile().length()).sum();
    }

    /** Changes when the files do. */
    long stamp() {
        return weightFiles()
                .mapToLong(file ->
                        31 * file.toFile().lastModified() + file.toFile().length())
                .sum();
    }

    private Stream<Path> weightFiles() {
        if (path.isEmpty()) return Stream.empty();
        if (!Files.isDirectory(path.get())) return Stream.of(path.get());
        try (Stream<Path> files = Files.list(path.get())) {
            return files.filter(file -> file.toString().endsWith(".safetensors")).toList().stream();
        } catch (IOException e) {
            throw new UserException("The folder " + path.get() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Its path, or {@code embedded}: what a macro would give. */
    @Override
    public String toString() {
        return path.map(Path::toString).orElse(EMBEDDED_NAME);
    }
}
