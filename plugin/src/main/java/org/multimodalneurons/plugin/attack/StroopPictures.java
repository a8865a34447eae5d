package org.multimodalneurons.plugin.attack;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ColorProcessor;
import org.multimodalneurons.attack.StroopStimulus;
import org.multimodalneurons.attack.StroopTest;
import org.multimodalneurons.attack.StroopTrial;
import org.multimodalneurons.attack.StroopTrial.Condition;
import org.multimodalneurons.attack.StroopTrial.Named;
import org.multimodalneurons.plugin.imagej.BarChart;
import org.multimodalneurons.plugin.imagej.LabelledGrid;
import org.multimodalneurons.plugin.imagej.MatrixImage;

/** A Stroop test to look at: what was shown, what was answered, and how sure the model was. */
final class StroopPictures {

    private static final int PICTURE = 80;
    private static final int FRAME = 4;
    private static final int LINE = 16;
    private static final int CELL = PICTURE + 2 * FRAME;
    private static final Color READ = new Color(0xC2532F);
    private static final Color SEEN = new Color(0x2F6DB5);
    private static final Color RIGHT = new Color(0x3D8B40);
    private static final Color NEITHER = new Color(0x808080);

    private final StroopTest test;
    private final List<StroopStimulus> stimuli;

    StroopPictures(StroopTest test, List<StroopStimulus> stimuli) {
        this.test = test;
        this.stimuli = stimuli;
    }

    /** The stimuli as the model sees them: a slice for each, labelled such as "green in red". */
    ImagePlus stimuli() {
        int side = stimuli.get(0).picture().width();
        ImageStack stack = new ImageStack(side, side);
        for (StroopStimulus stimulus : stimuli)
            stack.addSlice(
                    stimulus.label(), new ColorProcessor(stimulus.picture().buffered()));
        return new ImagePlus("Stroop stimuli", stack);
    }

    /**
     * Every stimulus with its answer below: a row for each ink, a column for each word. The frame is red where the model
     * read, blue where it saw, green where both are one, grey where it did neither. A slice for each question.
     */
    ImagePlus answers(List<StroopTrial> trials) {
        List<LabelledGrid.Row> rows = test.inks().stream()
                .map(ink -> new LabelledGrid.Row(ink.name(), "ink"))
                .toList();
        ImageStack sheets = null;
        for (List<StroopTrial> asked : byQuestion(trials)) {
            ImageStack cells = new ImageStack(CELL, CELL + LINE);
            for (int i = 0; i < asked.size(); i++)
                cells.addSlice(cell(stimuli.get(i).picture().buffered(), asked.get(i)));
            ColorProcessor sheet = LabelledGrid.of(rows, test.written(), cells);
            if (sheets == null) sheets = new ImageStack(sheet.getWidth(), sheet.getHeight());
            sheets.addSlice(asked.get(0).prompt(), sheet);
        }
        return new ImagePlus("Stroop answers", sheets);
    }

    private static ColorProcessor cell(BufferedImage stimulus, StroopTrial trial) {
        BufferedImage cell = new BufferedImage(CELL, CELL + LINE, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = cell.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            g.setColor(colour(trial.named()));
            g.fillRect(0, 0, CELL, CELL + LINE);
            g.drawImage(stimulus, FRAME, FRAME, PICTURE, PICTURE, null);
            g.setColor(Color.WHITE);
            g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 13));
            String answer = BarChart.fitted(trial.answer(), g.getFontMetrics(), PICTURE);
            g.drawString(answer, (CELL - g.getFontMetrics().stringWidth(answer)) / 2, CELL + LINE - FRAME - 2);
        } finally {
            g.dispose();
        }
        return new ColorProcessor(cell);
    }

    private static Color colour(Named named) {
        return switch (named) {
            case WORD -> READ;
            case INK -> SEEN;
            case BOTH -> RIGHT;
            case OTHER -> NEITHER;
        };
    }

    /** How far the word outweighs the ink, in 32 bits: p(word) - p(ink), of the control - p(ink). A slice for each question. */
    ImagePlus balance(List<StroopTrial> trials) {
        ImageStack stack = null;
        ImagePlus first = null;
        Overlay overlay = new Overlay();
        List<List<StroopTrial>> questions = byQuestion(trials);
        for (int question = 0; question < questions.size(); question++) {
            List<StroopTrial> asked = questions.get(question);
            ImagePlus matrix = MatrixImage.signed("Stroop matrix", values(asked));
            if (first == null) {
                first = matrix;
                stack = new ImageStack(matrix.getWidth(), matrix.getHeight());
            }
            stack.addSlice(asked.get(0).prompt(), matrix.getProcessor());
            for (Roi name : matrix.getOverlay()) {
                if (questions.size() > 1) name.setPosition(question + 1);
                overlay.add(name);
            }
        }
        first.setStack(stack);
        first.setOverlay(overlay);
        return first;
    }

    private MatrixImage.Values values(List<StroopTrial> asked) {
        float[] numbers = new float[asked.size()];
        for (int i = 0; i < numbers.length; i++) {
            StroopTrial trial = asked.get(i);
            numbers[i] = trial.condition() == Condition.CONGRUENT ? Float.NaN : (float) trial.balance();
        }
        return new MatrixImage.Values(
                "p(word) - p(ink)",
                test.inks().stream().map(ink -> ink.name()).toList(),
                test.written(),
                List.of("word \u2192", "ink \u2193"),
                numbers);
    }

    private List<List<StroopTrial>> byQuestion(List<StroopTrial> trials) {
        int each = stimuli.size();
        List<List<StroopTrial>> questions = new ArrayList<>();
        IntStream.iterate(0, from -> from < trials.size(), from -> from + each)
                .forEach(from -> questions.add(trials.subList(from, from + each)));
        return questions;
    }
}
