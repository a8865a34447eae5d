package org.multimodalneurons.plugin.models;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Precision;
import org.multimodalneurons.weights.Checkpoint;
import org.multimodalneurons.weights.Gelu;
import org.multimodalneurons.weights.ModelFiles;
import org.multimodalneurons.weights.WeightFile;
import org.multimodalneurons.zoo.ModelZoo;
import org.multimodalneurons.zoo.ZooEntry;

/** Which model is meant: the one that ships inside, one of the models folder by its name, or a file or folder on disk. */
public sealed interface ModelChoice {

    /** How macros and dialogs call the model that ships inside. */
    String EMBEDDED_NAME = ZooEntry.EMBEDDED;

    /** What follows the name of a model that is to compute at reduced precision. */
    String REDUCED = "(8 bit)";

    /** The model that ships inside. */
    static ModelChoice embedded() {
        return new Embedded();
    }

    /** Reads a parameter that may have been left empty: then nothing is chosen. */
    static Optional<ModelChoice> parse(File parameter) {
        return parameter == null ? Optional.empty() : parse(parameter.getPath());
    }

    /**
     * Reads what a macro would give: {@code embedded}, the name of a model that {@code List Models} lists, or a path; with
     * {@link #REDUCED} after it, the model is to compute at reduced precision. Nothing is chosen by an empty text.
     *
     * @throws UserException when the user's list of models has mistakes, or there is no such model at reduced precision
     */
    static Optional<ModelChoice> parse(String parameter) {
        String text = parameter.strip();
        if (!text.endsWith(REDUCED)) return parseFull(text);
        return parseFull(text.substring(0, text.length() - REDUCED.length()).strip())
                .map(ModelChoice::reduced);
    }

    private static Optional<ModelChoice> parseFull(String text) {
        if (text.isEmpty()) return Optional.empty();
        if (text.equalsIgnoreCase(EMBEDDED_NAME)) return Optional.of(embedded());
        boolean path = text.contains("/") || text.contains(File.separator);
        Optional<ModelChoice> named = path
                ? Optional.empty()
                : ModelZoo.standard().entries().stream()
                        .map(ZooEntry::name)
                        .filter(text::equalsIgnoreCase)
                        .findFirst()
                        .map(Named::new);
        return named.or(
                () -> Optional.of(new OnDisk(Path.of(text).toAbsolutePath().normalize())));
    }

    /** The choice of a model in the list. */
    static ModelChoice of(ZooEntry entry) {
        return entry.isEmbedded() ? embedded() : new Named(entry.name());
    }

    /**
     * The same model, to compute at reduced precision; see {@link Precision#REDUCED}.
     *
     * @throws UserException when it is the embedded one
     */
    default ModelChoice reduced() {
        return new Reduced(this);
    }

    /** The same model, to compute at full precision. */
    default ModelChoice full() {
        return this;
    }

    /**
     * Loads it.
     *
     * @throws UserException when there is no such model, or it cannot be read
     */
    default ClipModel open() {
        return open(Precision.FULL);
    }

    /**
     * Loads it, to compute at a precision.
     *
     * @throws UserException when there is no such model, or it cannot be read, or it cannot compute so
     */
    ClipModel open(Precision precision);

    /**
     * Its file or folder; empty for the embedded model.
     *
     * @throws UserException when it is not there; the message says how it gets there
     */
    Optional<Path> path();

    /**
     * What loading it would take, read from its file without loading it; empty for the embedded one, which is small.
     *
     * @throws UserException when there is no such model, or it cannot be read
     */
    Optional<ModelMemory> memory();

    private static ModelMemory memory(String name, Path path, Optional<Gelu> activation) {
        try (Checkpoint checkpoint = Checkpoint.open(path, activation)) {
            return ModelMemory.of(name, checkpoint.architecture().parameterCount());
        }
    }

    /** How large its weights are on disk, in bytes; 0 for the embedded one. */
    default long bytes() {
        return path().stream()
                .flatMap(file -> WeightFile.files(file).stream())
                .mapToLong(file -> file.toFile().length())
                .sum();
    }

    /** Changes when its files do, the weights or what lies beside them. */
    default long stamp() {
        return path().stream()
                .flatMap(file -> ModelFiles.of(file).stream())
                .mapToLong(file ->
                        31 * file.toFile().lastModified() + file.toFile().length())
                .sum();
    }

    /** The model that ships inside. */
    record Embedded() implements ModelChoice {

        @Override
        public ClipModel open(Precision precision) {
            if (precision != Precision.FULL) throw alwaysFull();
            return ClipModel.embedded();
        }

        @Override
        public ModelChoice reduced() {
            throw alwaysFull();
        }

        private static UserException alwaysFull() {
            return new UserException("The embedded model computes at full precision only: it is so small that "
                    + REDUCED + " would make it slower. Leave " + REDUCED + " away, or choose another model.");
        }

        @Override
        public Optional<Path> path() {
            return Optional.empty();
        }

        @Override
        public Optional<ModelMemory> memory() {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return EMBEDDED_NAME;
        }
    }

    /**
     * A model of the models folder.
     *
     * @param name as the list of models has it
     */
    record Named(String name) implements ModelChoice {

        @Override
        public ClipModel open(Precision precision) {
            ModelZoo zoo = ModelZoo.standard();
            return zoo.open(zoo.get(name), precision);
        }

        @Override
        public Optional<Path> path() {
            ModelZoo zoo = ModelZoo.standard();
            return Optional.of(zoo.present(zoo.get(name)));
        }

        @Override
        public Optional<ModelMemory> memory() {
            ZooEntry entry = ModelZoo.standard().get(name);
            return path().map(folder -> ModelChoice.memory(name, folder, entry.activation()));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * A file or folder anywhere.
     *
     * @param place absolute
     */
    record OnDisk(Path place) implements ModelChoice {

        @Override
        public ClipModel open(Precision precision) {
            return ClipModel.open(path().orElseThrow(), Optional.empty(), precision);
        }

        @Override
        public Optional<Path> path() {
            if (Files.exists(place)) return Optional.of(place);
            throw new UserException("There is no model at " + place
                    + "; give a file of weights (safetensors or PyTorch), the folder that holds" + " one, the word "
                    + EMBEDDED_NAME + ", or a name that Models > List Models shows.");
        }

        @Override
        public Optional<ModelMemory> memory() {
            return path().map(path -> ModelChoice.memory(toString(), path, Optional.empty()));
        }

        @Override
        public String toString() {
            return place.toString();
        }
    }

    /**
     * A model that computes at reduced precision.
     *
     * @param full the same at full precision
     */
    record Reduced(ModelChoice full) implements ModelChoice {

        @Override
        public ModelChoice reduced() {
            return this;
        }

        @Override
        public ClipModel open(Precision precision) {
            return full.open(precision);
        }

        @Override
        public ClipModel open() {
            return open(Precision.REDUCED);
        }

        @Override
        public Optional<Path> path() {
            return full.path();
        }

        @Override
        public Optional<ModelMemory> memory() {
            return full.memory().map(ModelMemory::withReducedWeights);
        }

        @Override
        public String toString() {
            return full + " " + REDUCED;
        }
    }
}
