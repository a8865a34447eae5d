package org.multimodalneurons.plugin.batch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.plugin.PluginCommand;
import org.multimodalneurons.plugin.host.ImageTask;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.multimodalneurons.plugin.imagej.Tables;
import org.multimodalneurons.plugin.models.Models;
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
@Plugin(type = Command.class, menuPath = "Plugins>Multimodal Neurons>Batch...")
public class Batch extends PluginCommand {

    private static final String ERRORS = "Errors";

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
                "Duplicates and Outliers...",
                "Embed Images...",
                "Embedding Plot...",
                "Export Embeddings...",
                "Search Images...",
                "Similarity Map...",
                "Train Classifier...",
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
            description = "pass over files whose results are there, of the same command and options and the same file",
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
        BatchJob job = new BatchJob(task, work(), inputs(), made(output), skip);
        Surroundings.unwatched(() -> tell(job.run(progress), progress));
    }

    private String work() {
        return "command=" + command + "\noptions=" + options + "\nmodel=" + Models.SESSION.chosen() + "\n";
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
            throw new UserException("The output folder " + output + " cannot be made: " + e + ". Choose another.", e);
        }
    }

    private static boolean isEmpty(File file) {
        return file == null || file.getPath().isBlank();
    }

    private void tell(BatchJob.Outcome outcome, Progress progress) {
        List<Fault> faults = new ArrayList<>(outcome.faults());
        if (combine) keep(() -> CombinedTables.write(output.toPath(), outcome.files(), progress), faults);
        keep(() -> keepErrors(faults), faults);
        int finished = outcome.files().size() - outcome.skipped();
        summary = Tables.of(
                List.of(new Row(command, folder.getPath(), finished, outcome.skipped(), faults.size())), Row.class);
        if (!faults.isEmpty()) errors = Tables.of(faults, Fault.class);
        String told = finished + " files were worked on, " + outcome.skipped() + " had their results already, "
                + faults.size() + " failed";
        Surroundings.note("Batch: " + told + (faults.isEmpty() ? "." : "; the table " + ERRORS + " names them."));
        if (!faults.isEmpty())
            Surroundings.abortMacro("Batch: " + told + ", the first, "
                    + faults.get(0).file() + ", because: " + faults.get(0).error());
    }

    /** What cannot be written at the end is one more fault, so that the others are told all the same. */
    private void keep(Runnable writing, List<Fault> faults) {
        try {
            writing.run();
        } catch (UserException e) {
            faults.add(new Fault(output.getPath(), e.getMessage()));
        }
    }

    /** Beside the results, in place of those of an earlier run. */
    private void keepErrors(List<Fault> faults) {
        Path file = output.toPath().resolve(ERRORS + ".csv");
        if (!faults.isEmpty()) Tables.save(Tables.of(faults, Fault.class), file);
        else if (!file.toFile().delete() && file.toFile().exists())
            throw new UserException("The file " + file + ", of an earlier run, cannot be deleted.");
    }
}
