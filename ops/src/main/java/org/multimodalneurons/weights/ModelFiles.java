package org.multimodalneurons.weights;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The files that make up a model on disk, for copying it: those that opening it reads. */
public final class ModelFiles {

    private static final List<String> SETTINGS =
            List.of("open_clip_config.json", "config.json", "preprocessor_config.json", "tokenizer.json");

    private ModelFiles() {}

    /**
     * The weights, their index where they are in several files, and the settings and tokenizer beside them.
     *
     * @param fileOrFolder as for {@link Checkpoint#open}
     * @return files of one folder
     * @throws InvalidModelException when no weights are found
     */
    public static List<Path> of(Path fileOrFolder) {
        Path weights = ModelFolder.weights(fileOrFolder).toAbsolutePath();
        Set<Path> files = new LinkedHashSet<>(WeightFile.files(weights));
        for (String name : SETTINGS)
            if (Files.isRegularFile(weights.resolveSibling(name))) files.add(weights.resolveSibling(name));
        return new ArrayList<>(files);
    }
}
