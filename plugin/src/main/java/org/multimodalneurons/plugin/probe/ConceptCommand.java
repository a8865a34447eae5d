package org.multimodalneurons.plugin.probe;

import java.io.File;
import java.util.List;
import java.util.Map;

import ij.measure.ResultsTable;
import org.multimodalneurons.plugin.TextCommand;
import org.multimodalneurons.plugin.Unreadable;
import org.multimodalneurons.probe.ConceptSet;
import org.multimodalneurons.probe.Stimulus;
import org.scijava.ItemIO;
import org.scijava.plugin.Parameter;
import org.scijava.widget.FileWidget;

/** A command that shows the model labelled pictures: those of a folder, or the set that ships with the plugin. */
@SuppressWarnings("UnusedVariable") // SciJava reads the output
abstract class ConceptCommand extends TextCommand {

    @Parameter(
            label = "Folder",
            description = "of pictures: family/concept/modality; or for one concept a folder for each modality and one"
                    + " named negative; empty: the set that ships with the plugin",
            style = FileWidget.DIRECTORY_STYLE,
            required = false,
            persist = false)
    private File folder;

    @Parameter(label = "Unreadable", type = ItemIO.OUTPUT)
    private ResultsTable unreadable;

    /** The concepts that are shown. */
    final ConceptSet concepts() {
        return isBuiltIn() ? ConceptSet.builtIn() : ConceptSet.open(folder.toPath());
    }

    /** The pictures that are shown; a folder without subfolders will do. */
    final List<Stimulus> stimuli() {
        return isBuiltIn() ? ConceptSet.builtIn().stimuli() : StimulusFolder.read(folder);
    }

    /** What tables call the pictures. */
    final String pictures() {
        return isBuiltIn()
                ? ConceptSet.builtIn().name()
                : folder.toPath().toAbsolutePath().normalize().getFileName().toString();
    }

    /**
     * Has the pictures that could not be read listed in a table of the command, where there are any.
     *
     * @param reasons what is wrong with each, by its place
     * @param shown all pictures
     */
    final void tellUnreadable(Map<Integer, String> reasons, List<Stimulus> shown) {
        unreadable = Unreadable.table(reasons, place -> shown.get(place).label());
    }

    private boolean isBuiltIn() {
        return folder == null || folder.getPath().isBlank();
    }
}
