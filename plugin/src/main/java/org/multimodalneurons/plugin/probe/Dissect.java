package org.multimodalneurons.plugin.probe;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Captions;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.plugin.GalleryCommand;
import org.multimodalneurons.plugin.Texts;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.multimodalneurons.plugin.imagej.Tables;
import org.multimodalneurons.probe.Dissection;
import org.multimodalneurons.probe.Dissection.Name;
import org.multimodalneurons.probe.Dissection.UnitNames;
import org.multimodalneurons.probe.WordList;
import org.multimodalneurons.text.Prompts;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/**
 * Names for neurons: the words that describe the images best which excite a unit most, for every unit of a layer, in a
 * table with the best described units first. With a file to save to, a run that was interrupted goes on where it was.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Probe>Dissect...",
        description = "Names for neurons: the words that describe the images best which excite a unit most, for every "
                + "unit of a layer, in a table with the best described units first. With a file to save to, a run "
                + "that was interrupted goes on where it was.")
public class Dissect extends GalleryCommand {

    @Parameter(
            label = "Layer",
            description = "whose units are named; empty: the last",
            required = false,
            persist = false)
    private String layer = "";

    @Parameter(
            label = "Words",
            description =
                    "to choose from: separated by commas, or a text file with one a line; empty: those that the model"
                            + " knows",
            required = false,
            persist = false)
    private String words = "";

    @Parameter(
            label = "Prompt",
            description = "{} stands for each word; several prompts, separated by |, are averaged",
            persist = false)
    private String prompt = Prompts.PLACE;

    @Parameter(
            label = "Top",
            description = "images of each unit that are compared with the words, at most a fifth of all",
            min = "1",
            persist = false)
    private int top = Dissection.TOP;

    @Parameter(
            label = "Sharpness",
            description = "factor on cosines before the softmax over words (a)",
            persist = false)
    private double sharpness = 10;

    @Parameter(
            label = "Lambda",
            description = "weight of what a word has in common with all units",
            min = "0",
            persist = false)
    private double lambda = 1;

    @Parameter(
            label = "Save",
            description = "as a CSV file; then an interrupted run can be resumed; empty: show only",
            style = FileWidget.SAVE_STYLE,
            required = false,
            persist = false)
    private File save;

    @Parameter(label = "Names", type = ItemIO.OUTPUT)
    private ResultsTable names;

    /** What a unit answers to: images named in the table. */
    private static final int IMAGES = 6;

    private record Row(String unit, String word, double score, String nextWords, String images) {}

    @Override
    public void checkParameters() {
        super.checkParameters();
        Texts.listed(words);
        Prompts.parse(prompt);
    }

    @Override
    protected void run(ClipModel clip, Pictures pictures, Progress progress) {
        Layer asked = layer == null || layer.isBlank()
                ? Dissection.usualLayer(clip.image())
                : clip.image().layer(layer);
        List<String> given = Texts.listed(words);
        Prompts prompts = Prompts.parse(prompt);
        warn(Captions.warnings(
                clip,
                given.stream().flatMap(each -> prompts.apply(each).stream()).toList()));
        Dissection dissection = Dissection.of(clip, asked)
                .withWords(given.isEmpty() ? WordList.of(clip) : given, prompts)
                .with(top, sharpness, lambda);
        boolean saved = save != null && !save.getPath().isBlank();
        if (saved) dissection = dissection.resumableAt(checkpoint());
        Dissection.Result result = dissection.run(pictures.list(), pictures.labels(), progress);
        noteFew(result);
        tellUnreadable(result.unreadable(), pictures::label);
        List<Row> rows = rows(result, Pictures.withoutCommonTitle(pictures.labels()));
        names = Tables.seen(Tables.of(rows, Row.class), pictures.display());
        if (saved) Tables.save(names, save.toPath().toAbsolutePath());
    }

    private Path checkpoint() {
        Path file = save.toPath().toAbsolutePath();
        if (Files.isDirectory(file) || !Files.isDirectory(file.getParent()))
            throw new UserException("The names cannot be saved to " + file + ": "
                    + (Files.isDirectory(file) ? "that is a folder." : "there is no folder " + file.getParent() + ".")
                    + " Choose a file such as names.csv.");
        return file.resolveSibling(file.getFileName() + ".part");
    }

    private void noteFew(Dissection.Result result) {
        if (result.top() < top)
            warn(List.of("Of only " + result.images() + " images the " + result.top()
                    + " that excite a unit most were compared" + " with the words, not " + top
                    + ". Names are the better, the more images and kinds of images there are."));
    }

    private static List<Row> rows(Dissection.Result result, List<String> labels) {
        return result.units().stream()
                .sorted(Comparator.comparingDouble(
                        (UnitNames unit) -> -unit.names().get(0).score()))
                .map(unit -> row(unit, labels))
                .toList();
    }

    private static Row row(UnitNames unit, List<String> labels) {
        Name best = unit.names().get(0);
        String next = unit.names().stream().skip(1).map(Name::word).collect(Collectors.joining(", "));
        String images = unit.images().stream().limit(IMAGES).map(labels::get).collect(Collectors.joining("; "));
        return new Row(unit.unit().toString(), best.word(), best.score(), next, images);
    }
}
