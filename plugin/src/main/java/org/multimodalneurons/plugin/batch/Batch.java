package org.multimodalneurons.plugin.batch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;
import org.multimodalneurons.plugin.PluginCommand;
import org.multimodalneurons.plugin.host.ImageTask;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.multimodalneurons.plugin.imagej.Tables;
import org.multimodalneurons.search.Fault;
import org.multimodalneurons.search.ImageFiles;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/**
 * Runs another command on every image file of a folder. Each file gets a folder of its own with the tables and pictures
 * that the command gives of it; tables of one kind are combined as well. A file that fails is written down and the others
 * are worked on; after Esc, or a crash, the same call goes on where it was.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Batch...",
        description = "Runs another command on every image file of a folder. Each file gets a folder of its own with "
                + "the tables and pictures that the command gives of it; tables of one kind are combined as well.")
public class Batch extends PluginCommand {

    private static final String ERRORS = "Errors";
    private static final String ERRORS_FILE = ERRORS + ".csv";

    @Parameter(
            label = "Command",
            description = "what is done with each image",
            choices = {
                "Render Text on Image...",
                "Search for the Strongest Attack...",
                "Typographic Attack...",
                "Which Neurons Were Hijacked?...",
                "Apply Classifier...",
                "Classify with Text...",
                "Compare...",
                "Embed Images...",
                "Search Images...",
                "Similarity Map...",
                "Dissect...",
                "Neuron Activations...",
                "Tuning Curve...",
                "Which Neurons Say So...",
                "Caricature / Invert...",
                "DeepDream..."
            },
            persist = false)
    private String command = "Classify with Text...";

    @Parameter(label = "Folder", description = "of image files", style = FileWidget.DIRECTORY_STYLE, persist = false)
    private File folder;

    @Parameter(
            label = "Filter",
            description = "a pattern of file names, such as *.tif or {a,b}*.png; upper and lower case are one",
            required = false,
            persist = false)
    private String filter = ImageFiles.IMAGES;

    @Parameter(label = "Recursive", description = "the folders in the folder, too", persist = false)
    private boolean recursive = true;

    @Parameter(
            label = "Output",
            description = "the folder of results: a folder for each file, and the combined tables",
            style = FileWidget.DIRECTORY_STYLE,
            persist = false)
    private File output;

    @Parameter(
            label = "Skip existing",
            description = "pass over files whose results are there, of the same command, options, model and file",
            persist = false)
    private boolean skip = true;

    @Parameter(
            label = "Combine tables",
            description = "write the tables of all files as one of each kind, with the file in the first column",
            persist = false)
    private boolean combine = true;

    @Parameter(
            label = "Options",
            description = "of the command, as the macro recorder writes them: labels=[dog, cat] slices=all",
            required = false,
            persist = false)
    private String options = ""; // the last: in Fiji the first of two equal keys counts, and these are others' keys

    @Parameter(label = "Batch", type = ItemIO.OUTPUT)
    private ResultsTable summary;

    @Parameter(label = ERRORS, type = ItemIO.OUTPUT)
    private ResultsTable errors;

    private record Row(String command, String folder, int finished, int skipped, int failed) {}

    @Override
    protected void execute(Progress progress) {
        ImageTask task = ImageTask.of(context(), command, options == null ? "" : options);
        ImageFiles inputs = inputs();
        Path results = made(output);
        String work = work(task, results, progress);
        OutputRecord record = new OutputRecord(results, command, inputs.folder());
        record.free(ERRORS_FILE);
        BatchJob job = new BatchJob(task, work, inputs, results, record, skip);
        Surroundings.unwatched(() -> tell(job.run(progress), record, progress));
    }

    /** What was done, and from what beside the images: what changes it makes results out of date. */
    private String work(ImageTask task, Path results, Progress progress) {
        String model = task.model()
                .map(choice -> "model=" + choice + " " + choice.stamp() + "\n")
                .orElse("");
        return "command=" + command + "\noptions=" + options + "\n" + model
                + GivenFiles.state(task.files(), results, progress);
    }

    private ImageFiles inputs() {
        if (isEmpty(folder)) throw new UserException("No folder is given; choose one with image files.");
        ImageFiles all = ImageFiles.below(folder.toPath());
        ImageFiles named = filter == null || filter.isBlank() ? all : all.named(filter.strip());
        return recursive ? named : named.notDeeper();
    }

    private static Path made(File output) {
        if (isEmpty(output)) throw new UserException("No output folder is given (output); choose one for the results.");
        try {
            return Files.createDirectories(output.toPath());
        } catch (IOException e) {
            throw new UserException(
                    "The output folder " + output + " cannot be made: " + WholeFile.reason(e) + ". Choose another.", e);
        }
    }

    private static boolean isEmpty(File file) {
        return file == null || file.getPath().isBlank();
    }

    private void tell(BatchJob.Outcome outcome, OutputRecord record, Progress progress) {
        List<Fault> faults = new ArrayList<>(outcome.faults());
        if (combine) keep(() -> combine(outcome, record, progress), faults);
        keep(() -> keepErrors(faults, record), faults);
        int finished = outcome.files().size() - outcome.skipped();
        summary = Tables.of(
                List.of(new Row(command, folder.getPath(), finished, outcome.skipped(), faults.size())), Row.class);
        if (!faults.isEmpty()) errors = Tables.of(faults, Fault.class);
        String told = "Batch: " + (finished == 1 ? "1 file was worked on, " : finished + " files were worked on, ")
                + outcome.skipped()
                + (outcome.skipped() == 1 ? " had its results already, " : " had their results already, ")
                + faults.size() + " failed";
        if (faults.isEmpty()) Surroundings.note(told + ".");
        else
            tellFailed(
                    told + "; the table " + ERRORS + (faults.size() == 1 ? " names it." : " names them."),
                    faults.get(0));
    }

    /** Once: a macro is stopped by it. */
    private static void tellFailed(String told, Fault first) {
        if (Surroundings.isMacro())
            Surroundings.abortMacro(told + " The first, " + first.file() + ", because: " + first.error());
        else Surroundings.note(told);
    }

    /** What cannot be written at the end is one more fault, so that the others are told all the same. */
    private void keep(Runnable writing, List<Fault> faults) {
        try {
            writing.run();
        } catch (UserException e) {
            faults.add(new Fault(output.getPath(), e.getMessage()));
        }
    }

    private void combine(BatchJob.Outcome outcome, OutputRecord record, Progress progress) {
        Set<String> kept = new HashSet<>(CombinedTables.write(output.toPath(), outcome.files(), record, progress));
        kept.add(ERRORS_FILE);
        record.keepOnly(kept);
    }

    /** Beside the results, in place of those of an earlier run. */
    private static void keepErrors(List<Fault> faults, OutputRecord record) {
        if (!faults.isEmpty()) {
            Tables.save(Tables.of(faults, Fault.class), record.claim(ERRORS_FILE));
            return;
        }
        Set<String> kept = new HashSet<>(record.own());
        if (kept.remove(ERRORS_FILE)) record.keepOnly(kept);
    }
}
