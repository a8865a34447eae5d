package org.multimodalneurons.plugin.host;

import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.Panel;
import java.awt.TextArea;
import java.awt.TextField;
import java.io.File;
import java.util.HashMap;
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

/**
 * Asks for the open inputs of a command in ImageJ's own dialog; asks again when an answer cannot be. Answers to what only this command
 * has are proposed again when it asks the next time in this session; what is looked at, and how, which it shares with others, is asked
 * anew, or it would be an earlier folder in place of the image that is open now.
 */
final class ParameterDialog {

    private static final int ROWS_OF_ONE_COLUMN = 11;
    private static final int ROWS_OF_A_TEXT = 5;
    private static final int LETTERS_OF_A_PATH = 25; // whatever its length, or the dialog may get too wide
    private static final Map<String, Map<String, Answer>> EARLIER = new HashMap<>();

    private final String title;
    private final String help;
    private final Inputs inputs;

    /** What was written in a field that proposed something. */
    private record Answer(String proposed, String text) {}

    /**
     * A dialog not yet shown.
     *
     * @param title the command's name
     * @param help what the command does; empty when nobody knows
     */
    ParameterDialog(String title, String help, Inputs inputs) {
        this.title = title.replaceFirst("\\.\\.\\.$", "");
        this.help = help == null ? "" : help;
        this.inputs = inputs;
    }

    /** Lets no answer be proposed again. */
    static void forgetAnswers() {
        EARLIER.clear();
    }

    /**
     * Shows the dialog and sets the inputs.
     *
     * @return the answers by macro key, or null when cancelled
     */
    Map<String, String> ask() {
        List<List<ModuleItem<?>>> columns = columns(inputs.openGroups());
        Map<ModuleItem<?>, String> proposed = new LinkedHashMap<>();
        columns.forEach(column -> column.forEach(item -> proposed.put(item, inputs.text(item))));
        Map<ModuleItem<?>, String> texts = new LinkedHashMap<>(proposed);
        texts.replaceAll((item, text) -> inputs.isOwn(item) ? recalled(item, text) : text);
        while (true) {
            if (!show(columns, texts)) return null;
            try {
                Map<String, String> answers = new LinkedHashMap<>();
                texts.forEach((item, text) -> {
                    if (Inputs.isMessage(item)) return;
                    inputs.set(item, text);
                    answers.put(Inputs.key(item), text);
                });
                remember(proposed, texts);
                return answers;
            } catch (UserException e) {
                IJ.showMessage(title, Surroundings.wrapped(e.getMessage()));
            }
        }
    }

    /** What was answered the last time, unless something else is proposed now. */
    private String recalled(ModuleItem<?> item, String proposed) {
        Answer answer = EARLIER.getOrDefault(title, Map.of()).get(Inputs.key(item));
        List<String> choices = Inputs.choices(item);
        boolean fits = answer != null
                && answer.proposed().equals(proposed)
                && (choices.isEmpty() || choices.contains(answer.text()));
        return fits && !Inputs.isImage(item) ? answer.text() : proposed;
    }

    private void remember(Map<ModuleItem<?>, String> proposed, Map<ModuleItem<?>, String> texts) {
        Map<String, Answer> answers = EARLIER.computeIfAbsent(title, any -> new HashMap<>());
        texts.forEach((item, text) -> answers.put(Inputs.key(item), new Answer(proposed.get(item), text)));
    }

    /** Few inputs in one column; many in two, groups kept whole if that leaves the columns about even. */
    private static List<List<ModuleItem<?>>> columns(List<List<ModuleItem<?>>> groups) {
        List<ModuleItem<?>> all = groups.stream().flatMap(List::stream).toList();
        int rows = rows(all);
        if (rows <= ROWS_OF_ONE_COLUMN) return List.of(all);
        int best = all.size();
        int place = 0;
        for (List<ModuleItem<?>> group : groups) {
            place += group.size();
            if (higher(all, place) < higher(all, best)) best = place;
        }
        if (higher(all, best) > Math.max(ROWS_OF_ONE_COLUMN, rows * 2 / 3))
            for (int i = 1; i < all.size(); i++) if (higher(all, i) < higher(all, best)) best = i;
        return List.of(all.subList(0, best), all.subList(best, all.size()));
    }

    /** The rows of the higher one of two columns. */
    private static int higher(List<ModuleItem<?>> all, int first) {
        return Math.max(rows(all.subList(0, first)), rows(all.subList(first, all.size())));
    }

    private static int rows(List<ModuleItem<?>> items) {
        return items.stream()
                .mapToInt(item -> TextWidget.AREA_STYLE.equals(item.getWidgetStyle()) ? ROWS_OF_A_TEXT : 1)
                .sum();
    }

    /** One round: the texts go into the fields, and what the user made of them comes back. */
    private boolean show(List<List<ModuleItem<?>>> columns, Map<ModuleItem<?>, String> texts) {
        FieldsDialog dialog = new FieldsDialog(title, help);
        Map<ModuleItem<?>, Supplier<String>> fields = new LinkedHashMap<>();
        for (List<ModuleItem<?>> column : columns) {
            if (!fields.isEmpty()) dialog.nextColumn();
            for (ModuleItem<?> item : column) {
                dialog.explain(explanation(item));
                if (Inputs.isMessage(item)) dialog.addMessage(texts.get(item));
                else fields.put(item, add(dialog, item, texts.get(item)));
            }
        }
        dialog.endColumns();
        dialog.addHelp(helpPage(texts.keySet()));
        dialog.showDialog();
        if (dialog.wasCanceled()) return false;
        fields.forEach((item, field) -> texts.put(item, field.get()));
        return true;
    }

    private static String explanation(ModuleItem<?> item) {
        String description = item.getDescription();
        return description == null || description.isBlank()
                ? Inputs.label(item)
                : Inputs.label(item) + ": " + description;
    }

    /** Adds the field that suits the input; the supplier reads it, past the dialog's own recording. */
    private static Supplier<String> add(FieldsDialog dialog, ModuleItem<?> item, String text) {
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
            if (FileWidget.DIRECTORY_STYLE.equals(item.getWidgetStyle()))
                dialog.addDirectoryField(label, text, LETTERS_OF_A_PATH);
            else if (FileWidget.SAVE_STYLE.equals(item.getWidgetStyle()))
                dialog.addSaveField(label, text, LETTERS_OF_A_PATH);
            else dialog.addFileField(label, text, LETTERS_OF_A_PATH);
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
        if (!help.isBlank()) page.append("<p>").append(help).append("</p>");
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
