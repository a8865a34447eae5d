package org.multimodalneurons.plugin;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.Label;
import java.awt.TextField;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import ij.IJ;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;

/** Waits for what a command shows in its own time, and answers it. */
public final class OpenDialog {

    private static final int PATIENCE_MINUTES = 2; // less than a test may take, so that what did not happen is told

    private OpenDialog() {}

    /** The dialog that is open, or will be soon, and can be answered. */
    public static GenericDialog shown() {
        return await("a dialog", () -> open(GenericDialog.class).stream()
                .filter(dialog -> isWaitedFor())
                .findFirst()
                .orElse(null));
    }

    /** Presses OK. */
    public static void press(GenericDialog dialog) {
        press(dialog, 0);
    }

    /** Presses a button. */
    public static void press(GenericDialog dialog, int button) {
        var pressed = dialog.getButtons()[button];
        dialog.actionPerformed(new ActionEvent(pressed, ActionEvent.ACTION_PERFORMED, pressed.getLabel()));
    }

    /** Waits until a command that was chosen in the menu has shown all that it shows; its line is recorded by then. */
    public static void awaitEnd(String command) {
        await("the end of " + command, () -> isRunning(command) ? null : true);
    }

    /** Whether ImageJ's thread for a command is still at work. */
    private static boolean isRunning(String command) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(command));
    }

    /** The line that runs a command; on a busy screen the recorder writes down which windows came to the front, too. */
    public static String recorded(Recorder recorder, String command) {
        String all = recorder.getText();
        return all.lines()
                .filter(line -> line.startsWith("run(\"" + command))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The recorder has no line of " + command + ":\n" + all));
    }

    /** Writes into the text field that has a label. */
    public static void fill(GenericDialog dialog, String label, Object text) {
        field(dialog, label).setText(text.toString());
    }

    /** The text field, with a button or without, that has a label. */
    public static TextField field(GenericDialog dialog, String label) {
        Component[] parts = dialog.getComponents();
        for (int i = 0; i + 1 < parts.length; i++)
            if (parts[i] instanceof Label each && each.getText().strip().equals(label)) return text(parts[i + 1]);
        throw new AssertionError("The dialog " + dialog.getTitle() + " has no field " + label + ".");
    }

    private static TextField text(Component component) {
        if (component instanceof TextField field) return field;
        return (TextField) ((Container) component).getComponent(0);
    }

    /** What a condition gives when it gives something; fails after two minutes, with the dialogs that are open. */
    public static <T> T await(Supplier<T> condition) {
        return await("it", condition);
    }

    /** As well; the failure names what did not happen. */
    public static <T> T await(String what, Supplier<T> condition) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
        while (System.nanoTime() < end) {
            T value = condition.get();
            if (value != null) return value;
            IJ.wait(25);
        }
        throw new AssertionError("Did not happen within " + PATIENCE_MINUTES + " minutes: " + what + ". Dialogs: "
                + open(Dialog.class).stream().map(DialogText::of).collect(Collectors.joining("; ")));
    }

    /** The windows of a type that are on the screen. */
    static <W extends Window> List<W> open(Class<W> type) {
        return Arrays.stream(Window.getWindows())
                .filter(window -> type.isInstance(window) && window.isShowing())
                .map(type::cast)
                .toList();
    }

    /**
     * Whether somebody waits for a dialog's answer. A dialog is on the screen a moment before: closed in that moment, it
     * would be waited for without end.
     */
    private static boolean isWaitedFor() {
        return Thread.getAllStackTraces().entrySet().stream()
                .anyMatch(thread -> thread.getKey().getState() == Thread.State.WAITING
                        && Arrays.stream(thread.getValue())
                                .anyMatch(call -> call.getClassName().equals("java.awt.WaitDispatchSupport")
                                        && call.getMethodName().equals("enter")));
    }
}
