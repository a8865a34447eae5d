package org.multimodalneurons.plugin.probe;

import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Captions;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.SourceCrop;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.plugin.MeasuringCommand;
import org.multimodalneurons.plugin.Texts;
import org.multimodalneurons.plugin.imagej.HeatMap;
import org.multimodalneurons.plugin.imagej.Palette;
import org.multimodalneurons.plugin.imagej.PictureTable;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.multimodalneurons.plugin.imagej.ShownImage;
import org.multimodalneurons.plugin.imagej.Tables;
import org.multimodalneurons.probe.ActivationMaps;
import org.multimodalneurons.probe.KnownUnit;
import org.multimodalneurons.probe.ReferenceStatistics;
import org.multimodalneurons.probe.Responses;
import org.multimodalneurons.probe.TextLayers;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/**
 * What do the neurons answer? A table of the units that respond most to each image or text, measured against how they usually
 * respond, or of named units; and, for an open image, maps of where.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Probe>Neuron Activations...",
        description = "What do the neurons answer? A table of the units that respond most to each image or text, "
                + "measured against how they usually respond, or of named units; and, for an open image, maps of "
                + "where.")
public class NeuronActivations extends MeasuringCommand {

    private static final int DIGITS = 4;

    @Parameter(
            label = "Texts",
            description =
                    "to be read by the text encoder instead of images: separated by commas, or a text file with one a"
                            + " line; empty: images",
            required = false,
            persist = false)
    private String texts = "";

    @Parameter(
            label = "Units",
            description =
                    "such as layer4.0.add:89 or text.resblocks.3.mlp:17, or names of known ones, separated by commas;"
                            + " empty: those that respond most",
            required = false,
            persist = false)
    private String units = "";

    @Parameter(
            label = "Layer",
            description = "or several, separated by commas, or all; empty: the last with neurons. Not used with units",
            required = false,
            persist = false)
    private String layer = "";

    @Parameter(
            label = "Top",
            description = "units of each layer that are listed for an image",
            min = "1",
            persist = false)
    private int top = 10;

    @Parameter(
            label = "Reference",
            description =
                    "folder of pictures, for texts a text file, that tells how units usually respond; empty: what is"
                            + " known already, for texts the words that the model knows",
            style = FileWidget.DIRECTORY_STYLE,
            required = false,
            persist = false)
    private File reference;

    @Parameter(
            label = "Show",
            description = MapStyle.SYNTAX,
            choices = {MapStyle.TABLE, MapStyle.MAP, MapStyle.OVERLAY},
            persist = false)
    private String show = MapStyle.MAP;

    @Parameter(label = "Responses", type = ItemIO.OUTPUT)
    private ResultsTable responses;

    @Parameter(label = "Maps", type = ItemIO.OUTPUT)
    private ImagePlus maps;

    private record TextRow(String text, String unit, double response, double largest, double z, double percentile) {}

    @Override
    public void checkParameters() {
        super.checkParameters();
        requireOneOf("show", show, MapStyle.TABLE, MapStyle.MAP, MapStyle.OVERLAY);
        if (top < 1) throw new UserException("The parameter \"top\" is " + top + "; at least 1 is needed.");
    }

    @Override
    protected void execute(Progress progress) {
        List<String> read = Texts.listed(texts);
        if (read.isEmpty()) {
            super.execute(progress);
            return;
        }
        if (isAppended())
            throw new UserException(
                    "The parameter \"append\" is for rows about pictures; leave it out where texts are read.");
        lookAtNoImage();
        withModel(progress, clip -> read(clip, read, progress));
    }

    private void read(ClipModel clip, List<String> read, Progress progress) {
        List<Unit> named = Texts.split(units).stream()
                .map(name -> TextLayers.unit(clip, name))
                .toList();
        List<Layer> layers = layers(named, clip.text().layers(), name -> TextLayers.layer(clip, name));
        var usual = new UsualResponses(clip, layers);
        var rows = new ResponseRows(named, top, usual.toTexts(reference, progress), read::get);
        warn(Captions.warnings(clip, read));
        Responses.of(clip, layers).captions(read, rows, progress);
        responses = Tables.of(
                rows.rows().stream()
                        .map(row -> new TextRow(
                                read.get(row.item()),
                                TextLayers.label(row.unit()),
                                row.response(),
                                row.largest(),
                                row.z(),
                                row.percentile()))
                        .toList(),
                TextRow.class);
    }

    @Override
    protected void run(ClipModel clip, Pictures pictures, Progress progress) {
        MapStyle style = MapStyle.of(show, pictures);
        requireImageLayers();
        List<Unit> named = Texts.split(units).stream()
                .map(name -> KnownUnit.parse(clip, name))
                .toList();
        List<Layer> layers = layers(named, clip.image().layers(), name -> Responses.layer(clip, name));
        var usual = new UsualResponses(clip, layers);
        Map<Layer, ReferenceStatistics> known = usual.toPictures(reference, this::tellUnreadable, progress);
        var rows = new ResponseRows(named, top, known, pictures::label);
        warn(usual.warnings());
        Responses.of(clip, layers).images(pictures.list(), rows, progress);
        if (rows.rows().isEmpty()) throw new UserException(rows.faults().get(0).error());
        tellUnreadable(rows.faults());
        responses = measured(pictures, rows.rows());
        if (style != MapStyle.NONE && pictures instanceof ShownImage source)
            maps = style.of(heat(clip, source, rows.rows(), progress), "Activations of " + source.title());
    }

    private ResultsTable measured(Pictures pictures, List<ResponseRows.Row> rows) {
        PictureTable table = table(pictures);
        for (ResponseRows.Row row : rows) {
            table.row(row.item());
            table.add("Unit", row.unit().toString());
            table.add("Response", row.response(), DIGITS);
            table.add("Largest", row.largest(), DIGITS);
            table.add("Z", row.z(), DIGITS);
            table.add("Percentile", row.percentile(), DIGITS);
        }
        return table.table();
    }

    private void requireImageLayers() {
        for (String name : Texts.split(units + "," + layer))
            if (TextLayers.isNamed(name))
                throw new UserException(
                        "'" + name + "' belongs to the text encoder, which reads texts; write some, such as"
                                + " texts=[a dog, a cat].");
    }

    /** Those of the named units, or as the layer field says: all, several by name, or the usual one. */
    private List<Layer> layers(List<Unit> named, List<Layer> all, Function<String, Layer> byName) {
        if (layer != null && named.isEmpty() && layer.strip().equals("all")) return all;
        List<String> names = named.isEmpty()
                ? Texts.split(layer)
                : named.stream().map(Unit::layer).toList();
        return names.isEmpty()
                ? List.of(byName.apply(""))
                : names.stream().map(byName).distinct().toList();
    }

    /** Maps of the pictures that have rows: the others could not be read, and are listed. */
    private static HeatMap heat(ClipModel clip, ShownImage source, List<ResponseRows.Row> rows, Progress progress) {
        var heat = new HeatMap(source, Palette.BLUE_RED);
        Map<Integer, List<ResponseRows.Row>> read = rows.stream()
                .collect(Collectors.groupingBy(ResponseRows.Row::item, LinkedHashMap::new, Collectors.toList()));
        read.forEach((item, own) -> add(heat, clip, source, item, own, progress));
        return heat;
    }

    private static void add(
            HeatMap heat, ClipModel clip, ShownImage source, int item, List<ResponseRows.Row> rows, Progress progress) {
        PixelRows picture = source.picture(item);
        SourceCrop crop = clip.preprocessing().sourceCrop(picture.width(), picture.height());
        Map<String, Img<FloatType>> layers = new LinkedHashMap<>(); // one pass for all units of a layer
        for (ResponseRows.Row row : rows) {
            progress.throwIfCancelled();
            Unit unit = row.unit();
            Img<FloatType> maps = layers.computeIfAbsent(
                    unit.layer(),
                    name -> ActivationMaps.of(clip, picture, clip.image().layer(name)));
            String label = source.size() == 1 ? unit.toString() : source.label(item) + " " + unit;
            heat.add(
                    item,
                    label,
                    crop.spread(Views.hyperSlice(maps, 2, unit.index()), picture.width(), picture.height()));
        }
    }
}
