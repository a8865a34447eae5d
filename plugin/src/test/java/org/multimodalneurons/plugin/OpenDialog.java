package org.multimodalneurons.plugin;

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
