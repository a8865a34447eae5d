package org.multimodalneurons.plugin.models;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.weights.Checkpoint;
import org.multimodalneurons.weights.ModelFiles;
import org.multimodalneurons.weights.WeightFile;

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
        return parameter == null ? Optional.empty() : parse(parameter.getPath());
    }

    /** Reads what a macro would give; nothing is chosen by an empty text. */
    public static Optional<ModelChoice> parse(String parameter) {
        if (parameter.isBlank()) return Optional.empty();
        String text = parameter.strip();
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
        return path.isEmpty() ? ClipModel.embedded() : ClipModel.open(existing(path.get()));
    }

    /**
     * What loading it would take, read from its file without loading it; empty for the embedded one, which is small.
     *
     * @throws UserException when there is no such model, or it cannot be read
     */
    Optional<ModelMemory> memory() {
        if (path.isEmpty()) return Optional.empty();
        try (Checkpoint checkpoint = Checkpoint.open(existing(path.get()))) {
            return Optional.of(
                    ModelMemory.of(toString(), checkpoint.architecture().parameterCount()));
        }
    }

    private static Path existing(Path path) {
        if (Files.exists(path)) return path;
        throw new UserException(
                "There is no model at " + path + "; give a file of weights (safetensors or PyTorch), the"
                        + " folder that holds one, or the word " + EMBEDDED_NAME + ".");
    }

    /** How large its weights are on disk, in bytes; 0 for the embedded one. */
    public long bytes() {
        return path.stream()
                .flatMap(file -> WeightFile.files(existing(file)).stream())
                .mapToLong(file -> file.toFile().length())
                .sum();
    }

    /** Changes when its files do, the weights or what lies beside them. */
    long stamp() {
        return path.stream()
                .flatMap(file -> ModelFiles.of(existing(file)).stream())
                .mapToLong(file ->
                        31 * file.toFile().lastModified() + file.toFile().length())
                .sum();
    }

    /** Its path, or {@code embedded}: what a macro would give. */
    @Override
    public String toString() {
        return path.map(Path::toString).orElse(EMBEDDED_NAME);
    }
}
