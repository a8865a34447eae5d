package org.multimodalneurons.plugin.probe;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.SourceCrop;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.plugin.GalleryCommand;
import org.multimodalneurons.plugin.Texts;
import org.multimodalneurons.plugin.imagej.FolderPictures;
import org.multimodalneurons.plugin.imagej.HeatMap;
import org.multimodalneurons.plugin.imagej.Palette;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.multimodalneurons.plugin.imagej.ShownImage;
import org.multimodalneurons.plugin.imagej.Tables;
import org.multimodalneurons.probe.ActivationMaps;
import org.multimodalneurons.probe.KnownUnit;
import org.multimodalneurons.probe.ReferenceCollector;
import org.multimodalneurons.probe.ReferenceStatistics;
import org.multimodalneurons.probe.References;
import org.multimodalneurons.probe.ResponseSink;
import org.multimodalneurons.probe.Responses;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/**
 * What do the neurons answer? A table of the units that respond most to each image, measured against how they usually
 * respond, or of named units; and, for an open image, maps of where.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(type = Command.class, menuPath = "Plugins>Multimodal Neurons>Probe>Neuron Activations...")
public class NeuronActivations extends GalleryCommand {

    private static final String TABLE = "table";
    private static final String MAP = "map";
    private static final String OVERLAY = "overlay";

    @Parameter(
            label = "Units",
            description = "such as layer4.0.add:89, or names of known ones, separated by commas; empty: those that"
                    + " respond most",
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
            description = "folder of pictures that tells how units usually respond; empty: what is known already",
            style = FileWidget.DIRECTORY_STYLE,
            required = false,
            persist = false)
    private File reference;

    @Parameter(
            label = "Show",
            description = "the table alone, or maps too: values, or colours over a copy of the image",
            choices = {TABLE, MAP, OVERLAY},
            persist = false)
    private String show = MAP;

    @Parameter(label = "Responses", type = ItemIO.OUTPUT)
    private ResultsTable responses;

    @Parameter(label = "Unreadable", type = ItemIO.OUTPUT)
    private ResultsTable unreadable;

    @Parameter(label = "Maps", type = ItemIO.OUTPUT)
    private ImagePlus maps;

    private record Row(
            String image, int slice, String unit, double response, double largest, double z, double percentile) {}

    private record Fault(String image, String reason) {}

    @Override
    protected void run(ClipModel clip, Pictures pictures, Progress progress) {
        requireOneOf("show", show, TABLE, MAP, OVERLAY);
        if (top < 1) throw new UserException("The parameter \"top\" is " + top + "; at least 1 is needed.");
        List<Unit> named = Texts.split(units).stream()
                .map(name -> KnownUnit.parse(clip, name))
                .toList();
        List<Layer> layers = layers(clip, named);
        Map<Layer, ReferenceStatistics> usual = usual(clip, layers, progress);
        var rows = new Rows(pictures, named, usual);
        Responses.of(clip, layers).images(pictures.list(), rows, progress);
        responses = Tables.of(rows.rows, Row.class);
        if (!rows.faults.isEmpty()) unreadable = Tables.of(rows.faults, Fault.class);
        if (!show.equals(TABLE) && pictures instanceof ShownImage source)
            maps = maps(clip, source, rows.rows, progress);
    }

    private List<Layer> layers(ClipModel clip, List<Unit> named) {
        if (!named.isEmpty())
            return named.stream()
                    .map(unit -> clip.image().layer(unit.layer()))
                    .distinct()
                    .toList();
        if (layer != null && layer.strip().equals("all")) return clip.image().layers();
        List<String> names = Texts.split(layer);
        return names.isEmpty()
                ? List.of(Responses.layer(clip, ""))
                : names.stream()
                        .map(name -> clip.image().layer(name))
                        .distinct()
                        .toList();
    }

    private Map<Layer, ReferenceStatistics> usual(ClipModel clip, List<Layer> layers, Progress progress) {
        var references = new References(Path.of(System.getProperty("user.home"), ".multimodal-neurons", "reference"));
        if (reference != null && !reference.getPath().isBlank())
            for (Layer one : layers) {
                var collector = new ReferenceCollector(one);
                Responses.of(clip, List.of(one))
                        .images(new FolderPictures(reference.toPath()).list(), collector, progress);
                warn(collector.unreadable());
                references.keep(clip, collector.statistics());
            }
        Map<Layer, ReferenceStatistics> usual = new LinkedHashMap<>();
        for (Layer one : layers) references.of(clip, one).ifPresent(known -> usual.put(one, known));
        if (usual.size() < layers.size())
            warn(List.of("It is not known how the units of " + clip.name() + " usually respond, so there is no z-score:"
                    + " give a folder of pictures as reference once."));
        return usual;
    }

    private ImagePlus maps(ClipModel clip, ShownImage source, List<Row> rows, Progress progress) {
        var heat = new HeatMap(source, Palette.BLUE_RED);
        for (int i = 0; i < source.size(); i++) {
            int index = i;
            PixelRows picture = source.picture(index);
            SourceCrop crop = clip.preprocessing().sourceCrop(picture.width(), picture.height());
            Map<String, Img<FloatType>> layers = new LinkedHashMap<>(); // one pass for all units of a layer
            for (Row row : rows) {
                if (row.slice() != source.slice(index)) continue;
                progress.throwIfCancelled();
                Unit unit = Unit.parse(row.unit());
                Img<FloatType> maps = layers.computeIfAbsent(
                        unit.layer(),
                        name -> ActivationMaps.of(clip, picture, clip.image().layer(name)));
                String label = source.size() == 1 ? row.unit() : row.image() + " " + row.unit();
                heat.add(
                        index,
                        label,
                        crop.spread(Views.hyperSlice(maps, 2, unit.index()), picture.width(), picture.height()));
            }
        }
        String title = "Activations of " + source.title();
        return show.equals(MAP) ? heat.map(title) : heat.overlay(title);
    }

    /** Keeps of each image's responses those that the table is to show. */
    private final class Rows implements ResponseSink {

        private final Pictures pictures;
        private final List<Unit> named;
        private final Map<Layer, ReferenceStatistics> usual;
        private final List<Row> rows = new ArrayList<>();
        private final List<Fault> faults = new ArrayList<>();

        Rows(Pictures pictures, List<Unit> named, Map<Layer, ReferenceStatistics> usual) {
            this.pictures = pictures;
            this.named = named;
            this.usual = usual;
        }

        @Override
        public void accept(int item, Layer read, float[] mean, float[] max) {
            Optional<ReferenceStatistics> known = Optional.ofNullable(usual.get(read));
            List<Integer> shown = named.isEmpty()
                    ? IntStream.range(0, mean.length)
                            .boxed()
                            .sorted(Comparator.comparingDouble(
                                            (Integer unit) -> known.map(one -> one.z(unit, mean[unit]))
                                                    .filter(z -> !z.isNaN())
                                                    .orElse((double) mean[unit]))
                                    .reversed())
                            .limit(top)
                            .toList()
                    : named.stream()
                            .filter(unit -> unit.layer().equals(read.name()))
                            .map(Unit::index)
                            .toList();
            for (int unit : shown)
                rows.add(new Row(
                        pictures.label(item),
                        pictures.slice(item),
                        new Unit(read.name(), unit).toString(),
                        mean[unit],
                        max[unit],
                        known.map(one -> one.z(unit, mean[unit])).orElse(Double.NaN),
                        known.map(one -> one.percentile(unit, mean[unit])).orElse(Double.NaN)));
        }

        @Override
        public void unreadable(int item, UserException fault) {
            faults.add(new Fault(pictures.label(item), fault.getMessage()));
        }
    }
}
