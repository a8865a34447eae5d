package org.multimodalneurons.plugin.models;

import java.util.concurrent.CancellationException;
import java.util.function.Function;

import javax.swing.SwingUtilities;

import ij.IJ;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;

/** A piece of work for a window, in a thread of its own; its view hears of it on the event thread. */
final class ModelTask implements Progress {

    /** Who watches. */
    interface View {

        /** How far it is: of how much, and what is being done. */
        void progress(long done, long total, String message);

        /** It is over. The message says what came of it; a fault is one that its user can mend. */
        void ended(String message, boolean fault);
    }

    private final View view;
    private volatile boolean cancelled;

    private ModelTask(View view) {
        this.view = view;
    }

    /**
     * Begins.
     *
     * @param loader what the thread finds classes with, as the command's own thread does
     * @param work returns what to say in the end
     */
    static ModelTask start(ClassLoader loader, View view, Function<Progress, String> work) {
        ModelTask task = new ModelTask(view);
        Thread thread = new Thread(() -> task.run(work), "Multimodal Neurons models");
        thread.setContextClassLoader(loader);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private void run(Function<Progress, String> work) {
        try {
            end(work.apply(this), false);
        } catch (CancellationException e) {
            end("Cancelled.", false);
        } catch (UserException e) {
            end(e.getMessage(), true);
        } catch (RuntimeException | Error e) {
            end("This should not have happened: " + e, true);
            IJ.handleException(e);
        }
    }

    private void end(String message, boolean fault) {
        SwingUtilities.invokeLater(() -> view.ended(message, fault));
    }

    /** Asks it to stop; it says when it has. */
    void cancel() {
        cancelled = true;
    }

    @Override
    public void report(long done, long total, String message) {
        SwingUtilities.invokeLater(() -> view.progress(done, total, message));
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }
}
