package org.multimodalneurons.plugin.models;

import java.awt.Component;
import java.awt.Dimension;
import java.awt.Font;

import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JTable;
import javax.swing.ListSelectionModel;
import javax.swing.table.TableCellRenderer;
import javax.swing.table.TableColumn;

/** The models on the screen: columns as wide as what is in them, the current model in bold, cut texts as tool tips. */
final class ModelsView extends JTable {

    private static final long serialVersionUID = 1L;
    private static final int PADDING = 6;
    private static final int ROWS = 18;

    /** No column begins wider than that many letters, but the last: it takes what is left, and is cut first. */
    private static final int LETTERS = 24;

    private static final int LETTERS_OF_LAST = 44;

    private final ModelsTable rows;

    ModelsView(ModelsTable rows) {
        super(rows);
        this.rows = rows;
        setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        setAutoCreateRowSorter(true);
        setAutoResizeMode(AUTO_RESIZE_LAST_COLUMN);
        setDefaultRenderer(ModelsTable.FileSize.class, getDefaultRenderer(Number.class)); // to the right
        setRowHeight(getFontMetrics(getFont()).getHeight() + PADDING);
    }

    /** Makes the columns as wide as what is in them now. */
    void fit() {
        int letter = getFontMetrics(getFont()).charWidth('n');
        int last = getColumnCount() - 1;
        int total = 0;
        for (int column = 0; column <= last; column++) {
            int width = Math.min((column < last ? LETTERS : LETTERS_OF_LAST) * letter, width(column)) + PADDING;
            getColumnModel().getColumn(column).setPreferredWidth(width);
            if (column < last) getColumnModel().getColumn(column).setMinWidth(width);
            total += width;
        }
        setPreferredScrollableViewportSize(new Dimension(total, ROWS * getRowHeight()));
    }

    private int width(int column) {
        TableColumn heading = getColumnModel().getColumn(column);
        int width = getTableHeader()
                        .getDefaultRenderer()
                        .getTableCellRendererComponent(this, heading.getHeaderValue(), false, false, -1, column)
                        .getPreferredSize()
                        .width
                + PADDING;
        for (int row = 0; row < getRowCount(); row++)
            width = Math.max(
                    width,
                    prepareRenderer(getCellRenderer(row, column), row, column).getPreferredSize().width);
        return width;
    }

    @Override
    public Component prepareRenderer(TableCellRenderer renderer, int row, int column) {
        Component cell = super.prepareRenderer(renderer, row, column);
        if (rows.model(convertRowIndexToModel(row)).current())
            cell.setFont(cell.getFont().deriveFont(Font.BOLD));
        if (cell instanceof JComponent label) {
            label.setBorder(BorderFactory.createEmptyBorder(0, PADDING, 0, PADDING));
            boolean cut = label.getPreferredSize().width > getCellRect(row, column, false).width;
            label.setToolTipText(cut ? String.valueOf(getValueAt(row, column)) : null);
        }
        return cell;
    }
}
