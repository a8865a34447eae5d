package org.multimodalneurons.zoo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.weights.Checkpoint;
import org.multimodalneurons.weights.InvalidModelException;
import org.multimodalneurons.zoo.Transfer.Fetched;

/**
 * Fetches the files of a model into {@code NAME.partial}, which becomes the model's folder when all of them are there and
 * can be read.
 */
final class Download {

    /** Left free on the disk. */
    private static final long MARGIN = 100_000_000;

    private final Path folder;
    private final Records records;
    private final Disk disk;
    private final Patience patience;

    Download(Path folder, Records records, Disk disk, Patience patience) {
        this.folder = folder;
        this.records = records;
        this.disk = disk;
        this.patience = patience;
    }

    /** Where files gather until all are there. */
    static Path partial(Path folder, String model) {
        return folder.resolve(model + ".partial");
    }

    /** Fetches a model, holding it to the record of an earlier download. The caller has its lock. */
    void run(ZooEntry entry, Progress progress) throws IOException {
        Path home = folder.resolve(entry.name());
        refuseWhatCannotBeFetched(entry, home);
        Path partial = Files.createDirectories(partial(folder, entry.name()));
        ZooEntry expected = records.pinned(entry);
        requireRoom(expected, partial);
        ZooEntry fetched = fetch(expected, partial, progress);
        requireReadable(fetched, partial);
        deleteOthers(fetched, partial);
        records.write(fetched);
        Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void refuseWhatCannotBeFetched(ZooEntry entry, Path home) {
        if (entry.files().stream().anyMatch(file -> Address.isLocalFile(file.from())))
            throw new UserException("Model " + entry.name() + " was imported from "
                    + entry.files().get(0).from() + " and is not to be had from the web; import it again.");
        if (Files.exists(home))
            throw new UserException("The folder " + home + " is there, but not all files of " + entry.name()
                    + " are in it. Remove the model, or move the folder away, then download it.");
    }

    private void requireRoom(ZooEntry entry, Path partial) throws IOException {
        long there = 0;
        for (ZooFile file : entry.files())
            for (String name : List.of(file.name(), file.name() + ".part"))
                if (Files.exists(partial.resolve(name))) there += Files.size(partial.resolve(name));
        long needed = entry.bytes() - there + MARGIN;
        long free = disk.free(partial);
        if (free < needed)
            throw new UserException("Not enough room for model " + entry.name() + ": it takes about "
                    + Meter.megabytes(entry.bytes()) + " MB, of which " + Meter.megabytes(there) + " MB are there; "
                    + Meter.megabytes(free) + " MB are free in " + folder
                    + ". Make room, or choose another models folder (" + ModelZoo.FOLDER_VARIABLE + ").");
    }

    private ZooEntry fetch(ZooEntry entry, Path partial, Progress progress) throws IOException {
        var web = new Web(patience);
        Meter meter = Meter.of(entry.name(), entry.knownBytes(), progress);
        List<ZooFile> files = new ArrayList<>();
        Optional<String> commit = entry.revision();
        for (ZooFile file : entry.files()) {
            Optional<Fetched> before = before(file, partial, meter);
            Fetched fetched =
                    before.isPresent() ? before.get() : Transfer.fetch(web, patience, disk, file, partial, meter);
            commit = commit.or(fetched::commit);
            files.add(file.with(fetched.bytes(), fetched.sha256()));
        }
        return entry.with(commit, files);
    }

    /** What an earlier download brought whole. */
    private static Optional<Fetched> before(ZooFile file, Path partial, Meter meter) throws IOException {
        Path path = partial.resolve(file.name());
        if (!Files.exists(path)) return Optional.empty();
        meter.say("checking " + file.name() + ", which came before");
        String sha256 = Sha256.of(path, read -> meter.progress().throwIfCancelled());
        long length = Files.size(path);
        if (file.sha256().isPresent() && !file.sha256().get().equals(sha256)) {
            Files.delete(path);
            return Optional.empty();
        }
        meter.skip(length);
        return Optional.of(new Fetched(length, sha256, Optional.empty()));
    }

    /** Deletes what does not belong to the model, such as the beginning of a file that is not listed any more. */
    private static void deleteOthers(ZooEntry entry, Path partial) throws IOException {
        Set<String> names = entry.files().stream().map(ZooFile::name).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(partial)) {
            for (Path file : files.toList())
                if (!names.contains(file.getFileName().toString())) Trees.delete(file);
        }
    }

    private static void requireReadable(ZooEntry entry, Path partial) {
        try (Checkpoint checkpoint = Checkpoint.open(partial, entry.activation())) {
            int found = checkpoint.architecture().embeddingSize();
            if (found != entry.embeddingSize())
                throw new InvalidModelException(
                        checkpoint.source(),
                        "embeddings have " + found + " numbers, expected the " + entry.embeddingSize()
                                + " that are listed");
        } catch (InvalidModelException e) {
            throw new UserException(
                    "Model " + entry.name() + " was downloaded, but is not one that can be read: " + e.getMessage()
                            + ". The files are kept in " + partial + "; remove the model to be rid of them.",
                    e);
        }
    }
}
