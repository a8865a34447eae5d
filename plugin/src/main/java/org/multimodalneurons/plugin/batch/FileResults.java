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
import org.multimodalneurons.plugin.host.OutputFolder;

/**
 * What is kept of one file: a folder with the file's whole name, so that no two files share one, which holds tables as
 * CSV, pictures as PNG and TIFF, and a record of the work. It is there when all of it is there.
 */
final class FileResults {

    private static final String RECORD = "Batch.txt";
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

    /** Whether they are there, of the same work on the same file. */
    boolean areOf(String record) {
        try {
            Path kept = folder.resolve(RECORD);
            return Files.isRegularFile(kept) && Files.readString(kept).equals(record);
        } catch (IOException e) {
            return false; // they cannot be told, so they are made anew
        }
    }

    /**
     * Keeps results, in place of earlier ones.
     *
     * @param record what was done, and on what; the command stands in its first line
     * @throws UserException when they cannot be written, or what is in their place is not ours, or another
     *     command's
     */
    void write(String record, List<ImageTask.Result> results) {
        Path draft = folder.resolveSibling("." + folder.getFileName() + ".draft");
        try {
            remove(draft); // of a run that was killed
            try {
                OutputFolder files = new OutputFolder(draft);
                for (ImageTask.Result result : results) {
                    if (result.value() instanceof ResultsTable table) files.write(result.name(), table);
                    else files.write(result.name(), (ImagePlus) result.value());
                }
                Files.writeString(draft.resolve(RECORD), record);
                removeEarlier(record);
                Files.move(draft, folder);
            } finally {
                remove(draft);
            }
        } catch (IOException e) {
            throw new UserException(
                    "The results cannot be written to " + folder + ": " + WholeFile.reason(e)
                            + ". Mend that, or choose another folder.",
                    e);
        }
    }

    /** Of the same command alone: who runs several into one folder would not expect to lose what the first one gave. */
    private void removeEarlier(String record) throws IOException {
        if (!Files.exists(folder)) return;
        if (!Files.exists(folder.resolve(RECORD)))
            throw new UserException(folder + " stands where the results should go, and Batch did not write it. Choose"
                    + " another output folder.");
        String earlier = command(Files.readString(folder.resolve(RECORD)));
        if (!earlier.equals(command(record)))
            throw new UserException("In " + folder + " are results of another run, " + earlier
                    + ". Choose another output folder, or delete them.");
        remove(folder);
    }

    private static String command(String record) {
        return record.lines().findFirst().orElse("");
    }

    /** A folder of files, no deeper: what else somebody put there is not ours to delete. */
    private static void remove(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return;
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.toList();
        }
        for (Path file : files) Files.delete(file);
        Files.delete(folder);
    }

    /** The tables among them. */
    List<Path> tables() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> file.getFileName().toString().endsWith(TABLE))
                    .sorted()
                    .toList();
        }
    }
}
