package org.multimodalneurons.plugin.imagej;

import ij.macro.Interpreter;

/**
 * Hears why a macro is stopped, for somebody who runs it and tells the user himself. ImageJ's own error is of no use for that
 * inside a loop, a block or a function: its parser goes on there after the stop and then misses a semicolon, a brace or a
 * value, so the first reason is kept.
 */
public final class MacroStop implements AutoCloseable {

    private static MacroStop listener;

    private final MacroStop outer;
    private Interpreter macro;
    private int line;
    private String message = "";

    private MacroStop(MacroStop outer) {
        this.outer = outer;
    }

    /** Listens until it is closed; {@link Surroundings#abortMacro} then tells nobody else. */
    public static synchronized MacroStop listen() {
        listener = new MacroStop(listener);
        return listener;
    }

    /** Takes note of a stop, unless it is not the first; false where nobody listens. */
    static synchronized boolean hear(Interpreter macro, String message) {
        if (listener == null) return false;
        if (listener.macro == null) {
            listener.macro = macro;
            listener.line = macro.getLineNumber();
            listener.message = message.isEmpty() ? "It was cancelled." : message;
        }
        return true;
    }

    /** Whether somebody listens and has heard why his macro was stopped. */
    public static synchronized boolean isHeard() {
        return listener != null && listener.macro != null;
    }

    /**
     * Line and reason, as they follow the name of the macro's file; empty while it was not stopped.
     *
     * @param run the macro of that file; the line of another one, which it ran, is called so
     */
    public String reason(Interpreter run) {
        synchronized (MacroStop.class) {
            if (macro == null) return "";
            return (macro == run ? ", line " : ", in line ")
                    + line
                    + (macro == run ? ": " : " of a macro that it runs: ")
                    + message;
        }
    }

    @Override
    public void close() {
        synchronized (MacroStop.class) {
            listener = outer;
        }
    }
}
