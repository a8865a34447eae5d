package org.multimodalneurons.plugin.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import ij.measure.ResultsTable;
import org.multimodalneurons.plugin.ShownOutputs;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;

/**
 * What a command that went through could not do: the rows of its tables {@code Unreadable} and {@code Errors}. These two
 * labels of outputs mean nothing else in any of our commands.
 */
public final class ListedFaults {

    private static final Set<String> TABLES = Set.of("Unreadable", "Errors");

    private ListedFaults() {}

    /** Whether a table with this label tells of such faults. */
    public static boolean isTitle(String label) {
        return TABLES.contains(label);
    }

    /** A sentence for each such table that has rows. */
    static List<String> of(Module module) {
        List<String> sentences = new ArrayList<>();
        for (ModuleItem<?> item : module.getInfo().outputs())
            if (TABLES.contains(Inputs.label(item))
                    && module.getOutput(item.getName()) instanceof ResultsTable table
                    && table.size() > 0)
                sentences.add(
                        module.getInfo().getTitle() + ": " + sentence(table.size(), ShownOutputs.title(item, module)));
        return sentences;
    }

    private static String sentence(int faults, String table) {
        return faults == 1
                ? "1 file, folder or region failed or cannot be read; the table " + table + " names it."
                : faults + " files, folders or regions failed or cannot be read; the table " + table + " names them.";
    }
}
