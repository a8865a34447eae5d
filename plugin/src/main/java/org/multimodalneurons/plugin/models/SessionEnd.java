package org.multimodalneurons.plugin.models;

import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.Arrays;

import ij.IJ;
import ij.ImageJ;

/** Lets the session's model go when ImageJ's main window closes; the program around ImageJ may live on. */
final class SessionEnd extends WindowAdapter {

    private SessionEnd() {}

    /** Waits for the end of the ImageJ that runs, if one does; once is enough, twice does no harm. */
    static synchronized void await() {
        ImageJ window = IJ.getInstance();
        if (window != null && Arrays.stream(window.getWindowListeners()).noneMatch(SessionEnd.class::isInstance))
            window.addWindowListener(new SessionEnd());
    }

    @Override
    public void windowClosed(WindowEvent event) {
        event.getWindow().removeWindowListener(this);
        Models.SESSION.close();
    }
}
