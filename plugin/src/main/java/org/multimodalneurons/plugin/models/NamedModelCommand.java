package org.multimodalneurons.plugin.models;

import org.multimodalneurons.Progress;
import org.multimodalneurons.plugin.PluginCommand;
import org.multimodalneurons.zoo.ModelZoo;
import org.multimodalneurons.zoo.ZooEntry;
import org.scijava.plugin.Parameter;

/** A command that does something to one of the listed models. */
public abstract class NamedModelCommand extends PluginCommand {

    @Parameter(label = "Name", description = "of the model, as List Models shows it", required = false, persist = false)
    private String name = "";

    /** The command's work on a model that is listed. */
    protected abstract void run(ModelZoo zoo, ZooEntry entry, Progress progress);

    @Override
    protected final void execute(Progress progress) {
        ModelZoo zoo = ModelZoo.standard();
        run(zoo, zoo.get(name), progress);
    }
}
