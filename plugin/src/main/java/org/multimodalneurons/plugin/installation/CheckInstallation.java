package org.multimodalneurons.plugin.installation;

import java.awt.Frame;
import java.util.List;
import java.util.stream.Collectors;

import ij.WindowManager;
import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.plugin.PluginCommand;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.multimodalneurons.plugin.imagej.Tables;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Shows what the commands run on, what is wrong with it and what to do: a table to be copied into a report. It does not
 * fail over what it finds, so that a macro can read the table; only without a display, where the findings are printed, a
 * problem makes it fail, for the exit status.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the output
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Check Installation",
        description = "Shows engine, memory, model and libraries, what is wrong with them and what to do.")
public class CheckInstallation extends PluginCommand {

    private static final String TITLE = "Installation";
    private static final int WIDTH = 900;
    private static final int HEIGHT = 560;

    @Parameter(label = TITLE, type = ItemIO.OUTPUT)
    private ResultsTable findings;

    @Override
    protected void execute(Progress progress) {
        progress.report(0, 1, "Checking the installation");
        List<Finding> all = Installation.check();
        findings = Tables.of(all, Finding.class);
        if (!Surroundings.isHeadless()) {
            show();
            return;
        }
        all.forEach(finding -> Surroundings.note(finding.toString()));
        List<Finding> problems = Finding.of(Finding.Status.PROBLEM, all);
        if (!problems.isEmpty())
            throw new UserException(problems.size() + " problem(s) found with "
                    + problems.stream().map(Finding::property).distinct().collect(Collectors.joining(", ")) + ".");
    }

    /** Wide enough for the lines, as tables are not by themselves. */
    private void show() {
        findings.show(TITLE);
        Frame window = WindowManager.getFrame(TITLE);
        window.setSize(WIDTH, HEIGHT);
        window.validate();
    }
}
