package org.multimodalneurons.plugin.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.plugin.MeasuringCommand;
import org.multimodalneurons.plugin.Texts;
import org.multimodalneurons.plugin.imagej.LineChart;
import org.multimodalneurons.plugin.imagej.PictureTable;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.multimodalneurons.plugin.imagej.Tables;
import org.multimodalneurons.probe.KnownUnit;
import org.multimodalneurons.probe.Pooling;
import org.multimodalneurons.probe.ResponseMatrix;
import org.multimodalneurons.probe.Responses;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * How does a neuron answer when one thing changes? Its response to each slice of a stack in which rotation, size, hue,
 * blur or anything else goes from slice to slice, or to regions or files in their order, as a plot and a table.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Probe>Tuning Curve...",
        description = "How does a neuron answer when one thing changes? Its response to each slice of a stack in which "
                + "rotation, size, hue, blur or anything else goes from slice to slice, or to regions or files "
                + "in their order, as a plot and a table.")
public class TuningCurve extends MeasuringCommand {

    private static final String MEAN = "mean";
    private static final String MAX = "max";
    private static final String REGION = "Region";
    private static final int DIGITS = 4;

    @Parameter(
            label = "Units",
            description = "such as layer4.0.add:89, or the name of a known one; several are separated by commas",
            persist = false)
    private String units = "happy";

    @Parameter(
            label = "Response",
            description = "mean or largest activation of the unit's map",
            choices = {MEAN, MAX},
            persist = false)
    private String response = MEAN;

    @Parameter(label = "From", description = "value of the first slice, region or file", persist = false)
    private double from = 1;

    @Parameter(label = "Step", description = "from one to the next", persist = false)
    private double step = 1;

    @Parameter(
            label = "Quantity",
            description =
                    "what changes, for the axis and the table's column; empty: Slice, or Region where several lie on"
                            + " one slice, or File, and in the table Place, unless it would repeat the column Slice",
            required = false,
            persist = false)
    private String quantity = "";

    @Parameter(label = "Curve", type = ItemIO.OUTPUT)
    private ImagePlus curve;

    @Parameter(label = "Responses", type = ItemIO.OUTPUT)
    private ResultsTable responses;

    @Override
    public void checkParameters() {
        super.checkParameters();
        requireOneOf("response", response, MEAN, MAX);
        if (Texts.split(units).isEmpty())
            throw new UserException("There is no unit; write one, such as layer4.0.add:89.");
    }

    @Override
    protected void run(ClipModel clip, Pictures pictures, Progress progress) {
        List<String> names = Texts.split(units);
        if (pictures.size() < 2)
            throw new UserException("A curve needs at least two pictures; use slices=all on a stack, or a folder.");
        List<Unit> meant =
                names.stream().map(name -> KnownUnit.parse(clip, name)).toList();
        Map<Layer, ResponseMatrix> read = read(clip, pictures, meant, progress);
        ResponseMatrix any = read.values().iterator().next();
        tellUnreadable(any.unreadable(), pictures::label);
        List<Integer> items = any.items();
        if (items.size() < 2)
            throw new UserException("A curve needs at least two pictures that can be read, found " + items.size()
                    + " of " + pictures.size() + ".");
        boolean numbered = shareSlices(pictures);
        List<Double> values = items.stream()
                .map(item -> from + step * (numbered ? pictures.order(item) : pictures.slice(item) - 1))
                .toList();
        String axis = axis(pictures, numbered);
        List<LineChart.Line> lines = new ArrayList<>();
        for (int u = 0; u < names.size(); u++) {
            Unit unit = meant.get(u);
            ResponseMatrix matrix = read.get(clip.image().layer(unit.layer()));
            List<Double> line = items.stream()
                    .map(item -> (double) matrix.row(item)[unit.index()])
                    .toList();
            String name = names.get(u);
            lines.add(new LineChart.Line(name.equals(unit.toString()) ? name : name + " " + unit, line));
        }
        responses = table(pictures, items, axis, values, meant, lines);
        curve = LineChart.of("Tuning of " + pictures.title(), axis, "Response", values, lines);
    }

    /** Whether several regions lie on one slice, so that slices do not tell them apart. */
    private static boolean shareSlices(Pictures pictures) {
        return IntStream.range(0, pictures.size())
                        .map(pictures::slice)
                        .distinct()
                        .count()
                < pictures.size();
    }

    private String axis(Pictures pictures, boolean numbered) {
        if (isNamed()) return quantity.strip();
        if (pictures.file(0) != null) return "File";
        return numbered ? REGION : "Slice";
    }

    private boolean isNamed() {
        return quantity != null && !quantity.isBlank();
    }

    /**
     * Of the column of values. Slice and File are columns of tables about pictures already, with a meaning of their own; none
     * where the values are the numbers in Slice.
     */
    private Optional<String> heading(String axis) {
        if (isNamed() || axis.equals(REGION))
            return Optional.of(Tables.distinct(List.of(axis)).get(0));
        return from == 1 && step == 1 ? Optional.empty() : Optional.of("Place");
    }

    private ResultsTable table(
            Pictures pictures,
            List<Integer> items,
            String axis,
            List<Double> values,
            List<Unit> meant,
            List<LineChart.Line> lines) {
        Optional<String> heading = heading(axis);
        PictureTable table = table(pictures);
        for (int i = 0; i < items.size(); i++) {
            table.row(items.get(i));
            double value = values.get(i);
            heading.ifPresent(quantity -> table.add(quantity, value, DIGITS));
            for (int u = 0; u < meant.size(); u++)
                table.add(meant.get(u).toString(), lines.get(u).shares().get(i), DIGITS);
        }
        return table.table();
    }

    /** The responses of the units' layers, each layer read once. */
    private Map<Layer, ResponseMatrix> read(ClipModel clip, Pictures pictures, List<Unit> meant, Progress progress) {
        Pooling pooling = response.equals(MEAN) ? Pooling.MEAN : Pooling.MAX;
        Map<Layer, ResponseMatrix> read = new LinkedHashMap<>();
        for (Unit unit : meant) {
            Layer layer = clip.image().layer(unit.layer());
            if (read.containsKey(layer)) continue;
            var matrix = new ResponseMatrix(pictures.size(), pooling);
            Responses.of(clip, List.of(layer)).images(pictures.list(), matrix, progress);
            read.put(layer, matrix);
        }
        return read;
    }
}
