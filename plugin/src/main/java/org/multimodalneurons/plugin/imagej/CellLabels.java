package org.multimodalneurons.plugin.imagej;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.util.List;

import ij.gui.Overlay;
import ij.gui.TextRoi;

/** A word at the foot of each cell of a grid, as an overlay that leaves the pixels alone. */
public final class CellLabels {

    private static final Color SHADE = new Color(0, 0, 0, 150);
    private static final int PADDING = 2;
    private static final int SMALLEST = 9;
    private static final int LARGEST = 18;

    /**
     * A word.
     *
     * @param column of its cell, from 0
     * @param row of its cell, from 0
     * @param word cut where the cell is too narrow
     */
    public record Name(int column, int row, String word) {}

    private CellLabels() {}

    /**
     * An overlay.
     *
     * @param cell width and height of a cell in pixels
     */
    public static Overlay of(int cell, List<Name> names) {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, Math.max(SMALLEST, Math.min(LARGEST, cell / 6)));
        FontMetrics metrics = MatrixImage.metrics(font);
        Overlay overlay = new Overlay();
        for (Name name : names) {
            String word = BarChart.fitted(name.word(), metrics, cell - 2 * PADDING);
            double x = name.column() * cell + (cell - metrics.stringWidth(word)) / 2.;
            TextRoi text = new TextRoi(x, (name.row() + 1) * cell - metrics.getHeight() - PADDING, word, font);
            text.setAntialiased(true);
            text.setStrokeColor(Color.WHITE);
            text.setFillColor(SHADE);
            overlay.add(text);
        }
        return overlay;
    }
}
