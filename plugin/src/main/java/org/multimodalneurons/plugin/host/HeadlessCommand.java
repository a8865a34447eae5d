package org.multimodalneurons.plugin.host;

import java.awt.HeadlessException;

import ij.IJ;
import ij.plugin.PlugIn;
import org.multimodalneurons.plugin.imagej.Surroundings;

/**
 * Runs one of ImageJ's own commands with no display; its argument is the command's label. Those that ask in a dialog
 * cannot run so, not even with all options given, and ImageJ would print the exception and go on: the macro stops
 * instead, and says why.
 */
public final class HeadlessCommand implements PlugIn {

    @Override
    public void run(String label) {
        String action = HeadlessImageJ.builtIn().get(label);
        int argument = action.lastIndexOf("(\"");
        String type = argument < 0 ? action : action.substring(0, argument);
        try {
            IJ.runPlugIn(label, type, argument < 0 ? "" : action.substring(argument + 2, action.length() - 2));
        } catch (HeadlessException e) {
            Surroundings.abortMacro("\"" + label + "\" asks in a dialog of ImageJ, which needs a display. Use functions"
                    + " of the macro language instead, or run with a virtual display (xvfb-run) or by Fiji"
                    + " (fiji --headless).");
        }
    }
}
