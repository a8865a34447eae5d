package org.multimodalneurons.plugin;

import java.awt.Dimension;
import java.awt.Frame;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

import javax.imageio.ImageIO;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.plugin.frame.Recorder;
import org.multimodalneurons.plugin.models.ModelChoice;
import org.multimodalneurons.plugin.models.Models;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

/** Runs commands in a bare SciJava context, as a script does, and looks at the screen. */
public final class Commands implements AutoCloseable {

    private final Context context = new Context(CommandService.class);

    /** A context, and the tiny model for the session. */
    public Commands() {
        Models.SESSION.choose(ModelChoice.parse(TinyModel.file(1).toFile()).orElseThrow());
    }

    /** Runs a command with all that SciJava does before and after it. */
    public CommandModule run(Class<? extends Command> command, Object... inputs) {
        try {
            return context.service(CommandService.class)
                    .run(command, true, inputs)
                    .get();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            Throwable cause = e;
            while (cause.getCause() != null) cause = cause.getCause();
            if (cause instanceof RuntimeException fault) throw fault;
            throw new IllegalStateException(e);
        }
    }

    /** What SciJava knows of a command. */
    public CommandInfo info(Class<? extends Command> command) {
        return context.service(CommandService.class).getCommand(command);
    }

    /** One output. */
    public static <T> T output(CommandModule module, String name, Class<T> type) {
        return type.cast(module.getOutput(name));
    }

    /** Writes what is on the screen to {@code target/NAME.png}. */
    public static void screenshot(String name) throws Exception {
        Thread.sleep(300); // windows paint in their own time
        Dimension size = Toolkit.getDefaultToolkit().getScreenSize();
        ImageIO.write(
                new Robot().createScreenCapture(new Rectangle(size)),
                "png",
                Path.of("target", name + ".png").toFile());
    }

    /** Closes every image and text window without asking. */
    public static void closeWindows() {
        int[] images = WindowManager.getIDList();
        if (images != null)
            for (int id : images) {
                ImagePlus image = WindowManager.getImage(id);
                image.changes = false;
                image.close();
            }
        closeTextWindows();
    }

    /** Closes tables, the log and whatever else is no image. */
    public static void closeTextWindows() {
        for (Frame frame : WindowManager.getNonImageWindows())
            if (!(frame instanceof ij.ImageJ)) {
                frame.setVisible(false); // the virtual screen cannot dispose of a frame with a menu bar
                WindowManager.removeWindow(frame);
            }
        IJ.setTextPanel(null); // or ImageJ goes on writing to the table Results that is gone
    }

    /** Ends recording. */
    public static void close(Recorder recorder) {
        Recorder.record = false;
        try {
            recorder.setMenuBar(null);
        } catch (NullPointerException e) {
            // The virtual screen knows no frame that loses its menu bar; but now it has none, and can be disposed of.
        }
        recorder.close();
    }

    @Override
    public void close() {
        context.dispose();
        closeWindows();
        Models.SESSION.close();
        Models.SESSION.remember(ModelChoice.embedded()); // for the tests to come, and the next build
    }
}
