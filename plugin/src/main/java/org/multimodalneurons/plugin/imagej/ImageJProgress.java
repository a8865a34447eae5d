package org.multimodalneurons.plugin.imagej;

import java.util.function.BooleanSupplier;

import ij.IJ;
import org.multimodalneurons.Progress;

/** Progress on ImageJ's progress bar and status line; Esc cancels. Closing it empties the bar. */
public final class ImageJProgress implements Progress, AutoCloseable {

    private final BooleanSupplier cancelled;

    /**
     * Begins with the Esc key up.
     *
     * @param cancelled another way to cancel than the Esc key
     */
    public ImageJProgress(BooleanSupplier cancelled) {
        this.cancelled = cancelled;
        if (!IJ.isMacro()) IJ.resetEscape(); // in a macro Esc stops the macro, and all that it has still to run
    }

    @Override
    public void report(long done, long total, String message) {
        IJ.showProgress((double) done / Math.max(1, total));
        IJ.showStatus(message);
    }

    @Override
    public boolean cancelled() {
        return cancelled.getAsBoolean() || IJ.escapePressed();
    }

    @Override
    public void close() {
        IJ.showProgress(1.0);
        IJ.showStatus("");
    }
}
