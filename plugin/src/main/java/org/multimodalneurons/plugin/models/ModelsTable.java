package org.multimodalneurons.plugin.models;

import java.util.List;
import java.util.function.Function;

import javax.swing.table.AbstractTableModel;

/** The models as rows of a window's table. */
final class ModelsTable extends AbstractTableModel {

    private static final long serialVersionUID = 1L;

    /** A column: its heading, what is in it, and about how wide that is. */
    record Column(String heading, Class<?> type, int width, Function<ListedModel, Object> cell) {}

    /** All columns, from left to right. */
    static final List<Column> COLUMNS = List.of(
            new Column("Name", String.class, 170, model -> model.entry().name()),
            new Column("State", String.class, 85, model -> model.current() ? "current" : model.place()),
            new Column("Architecture", String.class, 150, model -> model.entry().architecture()),
            new Column("Embedding", Integer.class, 85, model -> model.entry().embeddingSize()),
            new Column("Size", String.class, 65, ListedModel::size),
            new Column("Licence", String.class, 105, model -> model.entry().licence()),
            new Column("Good for", String.class, 360, model -> model.entry().goodFor()));

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
