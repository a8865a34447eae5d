package org.multimodalneurons.plugin.host;

import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.Panel;
import java.awt.TextArea;
import java.awt.TextField;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Vector;
import java.util.function.Supplier;

import ij.IJ;
import ij.gui.GenericDialog;
import org.multimodalneurons.UserException;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.scijava.module.ModuleItem;
import org.scijava.widget.FileWidget;
import org.scijava.widget.TextWidget;

/** Asks for the open inputs of a command in ImageJ's own dialog; asks again when an answer cannot be. */
final class ParameterDialog {

    private final String title;
    private final String help;
    private final Inputs inputs;

    /**
     * A dialog not yet shown.
     *
     * @param title the command's name
     * @param help what the command does
     */
    ParameterDialog(String title, String help, Inputs inputs) {
        this.title = title;
        this.help = help;
        this.inputs = inputs;
    }

    /**
     * Shows the dialog and sets the inputs.
     *
     * @return the answers by macro key, or null when cancelled
     */
    Map<String, String> ask() {
        List<ModuleItem<?>> items = inputs.open();
        Map<ModuleItem<?>, String> texts = new LinkedHashMap<>();
        for (ModuleItem<?> item : items) texts.put(item, inputs.text(item));
        while (true) {
            if (!show(texts)) return null;
            try {
                Map<String, String> answers = new LinkedHashMap<>();
                texts.forEach((item, text) -> {
                    if (Inputs.isMessage(item)) return;
                    inputs.set(item, text);
                    answers.put(Inputs.key(item), text);
                });
                return answers;
            } catch (UserException e) {
                IJ.showMessage(title, Surroundings.wrapped(e.getMessage()));
            }
        }
    }

    /** One round: the texts go into the fields, and what the user made of them comes back. */
    private boolean show(Map<ModuleItem<?>, String> texts) {
        GenericDialog dialog = new GenericDialog(title);
        Map<ModuleItem<?>, Supplier<String>> fields = new LinkedHashMap<>();
        texts.forEach((item, text) -> {
            if (Inputs.isMessage(item)) dialog.addMessage(text);
            else fields.put(item, add(dialog, item, text));
        });
        dialog.addHelp(helpPage(texts.keySet()));
        dialog.showDialog();
        if (dialog.wasCanceled()) return false;
        fields.forEach((item, field) -> texts.put(item, field.get()));
        return true;
    }

    /** Adds the field that suits the input; the supplier reads it, past the dialog's own recording. */
    private static Supplier<String> add(GenericDialog dialog, ModuleItem<?> item, String text) {
        String label = Inputs.label(item);
        List<String> choices = Inputs.choices(item);
        if (Inputs.isSwitch(item)) {
            dialog.addCheckbox(label, Boolean.parseBoolean(text));
            Checkbox box = last(dialog.getCheckboxes(), Checkbox.class);
            return () -> Boolean.toString(box.getState());
        }
        if (!choices.isEmpty()) {
            dialog.addChoice(label, choices.toArray(String[]::new), text);
            Choice choice = last(dialog.getChoices(), Choice.class);
            return choice::getSelectedItem;
        }
        if (TextWidget.AREA_STYLE.equals(item.getWidgetStyle())) return textArea(dialog, label, text);
        if (Number.class.isAssignableFrom(item.getType()) || item.getType().isPrimitive())
            return number(dialog, item, text);
        if (item.getType() == File.class) {
            if (FileWidget.DIRECTORY_STYLE.equals(item.getWidgetStyle())) dialog.addDirectoryField(label, text);
            else dialog.addFileField(label, text);
        } else {
            dialog.addStringField(label, text, 30);
        }
        TextField field = last(dialog.getStringFields(), TextField.class);
        return field::getText;
    }

    private static Supplier<String> number(GenericDialog dialog, ModuleItem<?> item, String text) {
        dialog.addNumericField(Inputs.label(item), 0, 0, 8, Inputs.bounds(item));
        TextField field = last(dialog.getNumericFields(), TextField.class);
        field.setText(text);
        return field::getText;
    }

    private static Supplier<String> textArea(GenericDialog dialog, String label, String text) {
        dialog.addMessage(label);
        TextArea area = new TextArea(text, 4, 40, TextArea.SCROLLBARS_VERTICAL_ONLY);
        Panel panel = new Panel();
        panel.add(area);
        dialog.addPanel(panel);
        return area::getText;
    }

    private static <T> T last(Vector<?> components, Class<T> type) {
        return type.cast(components.lastElement());
    }

    private String helpPage(Iterable<ModuleItem<?>> items) {
        StringBuilder page = new StringBuilder("<html><h3>").append(title).append("</h3>");
        if (help != null) page.append("<p>").append(help).append("</p>");
        for (ModuleItem<?> item : items) {
            if (Inputs.isMessage(item)) continue;
            page.append("<p><b>")
                    .append(Inputs.label(item))
                    .append("</b> (<code>")
                    .append(Inputs.key(item))
                    .append("</code>)");
            if (item.getDescription() != null) page.append(": ").append(item.getDescription());
            page.append("</p>");
        }
        return page.toString();
    }
}
