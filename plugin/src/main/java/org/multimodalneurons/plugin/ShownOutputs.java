package org.multimodalneurons.plugin;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.multimodalneurons.plugin.imagej.Tables;
import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPostprocessorPlugin;
import org.scijava.module.process.PostprocessorPlugin;
import org.scijava.plugin.Plugin;

/**
 * Shows what our commands give, where the host has not: ImageJ's tables, which SciJava does not display, under their
 * {@link #title}, in place of an earlier one of that name; and images, which SciJava shows nowhere in batch mode.
 */
@Plugin(type = PostprocessorPlugin.class, priority = Priority.HIGH)
public class ShownOutputs extends AbstractPostprocessorPlugin {

    @Override
    public void process(Module module) {
        if (!(module.getDelegateObject() instanceof PluginCommand)) return;
        for (ModuleItem<?> item : module.getInfo().outputs()) {
            if (module.isOutputResolved(item.getName())) continue;
            Object output = module.getOutput(item.getName());
            if (output instanceof ImagePlus image) Surroundings.show(image);
            else if (output instanceof ResultsTable table) show(table, title(item, module));
            else continue;
            module.resolveOutput(item.getName());
        }
    }

    /** Commands that do more with a table have shown it themselves. */
    private static void show(ResultsTable table, String title) {
        if (table.getTitle() == null) Tables.show(table, title);
    }

    /** A table's title: what it holds and of which folder or, where one was given, image, such as "Scores of cat.png". */
    public static String title(ModuleItem<?> table, Module module) {
        String label = table.getLabel() == null || table.getLabel().isBlank() ? table.getName() : table.getLabel();
        if (module.getDelegateObject() instanceof PluginCommand command
                && !command.about().isEmpty()) return label + " " + command.about();
        return label
                + module.getInputs().values().stream()
                        .filter(ImagePlus.class::isInstance)
                        .findFirst()
                        .map(image -> " of " + ((ImagePlus) image).getTitle())
                        .orElse("");
    }
}
