package org.multimodalneurons.plugin.models;

import java.awt.BorderLayout;
import java.awt.GridLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import javax.swing.JButton;
import javax.swing.JPanel;

/** What can be done with the selected model, or without one: a column of buttons, of which those work that have an effect. */
final class ModelButtons extends JPanel {

    private static final long serialVersionUID = 1L;
    private static final int GAP = 4;

    private final JPanel column = new JPanel(new GridLayout(0, 1, 0, GAP));
    private final transient Map<String, Action> actions = new LinkedHashMap<>();

    private record Action(JButton button, Predicate<Optional<ListedModel>> possible) {}

    ModelButtons() {
        super(new BorderLayout());
        add(column, BorderLayout.NORTH);
    }

    /** One that can be pressed at any time, while a task runs too. */
    void always(String label, String tip, Runnable work) {
        button(label, tip, work);
    }

    /** One that can be pressed for some models, while no task runs. */
    void when(Predicate<Optional<ListedModel>> possible, String label, String tip, Runnable work) {
        actions.put(label, new Action(button(label, tip, work), possible));
    }

    /** One that needs a selected model of a kind. */
    void forModel(Predicate<ListedModel> kind, String label, String tip, Runnable work) {
        when(model -> model.filter(kind).isPresent(), label, tip, work);
    }

    private JButton button(String label, String tip, Runnable work) {
        var button = new JButton(label);
        button.setName(label);
        button.setToolTipText(tip);
        button.addActionListener(event -> work.run());
        column.add(button);
        return button;
    }

    /** Lets those be pressed that have an effect. */
    void update(Optional<ListedModel> selected, boolean busy) {
        actions.values().forEach(action -> action.button.setEnabled(!busy && action.possible.test(selected)));
    }

    /** Does what a button does, if it can be pressed. */
    void press(String label) {
        JButton button = actions.get(label).button;
        if (button.isEnabled()) button.doClick(0);
    }
}
