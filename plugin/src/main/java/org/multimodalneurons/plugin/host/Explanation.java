package org.multimodalneurons.plugin.host;

import java.awt.Canvas;
import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Insets;
import java.awt.RenderingHints;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.text.AttributedString;

/**
 * A few lines below the fields of a dialog that say what the field under the mouse is for, or else the one that is being
 * filled in.
 */
final class Explanation extends Canvas {

    private static final long serialVersionUID = 1;
    private static final int FEWEST_LINES = 2;
    private static final int WIDTH_OF_A_COLUMN = 330;
    private static final double FILLED = .9; // of a line, where words are not broken
    private static final Insets MARGINS = new Insets(8, 4, 0, 4);

    private String shown;
    private String filledIn;
    private String longest;
    private int columns = 1;

    /** Says at first what the whole dialog is for. */
    Explanation(String whole) {
        shown = whole;
        filledIn = whole;
        longest = whole;
    }

    /** Has a component of the dialog explained. */
    void explain(Component component, String text) {
        if (text.length() > longest.length()) longest = text;
        component.addFocusListener(new FocusAdapter() {
            @Override
            public void focusGained(FocusEvent event) {
                filledIn = text;
                show(text);
            }
        });
        component.addMouseListener(new MouseAdapter() {
            @Override
            public void mouseEntered(MouseEvent event) {
                show(text);
            }

            @Override
            public void mouseExited(MouseEvent event) {
                show(filledIn);
            }
        });
    }

    /** Gives every text room, where it lies below so many columns of fields. */
    void fitUnder(int count) {
        columns = count;
    }

    /** What is said now. */
    String text() {
        return shown;
    }

    private void show(String text) {
        shown = text;
        repaint();
    }

    @Override
    public Dimension getPreferredSize() {
        FontMetrics metrics = getFontMetrics(getFont());
        int width = columns * WIDTH_OF_A_COLUMN;
        int lines = 1 + (int) (metrics.stringWidth(longest) / (FILLED * width));
        return new Dimension(width, MARGINS.top + Math.max(FEWEST_LINES, lines) * metrics.getHeight());
    }

    @Override
    public void paint(Graphics graphics) {
        if (shown.isBlank()) return;
        Graphics2D brush = (Graphics2D) graphics;
        brush.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        brush.setColor(Color.DARK_GRAY);
        var text = new AttributedString(shown);
        text.addAttribute(TextAttribute.FONT, getFont());
        var lines = new LineBreakMeasurer(text.getIterator(), brush.getFontRenderContext());
        float y = MARGINS.top;
        while (lines.getPosition() < shown.length()) {
            TextLayout line = lines.nextLayout(Math.max(1, getWidth() - MARGINS.left - MARGINS.right));
            y += line.getAscent();
            line.draw(brush, MARGINS.left, y);
            y += line.getDescent() + line.getLeading();
        }
    }
}
