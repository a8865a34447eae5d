package org.multimodalneurons.zoo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;

/**
 * The models that can be had and the folder where they lie.
 *
 * <p>The folder holds one folder a model, named after it; beside that {@code NAME.record.json} tells what was fetched,
 * and the user's {@code models.json} adds models to those that are known.
 */
public final class ModelZoo {

    /** The system property that names the models folder. */
    public static final String FOLDER_PROPERTY = "multimodal.neurons.models";

    /** The environment variable that names the models folder where the property does not. */
    public static final String FOLDER_VARIABLE = "MULTIMODAL_NEURONS_MODELS";

    /** The user's own list of models, in the models folder. */
    public static final String USER_MODELS = "models.json";

    private final Path folder;

    private ModelZoo(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /**
     * The user's models: in the folder of the system property {@value #FOLDER_PROPERTY}, else of the environment
     * variable {@value #FOLDER_VARIABLE}, else in {@code .multimodal-neurons/models} in the user's home.
     */
    public static ModelZoo standard() {
        return Optional.ofNullable(System.getProperty(FOLDER_PROPERTY))
                .or(() -> Optional.ofNullable(System.getenv(FOLDER_VARIABLE)))
                .filter(path -> !path.isBlank())
                .map(path -> in(Path.of(path)))
                .orElseGet(() -> in(Path.of(System.getProperty("user.home"), ".multimodal-neurons", "models")));
    }

    /** The models in a folder, which need not exist yet. */
    public static ModelZoo in(Path folder) {
        return new ModelZoo(folder);
    }

    /** Where the models lie. */
    public Path folder() {
        return folder;
    }

    /**
     * All models, on disk or not: the embedded one, those that the library knows, those of the user's file, imported
     * ones. Files are read anew each time.
     *
     * @throws UserException naming every mistake in the user's file
     */
    public List<ZooEntry> entries() {
        List<ZooEntry> entries = new ArrayList<>(Registry.builtIn());
        entries.addAll(Registry.read(folder.resolve(USER_MODELS), entries));
        return entries;
    }

    /**
     * The model of a name, in upper or lower case.
     *
     * @throws UserException listing the names there are
     */
    public ZooEntry get(String name) {
        List<ZooEntry> entries = entries();
        return entries.stream()
                .filter(entry -> Registry.key(entry.name()).equals(Registry.key(name.strip())))
                .findFirst()
                .orElseThrow(() -> new UserException("There is no model \"" + name + "\". There are: "
                        + entries.stream().map(ZooEntry::name).collect(Collectors.joining(", "))
                        + ". Others are imported, or described in " + folder.resolve(USER_MODELS) + "."));
    }

    /**
     * The folder of a model, when all of its files are there; empty for the embedded one, which has none. Their contents
     * are not looked at.
     */
    public Optional<Path> onDisk(ZooEntry entry) {
        if (entry.isEmbedded()) return Optional.empty();
        Path home = home(entry);
        boolean whole = entry.files().stream().allMatch(file -> Files.isRegularFile(home.resolve(file.name())));
        return whole ? Optional.of(home) : Optional.empty();
    }

    /**
     * Opens a model.
     *
     * @throws UserException when it is not on disk
     * @throws org.multimodalneurons.weights.InvalidModelException when its files are damaged
     */
    public ClipModel open(ZooEntry entry) {
        if (entry.isEmbedded()) return ClipModel.embedded();
        return ClipModel.open(present(entry));
    }

    private Path present(ZooEntry entry) {
        return onDisk(entry)
                .orElseThrow(() -> new UserException("Model " + entry.name() + " is not on disk (" + home(entry)
                        + "). Download it under Plugins > Multimodal Neurons > Models > Models..."));
    }

    private Path home(ZooEntry entry) {
        return folder.resolve(entry.name());
    }
}
