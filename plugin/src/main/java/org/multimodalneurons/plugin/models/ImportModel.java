package org.multimodalneurons.plugin.models;

import java.io.File;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.plugin.PluginCommand;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.multimodalneurons.zoo.ModelZoo;
import org.multimodalneurons.zoo.ZooEntry;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Copies a model into the models folder, under a name by which commands can be given it. The original stays. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Models>Import Model...",
        description = "Copies a model file or folder into the models folder and lists it under a name.")
public class ImportModel extends PluginCommand {

    @Parameter(
            label = "Path",
            description = "of the weights file, or of the folder that holds it with its configuration",
            required = false,
            persist = false)
    private File path;

    @Parameter(
            label = "Name",
            description = "to list it under: letters, digits, . _ + -",
            required = false,
            persist = false)
    private String name = "";

    @Override
    protected void execute(Progress progress) {
        if (path == null || path.getPath().isBlank())
            throw new UserException("There is no model to import: give the path of its weights file or folder.");
        String listed = name.isBlank() ? ImportedName.of(path.toPath()) : name;
        ZooEntry entry = ModelZoo.standard().importFrom(path.toPath(), listed, progress);
        Surroundings.note("Imported " + path + " as " + entry.name() + ".");
    }
}
