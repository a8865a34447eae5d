package org.multimodalneurons.plugin;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.Label;
import java.awt.TextComponent;
import java.util.ArrayList;
import java.util.List;

import javax.swing.JLabel;
import javax.swing.text.JTextComponent;

import ij.gui.MultiLineLabel;

/** What a dialog says. */
final class DialogText {

    private DialogText() {}

    /** Its title and texts, for the message of a test that did not expect it. */
    static String of(Dialog dialog) {
        List<String> texts = new ArrayList<>(List.of(dialog.getTitle() + ":"));
        collect(dialog, texts);
        return String.join(" ", texts).strip();
    }

    private static void collect(Container parent, List<String> texts) {
        for (Component part : parent.getComponents()) {
            if (part instanceof Label label) texts.add(label.getText());
            else if (part instanceof MultiLineLabel label) texts.add(lines(label));
            else if (part instanceof TextComponent text) texts.add(text.getText());
            else if (part instanceof JLabel label && label.getText() != null) texts.add(label.getText());
            else if (part instanceof JTextComponent text) texts.add(text.getText());
            else if (part instanceof Container container) collect(container, texts);
        }
    }

    /** ImageJ's label of several lines keeps them for itself. */
    private static String lines(MultiLineLabel label) {
        try {
            var lines = MultiLineLabel.class.getDeclaredField("lines");
            lines.setAccessible(true);
            return String.join("\n", (String[]) lines.get(label));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
