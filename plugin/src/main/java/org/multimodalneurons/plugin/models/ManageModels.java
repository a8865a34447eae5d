package org.multimodalneurons.plugin.models;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.plugin.PluginCommand;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.multimodalneurons.zoo.ModelZoo;
import org.scijava.command.Command;
import org.scijava.plugin.Plugin;

/** Opens the window that lists the models and downloads, verifies, imports, removes and chooses them. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Models>Models...",
        description = "Lists the models; downloads, verifies, imports, removes and chooses them.")
public class ManageModels extends PluginCommand {

    @Override
    protected void execute(Progress progress) {
        if (Surroundings.isHeadless())
            throw new UserException("Models... is a window and needs a display. Use List Models, Download Model...,"
                    + " Verify Model..., Import Model..., Remove Model... and Choose... instead.");
        ModelsWindow.open(ModelZoo.standard());
    }
}
