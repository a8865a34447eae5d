package org.multimodalneurons.plugin.imagej;

import java.awt.Frame;
import java.util.ArrayList;
import java.util.List;

import ij.WindowManager;
import ij.measure.ResultsTable;
import ij.text.TextWindow;
import org.multimodalneurons.UserException;

/** Tables that are open in windows. */
public final class OpenTables {

    private OpenTables() {}

    /**
     * The texts of a column, blank ones left out.
     *
     * @param title of the table's window
     * @param column its heading
     * @throws UserException when no such table is open, or it has no such column
     */
    public static List<String> column(String title, String column) {
        ResultsTable table = table(title);
        if (!table.columnExists(column))
            throw new UserException("The table \"" + title + "\" has no column \"" + column + "\"; its columns are "
                    + String.join(", ", table.getHeadings()) + ".");
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < table.size(); row++) {
            String text = table.getStringValue(column, row);
            if (text != null && !text.isBlank() && !text.equals("NaN")) texts.add(text.strip());
        }
        return texts;
    }

    /**
     * A table by the title of its window.
     *
     * @throws UserException when none of that title is open
     */
    static ResultsTable table(String title) {
        Frame window = WindowManager.getFrame(title.strip());
        ResultsTable table = window instanceof TextWindow text ? text.getResultsTable() : null;
        if (table == null)
            throw new UserException("There is no open table \"" + title + "\"; open are: " + String.join(", ", open())
                    + ". Write the title of a table's window.");
        return table;
    }

    /** Whether a table of this title is open. */
    public static boolean isOpen(String title) {
        return WindowManager.getFrame(title.strip()) instanceof TextWindow text && text.getResultsTable() != null;
    }

    private static List<String> open() {
        List<String> titles = new ArrayList<>();
        for (Frame window : WindowManager.getNonImageWindows())
            if (window instanceof TextWindow text && text.getResultsTable() != null) titles.add(text.getTitle());
        return titles.isEmpty() ? List.of("none") : titles;
    }
}
