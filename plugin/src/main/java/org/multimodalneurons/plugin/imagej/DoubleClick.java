package org.multimodalneurons.plugin.imagej;

import java.awt.Component;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.event.MouseListener;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.ImageCanvas;
import ij.io.Opener;
import ij.measure.ResultsTable;
import ij.text.TextPanel;
import ij.text.TextWindow;

/** Does something with what is double-clicked in a table or on a contact sheet, where these have windows. */
public final class DoubleClick extends MouseAdapter {

    private final Consumer<MouseEvent> work;

    private DoubleClick(Consumer<MouseEvent> work) {
        this.work = work;
    }

    @Override
    public void mouseClicked(MouseEvent event) {
        if (event.getClickCount() == 2 && event.getButton() == MouseEvent.BUTTON1) work.accept(event);
    }

    /**
     * On a row of a table that is shown.
     *
     * @param title of its window
     * @param work receives the cell of the row in the column
     */
    public static void onRow(String title, String column, Consumer<String> work) {
        if (!(WindowManager.getFrame(title) instanceof TextWindow window)) return;
        TextPanel panel = window.getTextPanel();
        for (Component part : panel.getComponents())
            for (MouseListener listener : part.getMouseListeners())
                if (listener instanceof DoubleClick) part.removeMouseListener(listener); // of an earlier run
        panel.addMouseListener(new DoubleClick(event -> {
            ResultsTable table = panel.getResultsTable();
            int row = panel.getSelectionStart();
            if (table != null && row >= 0 && row < table.size()) work.accept(table.getStringValue(column, row));
        }));
    }

    /**
     * On a picture of a contact sheet that is shown.
     *
     * @param work receives the place of the picture, from 0
     */
    public static void onPicture(ImagePlus sheet, ContactSheet.Layout layout, IntConsumer work) {
        onPlace(sheet, layout::at, work);
    }

    /** What lies at a place of an image. */
    @FunctionalInterface
    public interface Places {

        /** The number of what lies there, in pixels of the image; none where nothing does. */
        OptionalInt at(int x, int y);
    }

    /**
     * On something that is drawn in an image that is shown.
     *
     * @param work receives the number of what is there
     */
    public static void onPlace(ImagePlus image, Places places, IntConsumer work) {
        if (image.getWindow() == null) return;
        ImageCanvas canvas = image.getCanvas();
        canvas.addMouseListener(new DoubleClick(event -> {
            OptionalInt place = places.at(canvas.offScreenX(event.getX()), canvas.offScreenY(event.getY()));
            place.ifPresent(work);
        }));
    }

    /** Opens a file in ImageJ, away from the thread that draws windows. */
    public static void open(String file) {
        Thread opening = new Thread(
                () -> {
                    IJ.showStatus("Opening " + file);
                    new Opener().open(file);
                },
                "Multimodal Neurons opens a file");
        opening.setDaemon(true);
        opening.start();
    }
}
