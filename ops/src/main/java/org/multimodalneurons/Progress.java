package org.multimodalneurons;

import java.util.concurrent.CancellationException;

/**
 * What a long computation tells its caller, and asks of it. Every loop of the library reports to one and stops when it
 * is cancelled.
 */
public interface Progress {

    /** A progress that shows nothing and is never cancelled. */
    Progress NONE = new Progress() {
        @Override
        public void report(long done, long total, String message) {}

        @Override
        public boolean cancelled() {
            return false;
        }
    };

    /**
     * Tells how far the work is.
     *
     * @param done steps finished, 0 to total
     * @param total steps in all, at least 1
     * @param message what is being done, for a status line
     */
    void report(long done, long total, String message);

    /** Whether the user asked to stop. */
    boolean cancelled();

    /**
     * Stops the computation when the user asked for it.
     *
     * @throws CancellationException when cancelled
     */
    default void throwIfCancelled() {
        if (cancelled()) throw new CancellationException("Cancelled by the user.");
    }
}
