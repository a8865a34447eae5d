package org.multimodalneurons.plugin.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

import ij.ImagePlus;
import org.multimodalneurons.PieceProgress;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;
import org.multimodalneurons.model.Memory;
import org.multimodalneurons.plugin.host.ImageTask;
import org.multimodalneurons.plugin.imagej.ImageFile;
import org.multimodalneurons.search.Fault;
import org.multimodalneurons.search.ImageFiles;

/** Runs a task on each file of a folder and keeps what it gives; what fails on one file leaves the others alone. */
final class BatchJob {

    /**
     * What a run did.
     *
     * @param files that have results now, in order
     * @param skipped how many of them had them before
     * @param faults files, and folders, without results, and why
     */
    record Outcome(List<String> files, int skipped, List<Fault> faults) {}

    private final ImageTask task;
    private final String work;
    private final ImageFiles inputs;
    private final Path output;
    private final OutputRecord kept;
    private final boolean skip;

    /**
     * A job for one folder.
     *
     * @param task is run on each image
     * @param work the task in words: results of other work are not passed over
     * @param inputs the files
     * @param output the folder of results; what lies in it is no input
     * @param kept what is beside the results; it is out of date when the first changes
     * @param skip whether files that have their results already are passed over
     * @throws UserException when inputs and results would lie in one folder, or the inputs among the results
     */
    BatchJob(ImageTask task, String work, ImageFiles inputs, Path output, OutputRecord kept, boolean skip) {
        this.task = task;
        this.work = work;
        this.inputs = inputs;
        this.output = output.toAbsolutePath().normalize();
        this.kept = kept;
        this.skip = skip;
        if (this.output.equals(inputs.folder()))
            throw new UserException("The output folder is the folder of images, " + inputs.folder()
                    + ". Choose another, which may lie in it.");
        if (inputs.folder().startsWith(this.output))
            throw new UserException(
                    "The output folder, " + this.output + ", holds the folder of images, " + inputs.folder()
                            + ", and what lies in it counts as results. Choose another, which may lie in the folder of images.");
    }

    /**
     * Does it.
     *
     * @throws UserException when there is no file to work on
     * @throws CancellationException when cancelled; what is finished is kept
     */
    Outcome run(Progress progress) {
        List<Fault> faults = new ArrayList<>();
        List<String> due = inputs.list(faults::add, progress).stream()
                .filter(file -> !inputs.folder().resolve(file).startsWith(output))
                .toList();
        if (due.isEmpty() && faults.isEmpty())
            throw new UserException("The folder " + inputs.folder() + " holds no image file that the filter names.");
        List<String> finished = new ArrayList<>();
        int skipped = 0;
        PieceProgress pieces = new PieceProgress(progress, Math.max(1, due.size()), InstantSource.system());
        for (int i = 0; i < due.size(); i++) {
            String file = due.get(i);
            progress.throwIfCancelled();
            pieces.next(file + " (" + (i + 1) + " of " + due.size() + ")");
            pieces.report(0, 1, "");
            try {
                if (!process(file, pieces)) skipped++;
                finished.add(file);
                faults.addAll(told(file));
            } catch (UserException e) {
                faults.add(new Fault(file, e.getMessage()));
            }
        }
        return new Outcome(finished, skipped, faults);
    }

    /** What the results of a file themselves say was not done, now or when they were made. */
    private List<Fault> told(String file) {
        try {
            return new FileResults(output, file)
                    .tablesOfFaults().stream()
                            .map(table -> new Fault(
                                    file,
                                    "Not all could be read or done; the table " + table
                                            + " among the results of this file tells what. Mend that, then run again"
                                            + " with skip=false."))
                            .toList();
        } catch (IOException e) {
            throw new UserException(
                    "The results of " + file + " cannot be read again: " + WholeFile.reason(e) + ".", e);
        }
    }

    /** Makes the results of one file, unless they are there. */
    private boolean process(String file, Progress progress) {
        try {
            Path path = inputs.folder().resolve(file);
            String record = record(path);
            FileResults results = new FileResults(output, file);
            if (skip && results.areOf(record)) return false;
            results.requireReplaceable(record); // before hours of work
            List<ImageTask.Result> made = results(path, progress);
            try {
                kept.keepOnly(Set.of());
                results.write(record, made);
            } finally {
                for (ImageTask.Result result : made) if (result.value() instanceof ImagePlus image) image.flush();
            }
            return true;
        } catch (UserException | CancellationException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new UserException("It failed unexpectedly: " + e, e);
        } catch (OutOfMemoryError e) {
            throw Memory.tooLittleFor("The file " + inputs.folder().resolve(file), e);
        }
    }

    private List<ImageTask.Result> results(Path file, Progress progress) {
        ImagePlus image = ImageFile.image(file);
        try {
            List<ImageTask.Result> results = task.run(image, progress);
            progress.throwIfCancelled(); // some commands keep what they have when they are cancelled
            return results;
        } finally {
            image.flush();
        }
    }

    /** Tells whether results are of this work on this file as it is. */
    private String record(Path file) throws IOException {
        return work + "file=" + file + "\nbytes=" + Files.size(file) + "\nmodified=" + Files.getLastModifiedTime(file)
                + "\n";
    }
}
