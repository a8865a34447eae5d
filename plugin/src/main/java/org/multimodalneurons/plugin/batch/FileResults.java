package org.multimodalneurons.plugin.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
    private static final Set<String> OF_THE_SYSTEM = Set.of(".ds_store", "thumbs.db", "desktop.ini");

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
                    && own(folder).stream().allMatch(name -> Files.isRegularFile(folder.resolve(name)));
        } catch (IOException e) {
            return false; // they cannot be told, so they are made anew
        }
    }

    /**
     * Makes sure that nothing is lost when results are put in place of what is there, or of what a killed run left.
     *
     * @param record of the new results
     * @throws UserException when what is there is not ours, or another command's, or somebody put more there
     */
    void requireReplaceable(String record) {
        try {
            requireNoOthers(draft());
            if (!Files.exists(folder)
                    || (Files.isDirectory(folder) && entries(folder).isEmpty())) return;
            if (!Files.exists(folder.resolve(RECORD)))
                throw new UserException(folder + " stands where the results should go, and Batch did not write it."
                        + " Choose another output folder.");
            String earlier = command(Files.readString(folder.resolve(RECORD)));
            if (!earlier.equals(command(record)))
                throw new UserException("In " + folder + " are results of another run, " + earlier
                        + ". Choose another output folder, or delete them.");
            requireNoOthers(folder);
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
        try {
            remove(draft()); // a killed run may have left one
            OutputFolder files = new OutputFolder(draft(), this::announce);
            Files.writeString(draft().resolve(RECORD), record);
            for (ImageTask.Result result : results) {
                if (result.value() instanceof ResultsTable table) files.write(result.name(), table);
                else files.write(result.name(), (ImagePlus) result.value());
            }
            remove(folder);
            Files.move(draft(), folder);
        } catch (IOException e) {
            throw unwritable(e);
        } finally {
            discard();
        }
    }

    /** Where results lie until all of them are there. */
    private Path draft() {
        return folder.resolveSibling("." + folder.getFileName() + ".draft");
    }

    /** Names a file in the record before it is there: a run that is killed leaves none that the next one does not know. */
    private void announce(Path file) throws IOException {
        Files.writeString(draft().resolve(RECORD), OWN + file.getFileName() + "\n", StandardOpenOption.APPEND);
    }

    private UserException unwritable(IOException e) {
        return new UserException(
                "The results cannot be written to " + folder + ": " + WholeFile.reason(e)
                        + ". Mend that, or choose another folder.",
                e);
    }

    /** What somebody put there is not ours to delete. */
    private static void requireNoOthers(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return;
        Set<String> written = written(folder);
        for (Path entry : entries(folder)) {
            String name = entry.getFileName().toString();
            if (!name.equals(RECORD) && !written.contains(name))
                throw new UserException("In " + folder + ", which new results would replace, is " + name
                        + ", and Batch did not write it. Move it away, or choose another output folder.");
        }
    }

    /** The record goes last: a run that is killed here leaves what the next one knows as Batch's. */
    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        for (String name : written(folder)) Files.deleteIfExists(folder.resolve(name));
        for (Path entry : allEntries(folder)) if (isOfTheSystem(entry)) Files.deleteIfExists(entry);
        Files.deleteIfExists(folder.resolve(RECORD));
        Files.delete(folder);
    }

    /** Takes away what was written of results that were not finished. */
    private void discard() {
        try {
            remove(draft());
        } catch (IOException e) {
            Surroundings.note("The folder " + draft() + ", of unfinished results, cannot be removed: "
                    + WholeFile.reason(e) + ".");
        }
    }

    /** The files that were written there, and their halves, which a killed run leaves of a table or picture. */
    private static Set<String> written(Path folder) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        for (String name : own(folder)) names.addAll(List.of(name, "." + name + ".draft", "." + name + ".tmp"));
        return names;
    }

    /** The names of the files that were written there, beside the record. */
    private static List<String> own(Path folder) throws IOException {
        Path record = folder.resolve(RECORD);
        if (!Files.isRegularFile(record)) return List.of();
        return Files.readAllLines(record).stream()
                .filter(line -> line.startsWith(OWN))
                .map(line -> line.substring(OWN.length()))
                .toList();
    }

    /** What lies there, but for what nobody put there. */
    private static List<Path> entries(Path folder) throws IOException {
        return allEntries(folder).stream()
                .filter(entry -> !isOfTheSystem(entry))
                .toList();
    }

    private static List<Path> allEntries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    /** Whether a file browser wrote it by itself, when somebody looked at the folder. */
    private static boolean isOfTheSystem(Path entry) {
        return OF_THE_SYSTEM.contains(entry.getFileName().toString().toLowerCase(Locale.ROOT));
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
        return own(folder).stream()
                .filter(name -> name.endsWith(TABLE))
                .sorted()
                .map(folder::resolve)
                .toList();
    }
}
