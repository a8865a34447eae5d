package org.multimodalneurons.plugin.probe;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.plugin.Kept;
import org.multimodalneurons.plugin.Texts;
import org.multimodalneurons.plugin.imagej.Tables;
import org.multimodalneurons.probe.NeuronCard;
import org.multimodalneurons.probe.NeuronCard.Example;
import org.multimodalneurons.probe.NeuronCard.Word;
import org.multimodalneurons.probe.Stimulus;
import org.multimodalneurons.probe.WordAnswers;
import org.multimodalneurons.probe.WordList;
import org.multimodalneurons.visualize.FeatureVisualization;
import org.multimodalneurons.visualize.Objectives;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/**
 * All about one neuron on one card: the pictures that excite and that suppress it and where in them it fires, how its
 * responses are distributed, modality by modality, the written words it answers to and the words it says.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Probe>Neuron Card...",
        description = "All about one neuron on one card: the pictures that excite and that suppress it and where in "
                + "them it fires, how its responses are distributed, modality by modality, the written words it "
                + "answers to and the words it says.")
public class ShowNeuronCard extends UnitCommand {

    private static final int MOST = 16;

    @Parameter(
            label = "Words",
            description =
                    "that it may answer to: separated by commas, or a text file with one a line; empty: some thousands"
                            + " of the most frequent ones",
            required = false,
            persist = false)
    private String words = "";

    @Parameter(
            label = "Examples",
            description = "pictures and words of each kind",
            min = "1",
            max = "16",
            persist = false)
    private int examples = 8;

    @Parameter(
            label = "Drawn",
            description = "also a picture made to excite the unit alone; takes seconds, with a large model minutes",
            persist = false)
    private boolean drawn = false;

    @Parameter(
            label = "Save",
            description = "as a web page in one file, such as happy.html; empty: show only",
            style = FileWidget.SAVE_STYLE,
            required = false,
            persist = false)
    private File save;

    @Parameter(label = "Card", type = ItemIO.OUTPUT)
    private ImagePlus card;

    @Parameter(label = "Examples", type = ItemIO.OUTPUT)
    private ResultsTable table;

    /** A line of the table: a picture or a word. */
    private record Row(String kind, String what, double response, double deviations, String window, String pictures) {}

    @Override
    protected void run(ClipModel clip, Progress progress) {
        if (examples < 1 || examples > MOST)
            throw new UserException("The parameter \"examples\" is " + examples + "; 1 to " + MOST + " are shown.");
        List<Stimulus> stimuli = stimuli();
        Unit looked = unit(clip);
        Path page = page();
        String concept = concept(clip, stimuli);
        List<String> given = Texts.listed(words);
        NeuronCard all = NeuronCard.of(
                clip,
                looked,
                stimuli,
                given.isEmpty() ? WordList.large(clip) : given,
                examples,
                WordAnswers.keptIn(Kept.folder("words")),
                progress);
        tellUnreadable(all.unreadable(), stimuli);
        if (drawn) all = all.withVisualization(picture(clip, looked, progress));
        card = CardPicture.image(clip, all, concept, pictures());
        table = Tables.of(rows(all), Row.class);
        if (page != null)
            CardPage.save(
                    page,
                    CardPicture.title(all, concept),
                    CardPicture.subtitle(clip, all, pictures()),
                    card.getBufferedImage(),
                    table);
    }

    private static PixelRows picture(ClipModel clip, Unit unit, Progress progress) {
        return FeatureVisualization.of(clip)
                .maximise(Objectives.unit(unit))
                .run(progress)
                .drawing()
                .rgb();
    }

    /** Where the page goes, or null; complained about before the work. */
    private Path page() {
        if (save == null || save.getPath().isBlank()) return null;
        Path file = save.toPath().toAbsolutePath();
        if (Files.isDirectory(file) || !Files.isDirectory(file.getParent()))
            throw new UserException("The card cannot be saved to " + file + ": "
                    + (Files.isDirectory(file) ? "that is a folder." : "there is no folder " + file.getParent() + ".")
                    + " Choose a file such as happy.html.");
        return file;
    }

    private List<Row> rows(NeuronCard card) {
        List<Row> rows = new ArrayList<>();
        card.strongest().forEach(example -> rows.add(row("excites", example)));
        card.weakest().forEach(example -> rows.add(row("suppresses", example)));
        card.written().forEach(word -> rows.add(row("written word", word)));
        card.spoken().forEach(word -> rows.add(row("says", word)));
        return rows;
    }

    private static Row row(String kind, Word word) {
        return new Row(kind, word.word(), word.value(), word.deviations(), "", "");
    }

    private Row row(String kind, Example example) {
        var window = example.window();
        return new Row(
                kind,
                example.response().stimulus().label(),
                example.response().activation(),
                example.response().deviations(),
                window.x() + ", " + window.y() + ", " + window.width() + " x " + window.height(),
                pictures());
    }
}
