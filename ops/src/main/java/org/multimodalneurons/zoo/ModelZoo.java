package org.multimodalneurons.zoo;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Precision;

/**
 * The models that can be had and the folder where they lie. Nothing but {@link #download} touches the network.
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
    private final Disk disk;
    private final Patience patience;
    private final Records records;

    /** With a disk and patience of its own, for tests. */
    ModelZoo(Path folder, Disk disk, Patience patience) {
        this.folder = folder.toAbsolutePath().normalize();
        this.disk = disk;
        this.patience = patience;
        records = new Records(this.folder);
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
        return new ModelZoo(folder, Disk.REAL, Patience.USUAL);
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
        List<ZooEntry> entries = listed();
        Set<String> names =
                entries.stream().map(entry -> Registry.key(entry.name())).collect(Collectors.toSet());
        for (ZooEntry recorded : records.all())
            if (!names.contains(Registry.key(recorded.name()))
                    && onDisk(recorded).isPresent()) entries.add(recorded);
        return entries;
    }

    private List<ZooEntry> listed() {
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
     * are not looked at: {@link #verify} does.
     */
    public Optional<Path> onDisk(ZooEntry entry) {
        if (entry.isEmbedded()) return Optional.empty();
        Path home = home(entry);
        boolean whole = entry.files().stream().allMatch(file -> Files.isRegularFile(home.resolve(file.name())));
        return whole ? Optional.of(home) : Optional.empty();
    }

    /**
     * How many bytes lie on disk of a model that is not whole: of a broken download, which goes on from there, or of a
     * folder with files missing. 0 when there is nothing, and when the model is on disk.
     */
    public long partOnDisk(ZooEntry entry) {
        if (entry.isEmbedded() || onDisk(entry).isPresent()) return 0;
        return Trees.bytes(Download.partial(folder, entry.name())) + Trees.bytes(home(entry));
    }

    /** The model with the hashes that were recorded when its files first came, where the list gives none. */
    public ZooEntry recorded(ZooEntry entry) {
        return records.pinned(entry);
    }

    /**
     * Opens a model.
     *
     * @throws UserException when it is not on disk
     * @throws org.multimodalneurons.weights.InvalidModelException when its files are damaged
     */
    public ClipModel open(ZooEntry entry) {
        return entry.isEmbedded() ? ClipModel.embedded() : open(entry, Precision.FULL);
    }

    /**
     * Opens a model on disk, to compute at a precision.
     *
     * @throws UserException when it is not on disk, or cannot compute so
     * @throws org.multimodalneurons.weights.InvalidModelException when its files are damaged
     */
    public ClipModel open(ZooEntry entry, Precision precision) {
        return ClipModel.open(present(entry), entry.activation(), precision);
    }

    /**
     * Fetches a model from the web, going on where an earlier download broke off. Nothing is fetched when it is on disk.
     *
     * @param progress bytes done and in all
     * @return the model's folder, with all files whole, of the right hashes, and readable
     * @throws UserException saying what went wrong and what to do; what came so far is kept
     * @throws java.util.concurrent.CancellationException when cancelled; what came so far is kept
     */
    public Path download(ZooEntry entry, Progress progress) {
        if (entry.isEmbedded())
            throw new UserException("The embedded model ships inside; there is nothing to download.");
        Optional<Path> there = onDisk(entry);
        if (there.isPresent()) return there.get();
        changing(entry.name(), "downloaded", () -> {
            if (onDisk(entry).isEmpty()) new Download(folder, records, disk, patience).run(entry, progress);
        });
        return present(entry);
    }

    /**
     * Hashes a model's files again, and compares with the hashes that are listed or were recorded when the files came.
     *
     * @param progress bytes done and in all
     * @throws UserException when the model is not on disk at all
     */
    public Verification verify(ZooEntry entry, Progress progress) {
        if (entry.isEmbedded()) throw new UserException("The embedded model ships inside; there is no file to verify.");
        Path home = home(entry);
        if (!Files.isDirectory(home)) throw notOnDisk(entry);
        try {
            return Verification.of(records.pinned(entry), home, progress);
        } catch (IOException e) {
            throw new UserException("Model " + entry.name() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Copies a model of the user's into the models folder, with the settings and tokenizer beside it, and records its
     * hashes.
     *
     * @param fileOrFolder a weights file, or the folder that holds one
     * @param name what to call it, as no other model is called
     * @param progress bytes done and in all
     * @throws org.multimodalneurons.weights.InvalidModelException when it is not a model that is read
     * @throws UserException when the name is taken or cannot be one, or copying fails; nothing is left behind then
     */
    public ZooEntry importFrom(Path fileOrFolder, String name, Progress progress) {
        String checked = Registry.checkedName(name.strip());
        boolean taken =
                entries().stream().anyMatch(entry -> Registry.key(entry.name()).equals(Registry.key(checked)));
        if (taken || Files.exists(folder.resolve(checked), LinkOption.NOFOLLOW_LINKS))
            throw new UserException("There is a model " + checked + " already; import under another name.");
        List<ZooEntry> imported = new ArrayList<>();
        changing(
                checked,
                "imported",
                () -> imported.add(new Import(folder, records, disk).run(fileOrFolder, checked, progress)));
        return imported.get(0);
    }

    /**
     * Deletes a model's files, and what came of a broken download. What was recorded of a download stays, so that the
     * next one is held to the same files.
     *
     * @throws UserException when there is nothing to delete, or it cannot be deleted
     */
    public void remove(ZooEntry entry) {
        if (entry.isEmbedded()) throw new UserException("The embedded model ships inside and cannot be removed.");
        Path home = home(entry);
        Path partial = Download.partial(folder, entry.name());
        if (!Files.exists(home, LinkOption.NOFOLLOW_LINKS) && !Files.exists(partial, LinkOption.NOFOLLOW_LINKS))
            throw notOnDisk(entry);
        changing(entry.name(), "removed", () -> {
            Path going = folder.resolve(entry.name() + ".removed");
            Trees.delete(going);
            if (Files.exists(home, LinkOption.NOFOLLOW_LINKS)) Files.move(home, going, StandardCopyOption.ATOMIC_MOVE);
            Trees.delete(going);
            Trees.delete(partial);
            if (listed().stream().noneMatch(each -> each.name().equals(entry.name()))) records.delete(entry.name());
        });
    }

    /** Changes a model's files while nobody else does. */
    private void changing(String model, String done, ModelLock.Change change) {
        try {
            Files.createDirectories(folder);
            ModelLock.holding(folder, model, change);
        } catch (IOException e) {
            throw new UserException("Model " + model + " could not be " + done + ": " + reason(e), e);
        }
    }

    private static String reason(IOException fault) {
        String kind = fault.getClass().getSimpleName();
        return fault instanceof FileSystemException files && files.getReason() == null
                ? kind + " " + files.getFile()
                        + "; it is not yours to change, or a program has it open: close the model, or restart ImageJ"
                : fault.getMessage();
    }

    /**
     * The folder of a model.
     *
     * @throws UserException when it is not on disk; the message says where it can be had, how large it is and under which
     *     licence
     */
    public Path present(ZooEntry entry) {
        return onDisk(entry).orElseThrow(() -> notOnDisk(entry));
    }

    private UserException notOnDisk(ZooEntry entry) {
        String size = entry.bytes() > 0 ? Meter.megabytes(entry.bytes()) + " MB, " : "";
        return new UserException("Model " + entry.name() + " is not on disk (" + home(entry)
                + "); Plugins > Multimodal Neurons > Models > Models... downloads it (" + size + "licence "
                + entry.licence() + ").");
    }

    private Path home(ZooEntry entry) {
        return folder.resolve(Registry.checkedName(entry.name()));
    }
}
