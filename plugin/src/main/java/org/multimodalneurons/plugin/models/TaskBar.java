package org.multimodalneurons.plugin.models;

import java.awt.BorderLayout;
import java.awt.Color;
import java.util.function.Function;

import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.UIManager;

import org.multimodalneurons.Progress;

/** The foot of a window: one task at a time with its progress, a button to cancel it, and what came of it. */
final class TaskBar extends JPanel implements ModelTask.View {

    private static final long serialVersionUID = 1L;
    private static final int STEPS = 1000;
    private static final Color FAULT = new Color(0xB0, 0x10, 0x10);

    private final JProgressBar bar = new JProgressBar(0, STEPS);
    private final JButton cancel = new JButton("Cancel");
    private final JTextArea message = new JTextArea(3, 60);
    private final transient Runnable changed;
    private final transient ClassLoader loader;
    private transient ModelTask task;

    /**
     * An idle one.
     *
     * @param loader what tasks find classes with
     * @param changed runs when a task begins and when it has ended
     */
    TaskBar(ClassLoader loader, Runnable changed) {
        super(new BorderLayout(6, 6));
        this.loader = loader;
        this.changed = changed;
        bar.setStringPainted(true);
        bar.setString("");
        bar.setName("progress");
        cancel.setName("cancel");
        cancel.setEnabled(false);
        cancel.addActionListener(event -> cancel());
        message.setName("message");
        message.setEditable(false);
        message.setLineWrap(true);
        message.setWrapStyleWord(true);
        message.setOpaque(false);
        add(bar, BorderLayout.CENTER);
        add(cancel, BorderLayout.EAST);
        JScrollPane scroll = new JScrollPane(message);
        scroll.setBorder(null);
        add(scroll, BorderLayout.SOUTH);
    }

    /** Whether a task runs. */
    boolean busy() {
        return task != null;
    }

    /** Begins a task; its result is the message in the end. */
    void start(Function<Progress, String> work) {
        say("", false);
        task = ModelTask.start(loader, this, work);
        cancel.setEnabled(true);
        changed.run();
    }

    /** Asks the task to stop, if one runs. */
    void cancel() {
        if (task == null) return;
        task.cancel();
        cancel.setEnabled(false);
        bar.setString("Stopping");
    }

    /** Shows a message without a task. */
    void say(String text, boolean fault) {
        message.setForeground(fault ? FAULT : UIManager.getColor("TextArea.foreground"));
        message.setText(text);
        message.setCaretPosition(0);
    }

    @Override
    public void progress(long done, long total, String text) {
        if (task == null || task.cancelled()) return;
        bar.setValue((int) (STEPS * Math.min(1.0, (double) done / Math.max(1, total))));
        bar.setString(text);
    }

    @Override
    public void ended(String text, boolean fault) {
        task = null;
        cancel.setEnabled(false);
        bar.setValue(0);
        bar.setString("");
        say(text, fault);
        changed.run();
    }
}
