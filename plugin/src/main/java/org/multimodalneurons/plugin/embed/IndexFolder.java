package org.multimodalneurons.plugin.embed;

import java.io.File;
import java.util.List;

import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.TextCommand;
import org.multimodalneurons.plugin.Unreadable;
import org.multimodalneurons.plugin.imagej.Tables;
import org.multimodalneurons.search.ImageFiles;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/**
 * Makes a folder of images searchable, or brings its index up to date: files that are new or changed are embedded, files
 * that are gone or no longer named are dropped. It may be stopped by Esc or by anything else, and goes on where it was.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Embed>Index Folder...",
        description = "Makes a folder of images searchable, or brings its index up to date: files that are new or "
                + "changed are embedded, files that are gone or no longer named are dropped. It may be stopped by "
                + "Esc or by anything else, and goes on where it was.")
public class IndexFolder extends TextCommand {

    @Parameter(label = "Folder", description = "of image files", style = FileWidget.DIRECTORY_STYLE, persist = false)
    private File folder;

    @Parameter(
            label = "Kept in",
            description =
                    "a new or empty folder for the index alone; when not given: beside the images, in a hidden folder",
            style = FileWidget.DIRECTORY_STYLE,
            required = false,
            persist = false)
    private File kept;

    @Parameter(
            label = "Filter",
            description =
                    "a pattern of file names, such as *.tif or {a,b}*.png; upper and lower case are one; what it does"
                            + " not name is not in the index, or leaves it",
            required = false,
            persist = false)
    private String filter = ImageFiles.IMAGES;

    @Parameter(label = "Recursive", description = "the folders in the folder, too", persist = false)
    private boolean recursive = true;

    @Parameter(label = "Index", type = ItemIO.OUTPUT)
    private ResultsTable summary;

    @Parameter(label = "Unreadable", type = ItemIO.OUTPUT)
    private ResultsTable unreadable;

    private record Row(String folder, int embedded, int unchanged, int dropped, int unreadable) {}

    @Override
    public String about() {
        return folder == null ? "" : "of " + nameOf(folder);
    }

    @Override
    protected void run(ClipModel clip, Progress progress) {
        FolderIndex index = new FolderIndex(folder, kept);
        ImageFiles files = index.files(filter);
        var outcome = index.update(clip, recursive ? files : files.notDeeper(), progress);
        Row row = new Row(
                index.place().pictures().toString(),
                outcome.embedded(),
                outcome.unchanged(),
                outcome.dropped(),
                outcome.unreadable().size());
        summary = Tables.of(List.of(row), Row.class);
        unreadable = Unreadable.table(outcome.unreadable());
    }
}
