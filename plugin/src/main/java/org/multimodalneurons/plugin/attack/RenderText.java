package org.multimodalneurons.plugin.attack;

import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.attack.Layout;
import org.multimodalneurons.attack.Lettering;
import org.multimodalneurons.attack.Lettering.Outline;
import org.multimodalneurons.attack.Lettering.Plate;
import org.multimodalneurons.attack.Square;
import org.multimodalneurons.attack.TextLayer;
import org.multimodalneurons.attack.TextSize;
import org.multimodalneurons.attack.Typeface;
import org.multimodalneurons.plugin.PluginCommand;
import org.multimodalneurons.plugin.imagej.Chart;
import org.multimodalneurons.plugin.imagej.ChosenColour;
import org.multimodalneurons.plugin.imagej.RgbSlices;
import org.multimodalneurons.plugin.imagej.ShownImage;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.multimodalneurons.plugin.imagej.Tables;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Writes a text on the image: a new RGB image or stack of the source's size and calibration, and a table that tells how large
 * the text is and which share of the pixels it covers, measured. Needs no model.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Attack>Render Text on Image...",
        description =
                "Writes a text on the image: a new RGB image or stack of the source's size and calibration, and a "
                        + "table that tells how large the text is and which share of the pixels it covers, measured. Needs "
                        + "no model.")
public class RenderText extends PluginCommand {

    private static final String PAPER = "paper";
    private static final String CENTRED = "centred";
    private static final String BELOW = "below";
    private static final String STICKER = "sticker";
    private static final String SCATTER = "scatter";
    private static final String ROI = "roi";

    @Parameter(label = "Image", required = false, persist = false)
    private ImagePlus image;

    @Parameter(
            label = "Slices",
            description = "current, all, or numbers such as 1-10, 15; merged channels count as one slice",
            required = false,
            persist = false)
    private String slices = "current";

    @Parameter(label = "Text", description = "one line", persist = false)
    private String text = "pizza";

    @Parameter(
            label = "Layout",
            description = "paper: eight copies as in the paper; one copy centred, below, or as a sticker on a plate; a"
                    + " scatter of copies; or in the selection (roi). Places are those of the square in the middle, which a"
                    + " model sees",
            choices = {PAPER, CENTRED, BELOW, STICKER, SCATTER, ROI},
            persist = false)
    private String layout = PAPER;

    @Parameter(
            label = "Size",
            description = "21 px, 7.3 % (font size, of the side of that square), 62 % wide, 8 % cover (of the pixels,"
                    + " measured), or fit; empty: the paper's, 21 of 288, and in a selection fit",
            required = false,
            persist = false)
    private String size = "";

    @Parameter(
            label = "Font",
            description = "DejaVu Sans and DejaVu Sans Bold come with the plugin; or a font of this system",
            persist = false)
    private String font = "DejaVu Sans";

    @Parameter(label = "Fill", description = "of the letters: a name such as red, or #ff8000", persist = false)
    private String fill = "white";

    @Parameter(
            label = "Outline",
            description = "the colour of a line around the letters, or none",
            required = false,
            persist = false)
    private String outline = "black";

    @Parameter(
            label = "Line",
            description = "width of the outline in pixels of a square of 288",
            min = "0.1",
            max = "50",
            persist = false)
    private double line = 1;

    @Parameter(
            label = "Plate",
            description = "the colour of a rectangle under the letters, or none; a sticker has a white one without",
            required = false,
            persist = false)
    private String plate = ChosenColour.NONE;

    @Parameter(label = "Rotation", description = "clockwise, in degrees", persist = false)
    private double rotation = 0;

    @Parameter(label = "Opacity", description = "1: nothing shines through", min = "0.01", max = "1", persist = false)
    private double opacity = 1;

    @Parameter(label = "Copies", description = "of a scatter", min = "1", max = "1000", persist = false)
    private int copies = 4;

    @Parameter(label = "Seed", description = "of a scatter: the same gives the same places", persist = false)
    private int seed = 1;

    @Parameter(label = "Image with text", type = ItemIO.OUTPUT)
    private ImagePlus result;

    @Parameter(label = "Ink", type = ItemIO.OUTPUT)
    private ResultsTable ink;

    private record Row(
            String image,
            String text,
            String layout,
            String font,
            double fontSize,
            double sizePercent,
            double coveragePercent) {}

    @Override
    public void checkParameters() {
        requireOneOf("layout", layout, PAPER, CENTRED, BELOW, STICKER, SCATTER, ROI);
    }

    @Override
    protected void execute(Progress progress) {
        ImagePlus source = image == null ? Surroundings.activeImage() : image;
        Chart.noteIf(source);
        RgbSlices written = new RgbSlices(new ShownImage(source, slices));
        int width = source.getWidth();
        int height = source.getHeight();
        Layout placed = placed(source, Square.of(width, height));
        TextLayer layer = TextLayer.of(text, lettering(), placed, textSize(), width, height);
        double side = Square.of(width, height).side();
        Row row = new Row(
                source.getTitle(),
                text.strip(),
                placed.name(),
                font.strip(),
                layer.fontSize(),
                100 * layer.fontSize() / side,
                100 * layer.coverage());
        result = written.image("Text on " + source.getTitle(), info(row), layer::over, progress);
        ink = Tables.of(List.of(row), Row.class);
    }

    private Layout placed(ImagePlus source, Square square) {
        return switch (layout) {
            case SCATTER -> Layout.scattered(copies, seed);
            case ROI -> Layout.inside(square.shares(selection(source)));
            default -> Layout.parse(layout);
        };
    }

    private static Shape selection(ImagePlus source) {
        Roi roi = source.getRoi();
        if (roi == null || !roi.isArea())
            throw new UserException("There is no area selected on \"" + source.getTitle()
                    + "\" to write in; draw one, or choose another layout.");
        Rectangle bounds = roi.getBounds();
        return AffineTransform.getTranslateInstance(bounds.x, bounds.y)
                .createTransformedShape(new ShapeRoi((Roi) roi.clone()).getShape());
    }

    private TextSize textSize() {
        if (size != null && !size.isBlank()) return TextSize.parse(size);
        return layout.equals(ROI) ? TextSize.largest() : TextSize.paper();
    }

    private Lettering lettering() {
        var outlined = ChosenColour.parseIfAny("outline", outline);
        var under = ChosenColour.parseIfAny("plate", plate);
        return new Lettering(
                Typeface.of(font),
                ChosenColour.parse("fill", fill),
                outlined.isPresent() ? Optional.of(new Outline(outlined.getAsInt(), line)) : Optional.empty(),
                rotation,
                opacity,
                under.isPresent()
                        ? Optional.of(new Plate(under.getAsInt(), Plate.white().margin()))
                        : Optional.empty());
    }

    private static String info(Row row) {
        return String.format(
                Locale.ROOT,
                "Text \"%s\", layout %s, font %s of %.2f px (%.2f %% of the side), covers %.2f %% of the pixels.",
                row.text(),
                row.layout(),
                row.font(),
                row.fontSize(),
                row.sizePercent(),
                row.coveragePercent());
    }
}
