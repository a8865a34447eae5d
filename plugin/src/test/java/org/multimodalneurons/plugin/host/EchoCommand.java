package org.multimodalneurons.plugin.host;

import java.io.File;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.plugin.PluginCommand;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Repeats its inputs in a table and a picture, so that tests see how they arrived. It is found through the index among
 * the test resources, which has the line that the annotation processor would write.
 */
@Plugin(type = Command.class, menuPath = "Plugins>Multimodal Neurons>Test>Echo...", description = "Repeats its inputs.")
public class EchoCommand extends PluginCommand {

    /** The latest run, as one line. */
    static volatile String latest = "";

    @Parameter(required = false)
    private ImagePlus image;

    @Parameter(
            label = "Words to repeat",
            style = "text area",
            description = "any; \"fail\" makes it fail",
            persist = false)
    private String words = "two words";

    @Parameter(label = "Times", min = "1", max = "9", description = "how often", persist = false)
    private int times = 1;

    @Parameter(label = "Share", min = "0", max = "1", persist = false)
    private double share = .5;

    @Parameter(
            label = "Letters",
            choices = {"as they are", "upper case"},
            persist = false)
    private String letters = "as they are";

    @Parameter(label = "Reversed order", persist = false)
    private boolean reversed;

    @Parameter(label = "Folder", style = "directory", required = false, persist = false)
    private File folder;

    @Parameter(type = ItemIO.OUTPUT)
    private ResultsTable echo;

    @Parameter(type = ItemIO.OUTPUT)
    @SuppressWarnings("UnusedVariable") // SciJava reads it
    private ImagePlus picture;

    @Override
    protected void execute(Progress progress) {
        if (words.equals("fail")) throw new UserException("The word \"fail\" cannot be repeated. Choose another.");
        if (words.equals("break")) throw new IllegalArgumentException("a defect");
        latest = String.join(
                "|",
                image == null ? "no image" : image.getTitle(),
                letters.equals("upper case") ? words.toUpperCase(java.util.Locale.ROOT) : words,
                times + "",
                share + "",
                reversed + "",
                folder == null ? "no folder" : folder.getName());
        echo = new ResultsTable();
        echo.addRow();
        echo.addValue("Echo", latest);
        picture = new ImagePlus("Echo picture", new ByteProcessor(20 * times, 10));
    }
}
