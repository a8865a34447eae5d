package org.multimodalneurons.plugin.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;

/**
 * Which command and folder an output folder is for, and which files beside the folders of results are Batch's own: others
 * are not replaced, and its own do not outlive what they tell. It is kept there, in {@code Batch.txt}.
 */
final class OutputRecord {

    private static final String RECORD = "Batch.txt";
    private static final String OWN = "file=";

    private final Path output;
    private final String work;
    private final Set<String> own = new LinkedHashSet<>();

    /**
     * That of a folder which exists.
     *
     * @param output the folder of all results
     * @param command label of the command
     * @param inputs the folder of images
     * @throws UserException when it has results of another command or folder, or what is there was not written by Batch
     */
    OutputRecord(Path output, String command, Path inputs) {
        this.output = output;
        this.work = "command=" + command + "\nfolder=" + inputs;
        Path file = output.resolve(RECORD);
        if (!Files.exists(file)) return;
        List<String> lines = read(file);
        if (lines.size() < 2
                || !lines.get(0).startsWith("command=")
                || !lines.get(1).startsWith("folder="))
            throw new UserException("In the output folder " + output + " is a file " + RECORD
                    + " which is not that of a Batch on a folder. Choose another output folder.");
        if (!String.join("\n", lines.subList(0, 2)).equals(work))
            throw new UserException("In the output folder " + output + " are results of another run, " + lines.get(0)
                    + ", of the " + lines.get(1).replace('=', ' ')
                    + ". Choose another output folder, or delete that one.");
        for (String line : lines) if (line.startsWith(OWN)) own.add(line.substring(OWN.length()));
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UserException(
                    "The file " + file + " cannot be read: " + WholeFile.reason(e) + ". Choose another output folder.",
                    e);
        }
    }

    /**
     * The place of a file that is not replaced unless Batch wrote it.
     *
     * @throws UserException when there is another of that name
     */
    Path free(String name) {
        Path file = output.resolve(name);
        if (!own.contains(name) && Files.exists(file))
            throw new UserException("The file " + file
                    + " stands where a table should go, and Batch did not write it. Move it away, or choose another"
                    + " output folder.");
        return file;
    }

    /**
     * The place of a file that is written now.
     *
     * @throws UserException when there is another of that name, or the record cannot be written
     */
    Path claim(String name) {
        Path file = free(name);
        if (own.add(name)) write();
        return file;
    }

    /**
     * Deletes Batch's own files, and makes the folder Batch's.
     *
     * @param kept are not deleted
     * @throws UserException when one cannot be deleted, or the record not be written
     */
    void keepOnly(Set<String> kept) {
        if (kept.containsAll(own) && Files.exists(output.resolve(RECORD))) return;
        for (String name : List.copyOf(own)) {
            if (kept.contains(name)) continue;
            try {
                Files.deleteIfExists(output.resolve(name));
            } catch (IOException e) {
                throw new UserException(
                        "The file " + output.resolve(name) + ", of an earlier run, cannot be deleted: "
                                + WholeFile.reason(e) + ".",
                        e);
            }
            own.remove(name);
        }
        write();
    }

    /** The names of Batch's own files. */
    Set<String> own() {
        return Set.copyOf(own);
    }

    private void write() {
        StringBuilder text = new StringBuilder(work).append('\n');
        for (String name : own) text.append(OWN).append(name).append('\n');
        try {
            WholeFile.write(output.resolve(RECORD), draft -> Files.writeString(draft, text));
        } catch (IOException e) {
            throw new UserException(
                    "The output folder " + output + " cannot be written to: " + WholeFile.reason(e) + ".", e);
        }
    }
}
