package org.multimodalneurons.plugin;

import java.awt.EventQueue;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;

import javax.swing.JComponent;
import javax.swing.UIManager;
import javax.swing.event.ChangeEvent;
import javax.swing.plaf.ComponentUI;
import javax.swing.plaf.metal.MetalScrollBarUI;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Makes the screen inside the JVM safe for windows that several threads use, as ImageJ's tables are: a command fills
 * one while the event thread paints it.
 */
final class Screen implements BeforeAllCallback {

    private static final int DEADLOCKED = 99;
    private static final int SECONDS_BETWEEN_LOOKS = 5;

    private static boolean prepared;

    @Override
    public void beforeAll(ExtensionContext context) {
        prepare();
    }

    private static synchronized void prepare() {
        if (!prepared) {
            UIManager.put("ScrollBarUI", PatientScrollBarUI.class.getName());
            Thread watch = new Thread(Screen::watch, "Deadlocks");
            watch.setDaemon(true);
            watch.start();
            prepared = true;
        }
    }

    /** Ends the JVM when threads wait for each other: a time limit cannot interrupt them. */
    private static void watch() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] deadlocked = null;
        while (deadlocked == null) {
            try {
                TimeUnit.SECONDS.sleep(SECONDS_BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                return;
            }
            deadlocked = threads.findDeadlockedThreads();
        }
        PrintStream report = new PrintStream(new FileOutputStream(FileDescriptor.err), true); // System.err has a buffer
        for (ThreadInfo thread : threads.getThreadInfo(deadlocked, Integer.MAX_VALUE)) print(thread, report);
        Runtime.getRuntime().halt(DEADLOCKED);
    }

    private static void print(ThreadInfo thread, PrintStream report) {
        LockInfo lock = thread.getLockInfo();
        report.println(
                "Deadlock: " + thread.getThreadName() + " waits for " + lock + " of " + thread.getLockOwnerName());
        for (StackTraceElement frame : thread.getStackTrace()) report.println("\tat " + frame);
    }

    /**
     * Moves the parts of a scroll bar after what the event thread is doing. Caciocavallo's scroll bars are Swing's, which
     * need the lock of the component tree for that; ImageJ's tables set theirs while they hold their own lock, which a
     * thread that lays the window out wants while it holds the tree's.
     */
    public static final class PatientScrollBarUI extends MetalScrollBarUI {

        /** Called by Swing. */
        public static ComponentUI createUI(JComponent scrollBar) {
            return new PatientScrollBarUI();
        }

        @Override
        protected ModelListener createModelListener() {
            return new ModelListener() {
                @Override
                public void stateChanged(ChangeEvent e) {
                    EventQueue.invokeLater(() -> {
                        if (scrollbar != null) super.stateChanged(e); // it may have got another look by then
                    });
                }
            };
        }
    }
}
