package org.multimodalneurons.plugin.imagej;

import ij.plugin.frame.Recorder;

/** Lines for ImageJ's macro recorder. */
public final class Recording {

    private Recording() {}

    /**
     * Records that a command was run, where the recorder is open.
     *
     * @param label the command's, in the menu
     * @param options as a macro gives them; empty for none
     */
    public static void command(String label, String options) {
        if (!Recorder.record) return;
        String prefix = Recorder.scriptMode() ? "IJ." : "";
        String arguments = options.isEmpty() ? "" : ", \"" + Recorder.fixString(options) + "\"";
        Recorder.recordString(prefix + "run(\"" + label + "\"" + arguments + ");\n");
    }
}
