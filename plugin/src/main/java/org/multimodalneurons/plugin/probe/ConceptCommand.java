package org.multimodalneurons.plugin.probe;

import java.io.File;
import java.util.List;

import org.multimodalneurons.plugin.TextCommand;
import org.multimodalneurons.probe.ConceptSet;
import org.multimodalneurons.probe.Stimulus;
import org.scijava.plugin.Parameter;
import org.scijava.widget.FileWidget;

/** A command that shows the model labelled pictures: those of a folder, or the set that ships with the plugin. */
abstract class ConceptCommand extends TextCommand {

    @Parameter(
            label = "Folder",
            description = "of pictures: family/concept/modality; or for one concept a folder for each modality and one"
                    + " named negative; empty: the set that ships with the plugin",
            style = FileWidget.DIRECTORY_STYLE,
            required = false,
            persist = false)
    private File folder;

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

    private boolean isBuiltIn() {
        return folder == null || folder.getPath().isBlank();
    }
}
