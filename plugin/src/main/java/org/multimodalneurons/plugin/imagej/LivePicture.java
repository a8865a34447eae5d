package org.multimodalneurons.plugin.imagej;

import java.awt.Image;

import javax.swing.ImageIcon;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.SwingUtilities;
import javax.swing.WindowConstants;

import ij.IJ;
import ij.macro.Interpreter;
import ij.process.ColorProcessor;

/**
 * A window whose picture changes while a computation runs. It is none of ImageJ's image windows, so that the active image
 * stays active and the recorder sees nothing; but Esc in it is ImageJ's. It is closed at the end; a user may close it
 * before. There is none in batch mode or without ImageJ's main window.
 */
public final class LivePicture implements AutoCloseable {

    private static final int COMFORTABLE = 256;

    private JFrame frame;
    private JLabel label;

    /** Shows this picture in place of the one before; opens the window with the first. */
    public void show(String title, ColorProcessor picture) {
        if (IJ.getInstance() == null || Surroundings.isUnwatched() || Interpreter.isBatchMode()) return;
        int factor = Math.max(1, COMFORTABLE / picture.getWidth());
        Image enlarged = picture.resize(factor * picture.getWidth(), factor * picture.getHeight())
                .createImage();
        SwingUtilities.invokeLater(() -> paint(title, new ImageIcon(enlarged)));
    }

    private void paint(String title, ImageIcon picture) {
        if (frame == null) open(picture);
        frame.setTitle(title);
        label.setIcon(picture);
    }

    private void open(ImageIcon picture) {
        label = new JLabel(picture);
        frame = new JFrame();
        frame.setDefaultCloseOperation(WindowConstants.HIDE_ON_CLOSE);
        frame.addKeyListener(IJ.getInstance());
        frame.add(label);
        frame.pack();
        frame.setVisible(true);
    }

    @Override
    public void close() {
        if (IJ.getInstance() != null)
            SwingUtilities.invokeLater(() -> {
                if (frame != null) frame.dispose();
            });
    }
}
