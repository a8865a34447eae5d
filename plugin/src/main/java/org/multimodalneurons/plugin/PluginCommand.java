package org.multimodalneurons.plugin;

import java.io.File;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.plugin.imagej.ImageJProgress;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.scijava.command.ContextCommand;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.module.event.ModuleErroredEvent;
import org.scijava.plugin.Parameter;

/**
 * A menu command: it runs its work with ImageJ's progress bar and Esc key, and turns what can go wrong into what a user
 * of ImageJ expects.
 *
 * <ul>
 *   <li>In a macro the message is shown and the macro stops; in batch mode it is logged, for no dialog may wait there.
 *       The command counts as cancelled, without a reason, so that no host shows the message again.
 *   <li>From the menu the command counts as cancelled; {@link #getCancelReason()} is the message, and the host shows it.
 *   <li>From a script or without a display the {@link UserException} itself leaves the command.
 *   <li>Esc cancels without a message and stops a macro.
 * </ul>
 */
public abstract class PluginCommand extends ContextCommand {

    /** The attribute of a parameter that dialogs ask for first, whatever class it is declared in: what the command is about. */
    public static final String SUBJECT = "subject";

    @Parameter(required = false)
    private EventService events;

    private ErrorWithoutTrace listener; // the event service holds it weakly

    /**
     * Does the same as a part of a longer work, which hears of its progress, its faults and its end by Esc.
     *
     * @throws UserException what went wrong
     * @throws CancellationException when cancelled
     */
    public final void runWithin(Progress progress) {
        try {
            checkParameters();
            execute(progress);
        } catch (OutOfMemoryError e) {
            throw outOfMemory(e);
        } catch (LinkageError e) {
            throw incomplete(e);
        }
    }

    /** What its tables are named after, such as "of plates"; empty: the image that it is given, if it is given one. */
    public String about() {
        return "";
    }

    /** The name of a folder without those that it lies in. */
    protected static String nameOf(File folder) {
        return folder.getName().isEmpty() ? folder.getPath() : folder.getName();
    }

    /**
     * Refuses parameters that are wrong whatever the image and the model. It opens neither, so that who runs the command on many
     * images can ask once, before the first.
     *
     * @throws UserException naming the parameter
     */
    public void checkParameters() {}

    /** What the command does, with parameters that were checked; it ends by return, {@link UserException} or {@link CancellationException}. */
    protected abstract void execute(Progress progress);

    @Override
    public final void run() {
        try (var progress = new ImageJProgress(this::isCanceled)) {
            checkParameters();
            execute(progress);
        } catch (CancellationException e) {
            Surroundings.abortMacro("");
            cancel("");
        } catch (UserException e) {
            fail(e);
        } catch (OutOfMemoryError e) {
            fail(outOfMemory(e));
        } catch (LinkageError e) {
            fail(incomplete(e));
        }
    }

    /** ImageJ would say nothing of it where there is no display, and go on. */
    private static UserException incomplete(LinkageError e) {
        return new UserException(
                "Multimodal Neurons is not installed completely, or another plugin brought one of its libraries in another"
                        + " version: " + e + ". Unpack the zip once more; Check Installation names conflicting jars.",
                e);
    }

    private static UserException outOfMemory(OutOfMemoryError e) {
        long megabytes = Runtime.getRuntime().maxMemory() >> 20;
        return new UserException(
                "Out of memory: this needs more than the " + megabytes + " MB that ImageJ may use. Raise the limit"
                        + " under Edit > Options > Memory & Threads, or process fewer or smaller images at a time.",
                e);
    }

    /** Checks a parameter with choices: a macro may write anything. */
    protected static void requireOneOf(String parameter, String value, String... choices) {
        if (!List.of(choices).contains(value))
            throw new UserException("The parameter \"" + parameter + "\" is \"" + value + "\"; write one of "
                    + String.join(", ", choices) + ".");
    }

    private void fail(UserException fault) {
        if (Surroundings.isMacro()) {
            Surroundings.abortMacro(fault.getMessage());
            cancel("");
        } else if (Surroundings.isScripted()) {
            listener = new ErrorWithoutTrace(fault);
            if (events != null) events.subscribe(listener);
            throw fault;
        } else {
            cancel(fault.getMessage());
        }
    }

    /** Keeps SciJava from printing a stack trace of a user's mistake: whoever called the command gets the exception. */
    private record ErrorWithoutTrace(UserException fault) {

        @EventHandler
        @SuppressWarnings("UnusedMethod") // SciJava calls it
        private void onEvent(ModuleErroredEvent event) {
            if (event.getException() == fault) event.consume();
        }
    }
}
