package org.multimodalneurons.plugin.imagej;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.measure.Calibration;
import ij.process.FloatProcessor;
import org.multimodalneurons.embed.CosineMatrix;

/**
 * A matrix as a 32-bit image: every value is a square of pixels that hold it, names stand beside the rows and above the
 * columns, on margins without a value (NaN). Calibrated so that the cursor reads column and row, from 0. Where there is
 * room the squares show their numbers.
 */
public final class MatrixImage {

    private static final int LARGEST_CELL = 56;
    private static final int EXTENT = 900;
    private static final int LINE = 14;
    private static final int LONGEST_NAME = 240;
    private static final int GAP = 8;
    private static final int CELL_WITH_NUMBER = 34;
    private static final int MARGIN = 0x1E1E1E;
    private static final double COLOURS = 100;
    private static final Font NAMES = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final Font NUMBERS = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    private final Values values;
    private final Palette palette;
    private final String format; // of the numbers
    private final List<String> rowNames;
    private final List<String> columnNames;
    private final int rows;
    private final int columns;
    private final int cell;
    private final int left;
    private final int top;
    private final double min;
    private final double max;
    private final Overlay overlay = new Overlay();

    /**
     * What a matrix holds.
     *
     * @param unit of the values, such as cosine
     * @param rows their names
     * @param columns their names
     * @param corner what the rows and what the columns are, above the names of the rows; may be empty
     * @param numbers row by row; not a number where there is no value
     */
    @SuppressWarnings("ArrayRecordComponent") // a plain carrier of numbers, never compared
    public record Values(String unit, List<String> rows, List<String> columns, List<String> corner, float[] numbers) {

        float get(int row, int column) {
            return numbers[row * columns.size() + column];
        }
    }

    private MatrixImage(Values values, Palette palette) {
        this(values, palette, "%.2f");
    }

    private MatrixImage(Values values, Palette palette, String format) {
        this.format = format;
        this.values = values;
        this.palette = palette;
        rowNames = Pictures.withoutCommonTitle(values.rows());
        columnNames = Pictures.withoutCommonTitle(values.columns());
        rows = rowNames.size();
        columns = columnNames.size();
        cell = Math.max(1, Math.min(LARGEST_CELL, EXTENT / Math.max(rows, columns)));
        left = Math.max(longest(rowNames), longest(values.corner())) + 2 * GAP;
        top = Math.max(longest(columnNames), values.corner().size() * LINE) + 2 * GAP;
        float lowest = Float.POSITIVE_INFINITY;
        float highest = Float.NEGATIVE_INFINITY;
        for (float value : values.numbers()) {
            if (Float.isNaN(value)) continue;
            lowest = Math.min(lowest, value);
            highest = Math.max(highest, value);
        }
        float farthest = Math.max(Math.abs(lowest), Math.abs(highest));
        min = palette.isCentred() ? -farthest : lowest;
        max = Math.max(palette.isCentred() ? farthest : highest, min + 1e-3);
    }

    /** The image, with its names as an overlay. */
    public static ImagePlus of(String title, CosineMatrix matrix) {
        float[] numbers = new float[matrix.rows().size() * matrix.columns().size()];
        for (int i = 0; i < numbers.length; i++)
            numbers[i] =
                    matrix.get(i / matrix.columns().size(), i % matrix.columns().size());
        Values values = new Values("cosine", matrix.rows(), matrix.columns(), List.of(), numbers);
        return new MatrixImage(values, Palette.VIRIDIS).image(title);
    }

    /** The image of values with a sign, blue below and red above 0. */
    public static ImagePlus signed(String title, Values values) {
        return new MatrixImage(values, Palette.BLUE_RED).image(title);
    }

    /** The image of whole numbers, 0 and more. */
    public static ImagePlus counts(String title, Values values) {
        return new MatrixImage(values, Palette.VIRIDIS, "%.0f").image(title);
    }

    private ImagePlus image(String title) {
        FloatProcessor pixels = new FloatProcessor(left + columns * cell + GAP, top + rows * cell + GAP);
        pixels.set(Double.NaN);
        for (int y = 0; y < rows * cell; y++)
            for (int x = 0; x < columns * cell; x++) pixels.setf(left + x, top + y, values.get(y / cell, x / cell));
        ImagePlus image = Chart.marked(new ImagePlus(title, pixels));
        image.setLut(palette.lutWithBackground(MARGIN));
        image.setDisplayRange(min - (max - min) / COLOURS, max); // the lowest value keeps clear of the margin's colour
        image.setCalibration(calibration());
        addNames();
        if (cell >= CELL_WITH_NUMBER) addNumbers();
        image.setOverlay(overlay);
        return image;
    }

    private Calibration calibration() {
        Calibration calibration = new Calibration();
        calibration.pixelWidth = 1. / cell;
        calibration.pixelHeight = 1. / cell;
        calibration.xOrigin = left;
        calibration.yOrigin = top;
        calibration.setUnit("cells");
        calibration.setValueUnit(values.unit());
        return calibration;
    }

    private void addNames() {
        FontMetrics font = metrics(NAMES);
        for (int i = 0; i < values.corner().size(); i++) {
            int y = top - GAP - (values.corner().size() - i) * font.getHeight();
            overlay.add(text(values.corner().get(i), GAP, y, NAMES, Color.LIGHT_GRAY));
        }
        int step = Math.max(1, (LINE + cell - 1) / cell);
        for (int row = 0; row < rows; row += step) {
            String name = BarChart.fitted(rowNames.get(row), font, LONGEST_NAME);
            int y = top + row * cell + cell / 2 - font.getHeight() / 2;
            overlay.add(text(name, left - GAP - font.stringWidth(name), y, NAMES, Color.WHITE));
        }
        for (int column = 0; column < columns; column += step) {
            String name = BarChart.fitted(columnNames.get(column), font, LONGEST_NAME);
            overlay.add(UprightText.of(name, NAMES, left + column * cell + cell / 2, top - GAP));
        }
    }

    private void addNumbers() {
        FontMetrics font = metrics(NUMBERS);
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++) {
                float value = values.get(row, column);
                if (Float.isNaN(value)) continue;
                String number = String.format(Locale.ROOT, format, value);
                int x = left + column * cell + (cell - font.stringWidth(number)) / 2;
                int y = top + row * cell + (cell - font.getHeight()) / 2;
                overlay.add(text(number, x, y, NUMBERS, isBright(value) ? Color.BLACK : Color.WHITE));
            }
    }

    private boolean isBright(float value) {
        double share = (value - min) / (max - min);
        return palette.isCentred() ? Math.abs(share - .5) < .33 : share > .55;
    }

    private static Roi text(String text, int x, int y, Font font, Color colour) {
        TextRoi roi = new TextRoi(x, y, text, font);
        roi.setStrokeColor(colour);
        roi.setAntiAlias(true);
        return roi;
    }

    private static int longest(List<String> names) {
        FontMetrics font = metrics(NAMES);
        int longest = names.stream().mapToInt(font::stringWidth).max().orElse(0);
        return Math.min(LONGEST_NAME, longest);
    }

    static FontMetrics metrics(Font font) {
        return new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
                .createGraphics()
                .getFontMetrics(font);
    }
}
