package org.multimodalneurons.plugin.probe;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.GridLayout;
import java.awt.RenderingHints;
import java.awt.event.ActionEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.KeyStroke;

/**
 * Shows one picture after the other, without a name or a number that would tell of the response, and takes a label for
 * each: by a button or its number on the keyboard. Backspace goes back, Esc and closing the window pause; every label is
 * kept at once. None is taken before the picture is seen.
 */
final class LabelWindow extends JFrame {

    private static final long serialVersionUID = 1L;
    private static final int SIDE = 420;
    private static final int GAP = 10;

    private final transient LabelFile labels;
    private final List<String> pictures;
    private final List<String> categories;
    private final transient PicturesAhead look;
    private final JLabel progress = new JLabel();
    private final Canvas canvas = new Canvas();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final transient AtomicReference<Throwable> fault = new AtomicReference<>();
    private int at;
    private boolean seen;

    /**
     * Opens a window; on the event thread.
     *
     * @param labels where they are kept; the first picture without one is shown
     * @param pictures their names, which are not shown
     * @param categories the labels to choose from, at most nine
     * @param look the pictures
     */
    LabelWindow(LabelFile labels, List<String> pictures, List<String> categories, PicturesAhead look) {
        super("Label pictures");
        this.labels = labels;
        this.pictures = List.copyOf(pictures);
        this.categories = List.copyOf(categories);
        this.look = look;
        var content = new JPanel(new BorderLayout(GAP, GAP));
        content.setBorder(BorderFactory.createEmptyBorder(GAP, GAP, GAP, GAP));
        progress.setName("progress");
        content.add(progress, BorderLayout.NORTH);
        content.add(canvas, BorderLayout.CENTER);
        content.add(buttons(content), BorderLayout.SOUTH);
        setContentPane(content);
        setDefaultCloseOperation(DISPOSE_ON_CLOSE);
        addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosed(WindowEvent event) {
                ended.countDown();
            }
        });
        next();
        pack();
        setLocationRelativeTo(null);
    }

    private JPanel buttons(JComponent keys) {
        var categoryRow = new JPanel(new GridLayout(0, Math.min(5, categories.size()), GAP / 2, GAP / 2));
        for (int i = 0; i < categories.size(); i++) {
            String category = categories.get(i);
            categoryRow.add(
                    button(keys, i + 1 + "  " + category, category, String.valueOf(i + 1), () -> label(category)));
        }
        var control = new JPanel(new GridLayout(1, 0, GAP / 2, GAP / 2));
        control.add(button(keys, "Back (backspace)", "Back", "BACK_SPACE", this::back));
        control.add(button(keys, "Pause (Esc)", "Pause", "ESCAPE", this::dispose));
        var all = new JPanel(new BorderLayout(GAP, GAP));
        all.add(categoryRow, BorderLayout.CENTER);
        all.add(control, BorderLayout.SOUTH);
        return all;
    }

    private static JButton button(JComponent keys, String text, String name, String key, Runnable work) {
        var button = new JButton(text);
        button.setName(name);
        button.setFocusable(false); // or the space bar would press it again
        button.addActionListener(event -> work.run());
        keys.getInputMap(JComponent.WHEN_IN_FOCUSED_WINDOW).put(KeyStroke.getKeyStroke(key), name);
        keys.getActionMap().put(name, new AbstractAction() {
            private static final long serialVersionUID = 1L;

            @Override
            public void actionPerformed(ActionEvent event) {
                work.run();
            }
        });
        return button;
    }

    private void label(String category) {
        if (!seen) return;
        labels.put(pictures.get(at), category);
        next();
    }

    /** To the first picture without a label; the end closes the window. */
    private void next() {
        at = 0;
        while (at < pictures.size() && !labels.get(pictures.get(at)).isEmpty()) at++;
        if (at == pictures.size()) dispose();
        else present(at);
    }

    /** Takes the label before this picture away, to give another. */
    private void back() {
        if (at == 0) return;
        at--;
        labels.put(pictures.get(at), "");
        present(at);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the window is told of faults
    private void present(int index) {
        seen = false;
        progress.setText("Picture " + (index + 1) + " of " + pictures.size() + ": one moment");
        look.get(index)
                .whenComplete((picture, problem) -> EventQueue.invokeLater(() -> {
                    if (problem != null) fail(problem);
                    else if (at == index) show(picture);
                }));
    }

    private void show(BufferedImage picture) {
        progress.setText("Picture " + (at + 1) + " of " + pictures.size() + ": what does it show?");
        canvas.show(picture);
        seen = true;
    }

    private void fail(Throwable problem) {
        fault.compareAndSet(null, problem instanceof CompletionException ? problem.getCause() : problem);
        dispose();
    }

    /**
     * Waits until all pictures have a label or the user pauses.
     *
     * @throws RuntimeException as drawing a picture threw it
     */
    void await() throws InterruptedException {
        ended.await();
        if (fault.get() instanceof Error error) throw error;
        if (fault.get() instanceof RuntimeException exception) throw exception;
    }

    /** A picture as large as fits. */
    private static final class Canvas extends JPanel {

        private static final long serialVersionUID = 1L;
        private transient BufferedImage picture;

        Canvas() {
            setPreferredSize(new Dimension(SIDE, SIDE));
            setBackground(Color.LIGHT_GRAY);
        }

        void show(BufferedImage shown) {
            picture = shown;
            repaint();
        }

        @Override
        protected void paintComponent(Graphics graphics) {
            super.paintComponent(graphics);
            if (picture == null) return;
            double scale =
                    Math.min(getWidth() / (double) picture.getWidth(), getHeight() / (double) picture.getHeight());
            int width = (int) Math.round(scale * picture.getWidth());
            int height = (int) Math.round(scale * picture.getHeight());
            ((Graphics2D) graphics)
                    .setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            graphics.drawImage(picture, (getWidth() - width) / 2, (getHeight() - height) / 2, width, height, null);
        }
    }
}
