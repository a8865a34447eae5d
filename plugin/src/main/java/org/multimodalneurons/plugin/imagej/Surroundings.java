package org.multimodalneurons.plugin.imagej;

import java.awt.GraphicsEnvironment;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.macro.Interpreter;
import org.multimodalneurons.UserException;

/** Where a command runs: under a macro, a script, the menu, or without a display; and how each hears of trouble. */
public final class Surroundings {

    private static final int DIALOG_CHARACTERS = 100;

    private static final ThreadLocal<Set<String>> TOLD = new ThreadLocal<>();

    private Surroundings() {}

    /**
     * Does work of many pieces whose results are kept in files, so that nobody looks at each: in this thread no window
     * opens meanwhile, and of equal notes the first is told.
     */
    public static void unwatched(Runnable work) {
        Set<String> before = TOLD.get();
        TOLD.set(new HashSet<>());
        try {
            work.run();
        } finally {
            if (before == null) TOLD.remove();
            else TOLD.set(before);
        }
    }

    /** Whether nobody sees what is shown: there is no display, or the work is {@link #unwatched}. */
    public static boolean isUnwatched() {
        return isHeadless() || TOLD.get() != null;
    }

    /** Whether there is no display. */
    public static boolean isHeadless() {
        return GraphicsEnvironment.isHeadless();
    }

    /** Whether a macro in ImageJ's macro language runs. */
    public static boolean isMacro() {
        return Interpreter.getInstance() != null;
    }

    /** Whether nobody is asked for parameters: a macro or a script called the command, or there is no display. */
    public static boolean isScripted() {
        return IJ.isMacro() || isHeadless();
    }

    /**
     * Stops the running macro after its current statement. The message is shown as the macro language shows its own
     * errors, with the line; in batch mode and without a display it is logged, because a dialog would wait for ever. Where a
     * {@link MacroStop} listens, it alone is told.
     *
     * @param message what went wrong; empty when the user cancelled and knows
     */
    public static void abortMacro(String message) {
        Interpreter macro = Interpreter.getInstance();
        if (macro == null) return;
        boolean heard = MacroStop.hear(macro, message);
        boolean quiet =
                heard || message.isEmpty() || isHeadless() || Interpreter.isBatchMode() || IJ.getInstance() == null;
        if (quiet) {
            if (!heard && !message.isEmpty()) IJ.log(message);
            macro.setIgnoreErrors(true);
        }
        try {
            macro.abort(quiet ? message : inLines(message));
        } catch (RuntimeException e) {
            // The macro language stops itself by this exception, in whatever thread it is thrown.
            if (!Macro.MACRO_CANCELED.equals(e.getMessage())) throw e;
        }
    }

    /** ImageJ's dialog is as wide as its longest line, wider than the screen for a long sentence. */
    static String inLines(String message) {
        return message.replaceAll("(.{1," + DIALOG_CHARACTERS + "})(?:\\s+|$)", "$1\n")
                .strip();
    }

    /**
     * The image in front, in batch mode the one that was opened or selected last.
     *
     * @throws UserException when there is none
     */
    public static ImagePlus activeImage() {
        ImagePlus image = WindowManager.getCurrentImage();
        if (image == null)
            throw new UserException("There is no open image. Open one, or give a folder of image files.");
        return image;
    }

    /**
     * An open image by its title.
     *
     * @throws UserException when there is none of this title, in which case those that are open are named, or several
     */
    public static ImagePlus openImage(String title) {
        List<ImagePlus> images = openImages(title);
        if (images.isEmpty())
            throw new UserException("There is no open image \"" + title + "\"; open are: "
                    + String.join(", ", WindowManager.getImageTitles()) + ".");
        if (images.size() > 1)
            throw new UserException("There are " + images.size() + " open images \"" + title
                    + "\"; give the one that is meant another title (Image > Rename), or close the others.");
        return images.get(0);
    }

    /**
     * An open image by its title.
     *
     * @param looked at already: where it has this title, it is meant, whatever others have it too
     * @throws UserException when there is none of this title, or several
     */
    public static ImagePlus openImage(String title, ImagePlus looked) {
        return title.equals(looked.getTitle()) ? looked : openImage(title);
    }

    /** All open images of a title, in batch mode those without a window, too. */
    public static List<ImagePlus> openImages(String title) {
        int[] ids = WindowManager.getIDList();
        return ids == null
                ? List.of()
                : Arrays.stream(ids)
                        .mapToObj(WindowManager::getImage)
                        .filter(image -> image != null && title.equals(image.getTitle()))
                        .distinct()
                        .toList();
    }

    /**
     * Opens an image's window, or in batch mode makes it the active image. Nothing happens when it is open already or
     * where there is no display or the work is {@link #unwatched}.
     */
    public static void show(ImagePlus image) {
        if (TOLD.get() != null) return;
        if (!isHeadless() || Interpreter.isBatchMode()) image.show();
    }

    /** Tells what the user should know without being stopped: in the log window, or on the console without a display. */
    public static void note(String message) {
        Set<String> told = TOLD.get();
        if (told == null || told.add(message)) IJ.log(message);
    }

    /**
     * Asks the user.
     *
     * @param question whole sentences; OK means yes
     * @return whether the answer is OK
     */
    public static boolean confirm(String title, String question) {
        return IJ.showMessageWithCancel(title, wrapped(question));
    }

    /** Broken between words every 80 characters or so: ImageJ's message dialog is as wide as its longest line. */
    public static String wrapped(String message) {
        return message.replaceAll("(.{60,80}) ", "$1\n");
    }
}
