package org.multimodalneurons.plugin;

import java.awt.Component;
import java.awt.Container;
import java.awt.Label;
import java.awt.TextField;
import java.awt.Window;
import java.util.Arrays;
import java.util.function.Supplier;

import ij.IJ;
import ij.gui.GenericDialog;

/** Waits for what a command shows in its own time. */
public final class OpenDialog {

    private OpenDialog() {}

    /** The dialog that is open, or will be soon. */
    public static GenericDialog shown() {
        return await(() -> Arrays.stream(Window.getWindows())
                .filter(window -> window instanceof GenericDialog && window.isShowing())
                .map(GenericDialog.class::cast)
                .findFirst()
                .orElse(null));
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

    /** What a condition gives when it gives something; fails after half a minute. */
    public static <T> T await(Supplier<T> condition) {
        for (int i = 0; i < 1200; i++) {
            T value = condition.get();
            if (value != null) return value;
            IJ.wait(25);
        }
        throw new AssertionError("It did not happen within half a minute.");
    }
}
