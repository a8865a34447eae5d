package org.multimodalneurons.plugin.host;

import java.awt.Button;
import java.awt.Checkbox;
import java.awt.Component;
import java.awt.Container;
import java.awt.GridBagConstraints;
import java.awt.Insets;
import java.awt.TextField;
import java.awt.event.ActionListener;
import java.io.File;

import ij.gui.GenericDialog;
import ij.io.SaveDialog;

/**
 * ImageJ's dialog with its fields in one or two columns, so that many of them fit a small screen, and with the explanation
 * of one field below them all.
 */
final class FieldsDialog extends GenericDialog {

    private static final long serialVersionUID = 1;
    private static final int GAP = 25;
    private static final int AROUND = 3; // in both columns the same, or rows are not level

    private final Explanation explanation;
    private String explained = "";
    private boolean inColumns = true;
    private int column;
    private int rowsBefore;
    private int row;

    /** A dialog without fields, in its first column. */
    FieldsDialog(String title, String about) {
        super(title);
        explanation = new Explanation(about);
    }

    /** Tells what the fields that are added from now on are for. */
    void explain(String text) {
        explained = text;
    }

    /** Has the fields that are added from now on in the next column. */
    void nextColumn() {
        column++;
        rowsBefore = row + 1;
    }

    /** Adds a field for the path of a file that need not exist yet: its button asks where to save. */
    void addSaveField(String label, String path, int letters) {
        addFileField(label, path, letters);
        TextField field = (TextField) getStringFields().lastElement();
        for (Component part : field.getParent().getComponents())
            if (part instanceof Button button) {
                for (ActionListener opens : button.getActionListeners()) button.removeActionListener(opens);
                button.addActionListener(pressed -> chooseNew(label, field));
            }
    }

    private static void chooseNew(String label, TextField field) {
        File given = new File(field.getText());
        SaveDialog dialog = new SaveDialog(label, given.getParent(), given.getName(), null);
        if (dialog.getFileName() != null)
            field.setText(new File(dialog.getDirectory(), dialog.getFileName()).getPath());
    }

    /** Adds the explanation; only buttons come after it. */
    void endColumns() {
        inColumns = false;
        explanation.fitUnder(column + 1);
        var place = new GridBagConstraints();
        place.gridx = 0;
        place.gridy = row + 1;
        place.gridwidth = GridBagConstraints.REMAINDER;
        place.fill = GridBagConstraints.HORIZONTAL;
        add(explanation, place);
    }

    @Override
    protected void addImpl(Component component, Object constraints, int index) {
        if (constraints instanceof GridBagConstraints place && component != explanation)
            super.addImpl(component, inColumns ? inColumn(component, place) : atTheEnd(place), index);
        else super.addImpl(component, constraints, index);
        if (inColumns && explanation != null) watch(component);
    }

    private GridBagConstraints inColumn(Component component, GridBagConstraints given) {
        var place = (GridBagConstraints) given.clone();
        row = Math.max(row, given.gridy);
        boolean isField = given.gridx == GridBagConstraints.RELATIVE || component instanceof Checkbox;
        place.gridx = 2 * column + (isField ? 1 : 0);
        place.gridy = given.gridy - rowsBefore;
        place.gridwidth = isField || given.gridwidth == 1 ? 1 : 2;
        int left = component instanceof Checkbox ? 0 : given.insets.left; // under the other fields
        place.insets = new Insets(AROUND, isField ? left : left + column * GAP, AROUND, given.insets.right);
        return place;
    }

    private GridBagConstraints atTheEnd(GridBagConstraints given) {
        var place = (GridBagConstraints) given.clone();
        place.gridy = given.gridy + 1; // below the explanation, of which ImageJ does not know
        place.gridwidth = GridBagConstraints.REMAINDER;
        return place;
    }

    private void watch(Component component) {
        explanation.explain(component, explained);
        if (component instanceof Container parts) for (Component part : parts.getComponents()) watch(part);
    }
}
