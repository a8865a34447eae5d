package org.multimodalneurons.plugin;

import java.awt.Dialog;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import ij.IJ;

/**
 * Runs macros whose every line should work without a person. A dialog that opens meanwhile, as ImageJ's for a macro's
 * mistake, would be waited for without end: it is closed, and its text is the failure.
 */
public final class Macros {

    private static final int MILLISECONDS_BETWEEN_LOOKS = 25;

    private Macros() {}

    /** Runs code in ImageJ's macro language, in this thread, and gives what it returns. */
    public static String run(String code) {
        return watched(() -> IJ.runMacro(code));
    }

    /** Runs a macro's file, in this thread, and gives what it returns. */
    public static String run(Path file) {
        return watched(() -> IJ.runMacroFile(file.toString(), ""));
    }

    private static String watched(Supplier<String> macro) {
        Collection<String> dialogs;
        String result;
        var watch = new Watch();
        try {
            result = macro.get();
        } finally {
            dialogs = watch.end();
        }
        if (!dialogs.isEmpty())
            throw new AssertionError("A dialog opened while the macro ran: " + String.join("; ", dialogs));
        return result;
    }

    /** Closes dialogs until it is ended. */
    private static final class Watch {

        private final Map<Dialog, String> closed = new LinkedHashMap<>();
        private final Thread thread = new Thread(this::closeDialogs, "Dialogs of a macro");
        private volatile boolean ended;

        Watch() {
            thread.setDaemon(true);
            thread.start();
        }

        private void closeDialogs() {
            while (!ended) {
                OpenDialog.open(Dialog.class).stream()
                        .filter(Dialog::isModal)
                        .forEach(dialog -> closed.computeIfAbsent(dialog, DialogText::of));
                closed.keySet().forEach(dialog -> dialog.setVisible(false)); // again, if nobody waited for it yet
                try {
                    TimeUnit.MILLISECONDS.sleep(MILLISECONDS_BETWEEN_LOOKS);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        /** What the dialogs said. */
        Collection<String> end() {
            ended = true;
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return closed.values();
        }
    }
}
