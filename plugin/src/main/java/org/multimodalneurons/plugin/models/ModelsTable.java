package org.multimodalneurons.plugin.models;

import java.util.List;
import java.util.function.Function;

import javax.swing.table.AbstractTableModel;

/** The models as rows of a window's table. */
final class ModelsTable extends AbstractTableModel {

    private static final long serialVersionUID = 1L;

    /** A column: its heading, what is in it, and what that is of a model. */
    private record Column(String heading, Class<?> type, Function<ListedModel, Object> cell) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("Name", String.class, model -> model.entry().name()),
            new Column("State", String.class, model -> model.current() ? "current" : model.place()),
            new Column("Architecture", String.class, model -> model.entry().architecture()),
            new Column("Embedding", Integer.class, model -> model.entry().embeddingSize()),
            new Column(
                    "Size", FileSize.class, model -> new FileSize(model.entry().bytes(), model.size())),
            new Column("Licence", String.class, model -> model.entry().licence()),
            new Column("Good for", String.class, model -> model.entry().goodFor()));

    /** A size as it is read, in the order of the numbers and not of the letters. */
    record FileSize(long bytes, String text) implements Comparable<FileSize> {

        @Override
        public int compareTo(FileSize other) {
            return Long.compare(bytes, other.bytes);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private transient List<ListedModel> models = List.of();

    /** Shows these models in place of those before. */
    void show(List<ListedModel> listed) {
        models = List.copyOf(listed);
        fireTableDataChanged();
    }

    /** The model of a row. */
    ListedModel model(int row) {
        return models.get(row);
    }

    /** The row of a model; -1 when it is not listed any more. */
    int row(String name) {
        return models.stream().map(model -> model.entry().name()).toList().indexOf(name);
    }

    @Override
    public int getRowCount() {
        return models.size();
    }

    @Override
    public int getColumnCount() {
        return COLUMNS.size();
    }

    @Override
    public String getColumnName(int column) {
        return COLUMNS.get(column).heading();
    }

    @Override
    public Class<?> getColumnClass(int column) {
        return COLUMNS.get(column).type();
    }

    @Override
    public Object getValueAt(int row, int column) {
        return COLUMNS.get(column).cell().apply(models.get(row));
    }
}
