package org.multimodalneurons.plugin.imagej;

import ij.measure.Measurements;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;

/**
 * A table with rows about pictures. A row begins with the picture's label and slice and, of a region, its centroid in X, Y
 * and XY_Unit; and, where values are not seen as shown, with how they are in Display.
 */
public final class PictureTable {

    private final Pictures pictures;
    private final ResultsTable table;
    private final boolean appended;

    private PictureTable(Pictures pictures, ResultsTable table, boolean appended) {
        this.pictures = pictures;
        this.table = table;
        this.appended = appended;
    }

    /** A new one; labels are in the column Image. */
    public static PictureTable fresh(Pictures pictures) {
        return new PictureTable(pictures, Tables.empty(), false);
    }

    /**
     * ImageJ's Results, to which rows are added as Measure adds them; labels are in the column Label. The rows that it has
     * stay as they are: they have no value in new columns.
     */
    public static PictureTable results(Pictures pictures) {
        return new PictureTable(pictures, ResultsTable.getResultsTable(), true);
    }

    /** Begins a row about a picture. */
    public void row(int index) {
        table.addRow();
        if (appended) {
            knowNothing();
            table.addLabel(pictures.label(index));
        } else table.addValue("Image", pictures.label(index));
        add("Slice", pictures.slice(index), 0);
        if (pictures.areRegions())
            pictures.place(index).ifPresent(place -> {
                add("X", place.x());
                add("Y", place.y());
                add("XY_Unit", place.unit());
            });
        if (!pictures.display().isEmpty()) add("Display", pictures.display());
    }

    /** What others measure is not 0 here. */
    private void knowNothing() {
        for (int column = 0; column <= table.getLastColumn(); column++)
            if (table.columnExists(column)) table.setValue(column, table.size() - 1, Double.NaN);
    }

    /** Adds a number to the row, shown with the decimals that the table has. */
    public void add(String heading, double value) {
        emptyCells(true);
        table.addValue(heading, value);
        emptyCells((Analyzer.getMeasurements() & Measurements.NaN_EMPTY_CELLS) != 0);
    }

    /** Adds a number to the row, shown with so many decimals. */
    public void add(String heading, double value, int decimals) {
        add(heading, value);
        table.setDecimalPlaces(table.getColumnIndex(heading), decimals);
    }

    /** Adds a text to the row. */
    public void add(String heading, String text) {
        emptyCells(true);
        table.addValue(heading, text);
        emptyCells((Analyzer.getMeasurements() & Measurements.NaN_EMPTY_CELLS) != 0);
    }

    /** In ImageJ's own table the user decides what becomes of Measure's empty cells. */
    private void emptyCells(boolean areNaN) {
        if (appended) table.setNaNEmptyCells(areNaN);
    }

    /** The table, with all rows so far; ImageJ's Results are shown anew. */
    public ResultsTable table() {
        if (appended) table.show("Results");
        return table;
    }
}
