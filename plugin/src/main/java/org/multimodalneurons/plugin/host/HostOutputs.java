package org.multimodalneurons.plugin.host;

import java.awt.GraphicsEnvironment;
import java.util.Optional;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.multimodalneurons.plugin.ShownOutputs;
import org.multimodalneurons.plugin.imagej.Tables;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPostprocessorPlugin;

/**
 * Shows each output once, images in image windows (or to the macro that runs in batch mode) and tables in table
 * windows; writes them to a folder as well where there is one.
 */
final class HostOutputs extends AbstractPostprocessorPlugin {

    private final Optional<OutputFolder> folder;

    HostOutputs(Optional<OutputFolder> folder) {
        this.folder = folder;
    }

    @Override
    public void process(Module module) {
        for (ModuleItem<?> item : module.getInfo().outputs()) {
            if (module.isOutputResolved(item.getName())) continue;
            Object value = module.getOutput(item.getName());
            if (value instanceof ImagePlus image)
                show(image, image.getTitle().isBlank() ? Inputs.label(item) : image.getTitle());
            else if (value instanceof ResultsTable table)
                show(table, table.getTitle() == null ? ShownOutputs.title(item, module) : table.getTitle());
            else if (value != null) continue;
            module.resolveOutput(item.getName());
        }
    }

    private void show(ImagePlus image, String title) {
        folder.ifPresent(writer -> writer.write(title, image));
        if (!GraphicsEnvironment.isHeadless() || IJ.isMacro()) image.show();
    }

    private void show(ResultsTable table, String title) {
        folder.ifPresent(writer -> writer.write(title, table));
        boolean shown = table.getTitle() != null; // in Fiji nobody shows tables, so commands may do it themselves
        if (!shown && !GraphicsEnvironment.isHeadless())
            Tables.show(table, title); // in place of an earlier one, as in Fiji
    }
}
