package org.multimodalneurons.plugin.models;

import org.multimodalneurons.Progress;
import org.multimodalneurons.plugin.PluginCommand;
import org.scijava.command.Command;
import org.scijava.plugin.Plugin;

/** Frees the memory of the model that the last command used; the next command loads one again. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Models>Unload Model",
        description = "Frees the memory that the model takes; the next command loads it again.")
public class UnloadModel extends PluginCommand {

    @Override
    protected void execute(Progress progress) {
        Models.SESSION.close();
    }
}
