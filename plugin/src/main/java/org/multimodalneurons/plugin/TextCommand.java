package org.multimodalneurons.plugin;

import java.io.File;
import java.util.List;

import org.multimodalneurons.Progress;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.multimodalneurons.plugin.models.ModelChoice;
import org.multimodalneurons.plugin.models.Models;
import org.scijava.plugin.Parameter;

/** A command that asks the session's model about words, without an image. */
public abstract class TextCommand extends PluginCommand {

    @Parameter(
            label = "Model",
            description =
                    "\"embedded\", a name that List Models shows, or a weights file or folder; empty: the current model",
            required = false,
            persist = false)
    private File model;

    /** The command's work, with a model that is open until it returns. */
    protected abstract void run(ClipModel clip, Progress progress);

    @Override
    protected final void execute(Progress progress) {
        ModelChoice choice = ModelChoice.parse(model).orElseGet(Models.SESSION::chosen);
        try (Models.Lease lease = Models.SESSION.lease(choice, progress)) {
            run(lease.clip(), progress);
        }
    }

    /** Tells the user, without stopping, what makes results mean less than they seem to. */
    protected final void warn(List<String> warnings) {
        warnings.forEach(Surroundings::note);
    }
}
