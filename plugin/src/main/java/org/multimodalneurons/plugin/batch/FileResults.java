package org.multimodalneurons.plugin.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;
import org.multimodalneurons.plugin.host.ImageTask;
import org.multimodalneurons.plugin.host.ListedFaults;
import org.multimodalneurons.plugin.host.OutputFolder;
import org.multimodalneurons.plugin.imagej.Surroundings;

/**
 * What is kept of one file: a folder with the file's whole name, so that no two files share one, which holds tables as
 * CSV, pictures as PNG and TIFF, and a record of the work and of the names of all these. It is there when all of it is
 * there; other files in it are nobody's to replace or delete but who put them there.
 */
final class FileResults {

    private static final String RECORD = "Batch.txt";
    private static final String OWN = "result=";
    private static final String TABLE = ".csv";

    private final Path folder;

    /**
     * Of one file.
     *
     * @param output the folder of all results
     * @param file its path below the folder of inputs
     */
    FileResults(Path output, String file) {
        this.folder = output.resolve(file);
    }

    /** Whether they are there, whole, of the same work on the same file. */
    boolean areOf(String record) {
        try {
            return Files.isRegularFile(folder.resolve(RECORD))
                    && Files.readString(folder.resolve(RECORD)).startsWith(record)
                    && own().stream().allMatch(name -> Files.isRegularFile(folder.resolve(name)));
        } catch (IOException e) {
            return false; // they cannot be told, so they are made anew
        }
    }

    /**
     * Makes sure that nothing is lost when results are put in place of what is there.
     *
     * @param record of the new results
     * @throws UserException when what is there is not ours, or another command's, or somebody put more there
     */
    void requireReplaceable(String record) {
        try {
            if (!Files.exists(folder)
                    || (Files.isDirectory(folder) && entries(folder).isEmpty())) return;
            if (!Files.exists(folder.resolve(RECORD)))
                throw new UserException(folder + " stands where the results should go, and Batch did not write it."
                        + " Choose another output folder.");
            String earlier = command(Files.readString(folder.resolve(RECORD)));
            if (!earlier.equals(command(record)))
                throw new UserException("In " + folder + " are results of another run, " + earlier
                        + ". Choose another output folder, or delete them.");
            requireNoOthers(folder, own());
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * Keeps results, in place of earlier ones.
     *
     * @param record what was done, and on what; the command stands in its first line
     * @throws UserException when they cannot be written, or {@link #requireReplaceable} does not allow it
     */
    void write(String record, List<ImageTask.Result> results) {
        requireReplaceable(record);
        Path draft = folder.resolveSibling("." + folder.getFileName() + ".draft"); // a killed run may have left one
        OutputFolder files = new OutputFolder(draft);
        try {
            for (ImageTask.Result result : results) {
                if (result.value() instanceof ResultsTable table) files.write(result.name(), table);
                else files.write(result.name(), (ImagePlus) result.value());
            }
            StringBuilder text = new StringBuilder(record);
            for (String name : names(files)) text.append(OWN).append(name).append('\n');
            Files.writeString(draft.resolve(RECORD), text);
            for (String name : names(files))
                for (String half : List.of(".draft", ".tmp")) // of a table or picture, when a run was killed
                Files.deleteIfExists(draft.resolve("." + name + half));
            requireNoOthers(draft, names(files));
            removeEarlier();
            Files.move(draft, folder);
        } catch (IOException e) {
            throw unwritable(e);
        } finally {
            discard(draft, names(files));
        }
    }

    private UserException unwritable(IOException e) {
        return new UserException(
                "The results cannot be written to " + folder + ": " + WholeFile.reason(e)
                        + ". Mend that, or choose another folder.",
                e);
    }

    private static List<String> names(OutputFolder files) {
        return files.written().stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }

    /** What somebody put there is not ours to delete. */
    private static void requireNoOthers(Path folder, List<String> own) throws IOException {
        for (Path entry : entries(folder)) {
            String name = entry.getFileName().toString();
            if (!name.equals(RECORD) && !own.contains(name))
                throw new UserException("In " + folder + ", which new results would replace, is " + name
                        + ", and Batch did not write it. Move it away, or choose another output folder.");
        }
    }

    /** The record goes last: a run that is killed here leaves what the next one knows as Batch's. */
    private void removeEarlier() throws IOException {
        if (!Files.exists(folder)) return;
        for (String name : own()) Files.deleteIfExists(folder.resolve(name));
        Files.deleteIfExists(folder.resolve(RECORD));
        Files.delete(folder);
    }

    /** Takes away what was written of results that were not finished. */
    private static void discard(Path draft, List<String> names) {
        if (!Files.isDirectory(draft)) return;
        try {
            for (String name : names) Files.deleteIfExists(draft.resolve(name));
            Files.deleteIfExists(draft.resolve(RECORD));
            if (entries(draft).isEmpty()) Files.delete(draft);
        } catch (IOException e) {
            Surroundings.note("The folder " + draft + ", of unfinished results, cannot be removed: " + e + ".");
        }
    }

    /** The names of the files that were written there, beside the record. */
    private List<String> own() throws IOException {
        Path record = folder.resolve(RECORD);
        if (!Files.isRegularFile(record)) return List.of();
        return Files.readAllLines(record).stream()
                .filter(line -> line.startsWith(OWN))
                .map(line -> line.substring(OWN.length()))
                .toList();
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    private static String command(String record) {
        return record.lines().findFirst().orElse("");
    }

    /** The names of those tables that tell of what could not be read or done. */
    List<String> tablesOfFaults() throws IOException {
        return tables().stream()
                .map(file -> file.getFileName().toString())
                .map(name -> name.substring(0, name.length() - TABLE.length()))
                .filter(ListedFaults::isTitle)
                .toList();
    }

    /** The tables among them. */
    List<Path> tables() throws IOException {
        return own().stream()
                .filter(name -> name.endsWith(TABLE))
                .sorted()
                .map(folder::resolve)
                .toList();
    }
}
