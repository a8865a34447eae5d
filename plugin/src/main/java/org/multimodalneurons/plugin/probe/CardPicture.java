package org.multimodalneurons.plugin.probe;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.imagej.Chart;
import org.multimodalneurons.probe.ConditionalProbability.Share;
import org.multimodalneurons.probe.FiringWindow;
import org.multimodalneurons.probe.NeuronCard;
import org.multimodalneurons.probe.NeuronCard.Example;
import org.multimodalneurons.probe.NeuronCard.Response;
import org.multimodalneurons.probe.NeuronCard.Word;

/** A neuron card as one picture to show and to print. */
final class CardPicture {

    private static final int COLUMNS = 8;
    private static final int CELL = 112;
    private static final int PICTURE = 100;
    private static final int MARGIN = 20;
    private static final int WIDTH = 2 * MARGIN + COLUMNS * CELL;
    private static final int VISUALIZATION = 2 * CELL;
    private static final int HEADING = 30;
    private static final int LINE = 18;
    private static final int WORD = 170;
    private static final int PLOT_HEIGHT = 150;
    private static final int BINS = 40;
    private static final int MOST_GROUPS = 10;
    private static final Color EXCITED = new Color(0xB2182B);
    private static final Color SUPPRESSED = new Color(0x2166AC);
    private static final Color BARS = new Color(0x9AA5B1);

    private final NeuronCard card;
    private final String title;
    private final String subtitle;
    private final Map<String, List<Response>> groups;
    private final List<Share> shares;
    private Graphics2D g;
    private int y;

    private CardPicture(NeuronCard card, String title, String subtitle, String concept) {
        this.card = card;
        this.title = title;
        this.subtitle = subtitle;
        groups = concept.isEmpty() ? Map.of() : card.byModality(concept);
        shares = concept.isEmpty() ? List.of() : card.conditionalProbability(concept);
    }

    /** What is written over a card. */
    static String title(NeuronCard card, String concept) {
        return card.unit() + (concept.isEmpty() ? "" : "  " + concept);
    }

    /** What was looked at. */
    static String subtitle(ClipModel clip, NeuronCard card, String folder) {
        return clip.name() + ", " + card.pictures().size() + " pictures of " + folder;
    }

    /**
     * A card as an image.
     *
     * @param concept as for {@link #of}
     * @param folder of the pictures
     */
    static ImagePlus image(ClipModel clip, NeuronCard card, String concept, String folder) {
        return Chart.marked(new ImagePlus(
                "Card of " + card.unit(), of(card, title(card, concept), subtitle(clip, card, folder), concept)));
    }

    /**
     * Draws a card.
     *
     * @param title of the card
     * @param subtitle what was looked at
     * @param concept whose responses are set apart from others, modality by modality; may be empty
     */
    private static ColorProcessor of(NeuronCard card, String title, String subtitle, String concept) {
        var picture = new CardPicture(card, title, subtitle, concept);
        int height = picture.draw(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)); // to see how high it gets
        BufferedImage canvas = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
        picture.draw(canvas);
        return new ColorProcessor(canvas);
    }

    private int draw(BufferedImage canvas) {
        g = canvas.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
            y = MARGIN + 14;
            text(Font.BOLD, 20, Color.BLACK, title, MARGIN, y);
            y += 22;
            text(Font.PLAIN, 12, Color.DARK_GRAY, subtitle, MARGIN, y);
            card.visualization().ifPresent(this::visualization);
            examples("What excites it most, and where it fires", card.strongest(), EXCITED);
            if (!card.weakest().isEmpty()) examples("What suppresses it", card.weakest(), SUPPRESSED);
            histogram();
            if (!groups.isEmpty()) distributions();
            if (!shares.isEmpty())
                y = new SharesPicture(g, MARGIN, WIDTH - 2 * MARGIN)
                        .draw(heading("What a picture shows, given how strongly it responds"), shares);
            words();
            return y + MARGIN;
        } finally {
            g.dispose();
        }
    }

    /** Where what it stands over begins. */
    private int heading(String text) {
        y += HEADING;
        text(Font.BOLD, 14, Color.BLACK, text, MARGIN, y);
        y += 8;
        return y;
    }

    private void visualization(PixelRows picture) {
        heading("What a picture looks like that was made to excite it");
        g.drawImage(picture.buffered(), MARGIN, y, VISUALIZATION, VISUALIZATION, null);
        y += VISUALIZATION;
    }

    private void examples(String heading, List<Example> examples, Color colour) {
        heading(heading);
        for (int i = 0; i < examples.size(); i++) {
            if (i > 0 && i % COLUMNS == 0) y += CELL + LINE;
            example(examples.get(i), MARGIN + i % COLUMNS * CELL, y, colour);
        }
        y += CELL + 8;
    }

    private void example(Example example, int left, int top, Color colour) {
        BufferedImage picture = example.response().stimulus().picture().get().buffered();
        double scale = PICTURE / (double) Math.max(picture.getWidth(), picture.getHeight());
        int width = (int) Math.round(picture.getWidth() * scale);
        int height = (int) Math.round(picture.getHeight() * scale);
        int x = left + (PICTURE - width) / 2;
        int at = top + (PICTURE - height) / 2;
        g.drawImage(picture, x, at, width, height, null);
        g.setColor(Color.LIGHT_GRAY);
        g.setStroke(new BasicStroke(1));
        g.drawRect(x, at, width - 1, height - 1);
        FiringWindow window = example.window();
        g.setColor(colour);
        g.setStroke(new BasicStroke(2));
        g.drawRect(
                x + (int) Math.round(window.x() * scale),
                at + (int) Math.round(window.y() * scale),
                (int) Math.round(window.width() * scale) - 2,
                (int) Math.round(window.height() * scale) - 2);
        text(Font.PLAIN, 11, Color.DARK_GRAY, deviations(example.response().deviations()), left, top + PICTURE + 14);
    }

    private void histogram() {
        heading("How strongly it responds, in standard deviations from the mean of the modality; marks: those above");
        int base = y + PLOT_HEIGHT;
        double low = Math.min(-3, extreme(-1));
        double high = Math.max(3, extreme(1));
        int[] counts = new int[BINS];
        for (Response response : card.pictures())
            counts[(int) Math.min(BINS - 1, BINS * (response.deviations() - low) / (high - low))]++;
        int most = Math.max(1, Arrays.stream(counts).max().orElse(1));
        int plot = WIDTH - 2 * MARGIN;
        g.setColor(BARS);
        for (int i = 0; i < BINS; i++) {
            int height = (int) Math.round((PLOT_HEIGHT - 16.) * counts[i] / most);
            g.fillRect(MARGIN + i * plot / BINS, base - height, plot / BINS - 2, height);
        }
        DoubleUnaryOperator place = z -> MARGIN + plot * (z - low) / (high - low);
        marks(card.strongest(), EXCITED, place, base);
        marks(card.weakest(), SUPPRESSED, place, base);
        axis(place, low, high, MARGIN, base);
        y = base + 22;
    }

    private double extreme(int sign) {
        return sign
                * card.pictures().stream()
                        .mapToDouble(r -> sign * r.deviations())
                        .max()
                        .orElse(0);
    }

    private void marks(List<Example> examples, Color colour, DoubleUnaryOperator place, int base) {
        g.setColor(colour);
        g.setStroke(new BasicStroke(2));
        for (Example example : examples) {
            int x = (int) place.applyAsDouble(example.response().deviations());
            g.drawLine(x, base - 12, x, base);
        }
    }

    private void axis(DoubleUnaryOperator place, double low, double high, int left, int base) {
        g.setStroke(new BasicStroke(1));
        g.setColor(Color.DARK_GRAY);
        g.drawLine(left, base, WIDTH - MARGIN, base);
        for (int z = (int) Math.ceil(low); z <= high; z++) {
            int x = (int) place.applyAsDouble(z);
            g.drawLine(x, base, x, base + 4);
            text(Font.PLAIN, 11, Color.DARK_GRAY, String.valueOf(z), x - 4, base + 17);
        }
    }

    /** A line for each group, a box from its lower to its upper quartile, and its median. */
    private void distributions() {
        heading("How each modality excites it: range, quartiles and median, in the same units");
        double low = Math.min(-3, extreme(-1));
        double high = Math.max(3, extreme(1));
        int left = MARGIN + 190;
        int plot = WIDTH - MARGIN - left;
        DoubleUnaryOperator place = z -> left + plot * (z - low) / (high - low);
        int shown = 0;
        for (var group : groups.entrySet()) {
            if (shown++ == MOST_GROUPS) break;
            var values = new DescriptiveStatistics();
            group.getValue().forEach(response -> values.addValue(response.deviations()));
            boolean other = group.getKey().startsWith("others");
            y += LINE + 4;
            text(Font.PLAIN, 12, Color.BLACK, group.getKey() + " (" + values.getN() + ")", MARGIN, y);
            g.setColor(other ? BARS : EXCITED);
            g.setStroke(new BasicStroke(1));
            g.drawLine(at(place, values.getMin()), y - 5, at(place, values.getMax()), y - 5);
            int from = at(place, values.getPercentile(25));
            int to = at(place, values.getPercentile(75));
            g.fillRect(from, y - 11, Math.max(2, to - from), 12);
            g.setColor(Color.BLACK);
            g.setStroke(new BasicStroke(2));
            int median = at(place, values.getPercentile(50));
            g.drawLine(median, y - 12, median, y + 2);
        }
        y += 8;
        axis(place, low, high, left, y);
        y += 22;
    }

    private static int at(DoubleUnaryOperator place, double z) {
        return (int) Math.round(place.applyAsDouble(z));
    }

    private void words() {
        heading("Words");
        y += LINE;
        int top = y;
        int written = column("written, it answers to", card.written(), "no words were given", MARGIN, top);
        String none =
                card.speaks() ? "none that the model knows" : "nothing directly: it is not one of the last neurons";
        int spoken = column("it says, through the text encoder", card.spoken(), none, WIDTH / 2, top);
        y = top + Math.max(1, Math.max(written, spoken)) * LINE;
    }

    private int column(String heading, List<Word> words, String none, int left, int top) {
        text(Font.BOLD, 12, Color.BLACK, heading, left, top);
        if (words.isEmpty()) text(Font.PLAIN, 12, Color.DARK_GRAY, none, left, top + LINE);
        for (int i = 0; i < words.size(); i++) {
            int line = top + (i + 1) * LINE;
            text(Font.PLAIN, 13, Color.BLACK, words.get(i).word(), left, line);
            text(Font.PLAIN, 12, Color.DARK_GRAY, deviations(words.get(i).deviations()), left + WORD, line);
        }
        return words.size();
    }

    private static String deviations(double z) {
        return String.format(Locale.ROOT, "%+.1f SD", z);
    }

    private void text(int style, int size, Color colour, String text, int x, int at) {
        g.setColor(colour);
        g.setFont(new Font(Font.SANS_SERIF, style, size));
        g.drawString(text, x, at);
    }
}
