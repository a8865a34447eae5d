package org.multimodalneurons.plugin.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.plugin.GalleryCommand;
import org.multimodalneurons.plugin.Texts;
import org.multimodalneurons.plugin.imagej.LineChart;
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
 * blur or anything else goes from slice to slice, as a plot and a table.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Probe>Tuning Curve...",
        description = "How does a neuron answer when one thing changes? Its response to each slice of a stack in which "
                + "rotation, size, hue, blur or anything else goes from slice to slice, as a plot and a table.")
public class TuningCurve extends GalleryCommand {

    private static final String MEAN = "mean";
    private static final String MAX = "max";

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

    @Parameter(label = "From", description = "value of the first slice", persist = false)
    private double from = 1;

    @Parameter(label = "Step", description = "from slice to slice", persist = false)
    private double step = 1;

    @Parameter(label = "Quantity", description = "what changes, for the axis", persist = false)
    private String quantity = "Slice";

    @Parameter(label = "Curve", type = ItemIO.OUTPUT)
    private ImagePlus curve;

    @Parameter(label = "Responses", type = ItemIO.OUTPUT)
    private ResultsTable responses;

    @Override
    protected void run(ClipModel clip, Pictures pictures, Progress progress) {
        requireOneOf("response", response, MEAN, MAX);
        List<String> names = Texts.split(units);
        if (names.isEmpty()) throw new UserException("There is no unit; write one, such as layer4.0.add:89.");
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
        List<Double> values = items.stream()
                .map(item -> from + step * (pictures.slice(item) - 1))
                .toList();
        responses = Tables.empty();
        for (int i = 0; i < items.size(); i++) {
            responses.addRow();
            responses.addValue("Image", pictures.label(items.get(i)));
            responses.addValue(quantity, values.get(i));
        }
        List<LineChart.Line> lines = new ArrayList<>();
        for (int u = 0; u < names.size(); u++) {
            Unit unit = meant.get(u);
            ResponseMatrix matrix = read.get(clip.image().layer(unit.layer()));
            List<Double> line = items.stream()
                    .map(item -> (double) matrix.row(item)[unit.index()])
                    .toList();
            for (int i = 0; i < line.size(); i++) responses.setValue(unit.toString(), i, line.get(i));
            String name = names.get(u);
            lines.add(new LineChart.Line(name.equals(unit.toString()) ? name : name + " " + unit, line));
        }
        Tables.seen(responses, pictures.display());
        curve = LineChart.of("Tuning of " + pictures.title(), quantity, "Response", values, lines);
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
