package org.multimodalneurons.plugin.visualize;

import java.io.File;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import ij.process.ColorProcessor;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.plugin.TextCommand;
import org.multimodalneurons.plugin.Texts;
import org.multimodalneurons.plugin.imagej.Chart;
import org.multimodalneurons.plugin.imagej.ContactSheet;
import org.multimodalneurons.plugin.imagej.DrawnPictures;
import org.multimodalneurons.plugin.imagej.LivePicture;
import org.multimodalneurons.plugin.imagej.OpenTables;
import org.multimodalneurons.plugin.imagej.Tables;
import org.multimodalneurons.probe.UnitList;
import org.multimodalneurons.visualize.Exhibit;
import org.multimodalneurons.visualize.FeatureVisualization;
import org.multimodalneurons.visualize.Gallery;
import org.multimodalneurons.visualize.Recipe;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/**
 * What excites the neurons of a layer, of a range, of a list or of a table? A picture each, as a labelled stack. With a folder
 * to keep them in, an interrupted gallery goes on where it was when it is started again.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Visualize>Neuron Gallery...",
        description = "What excites the neurons of a layer, of a range, of a list or of a table? A picture each, as a "
                + "labelled stack. With a folder to keep them in, an interrupted gallery goes on where it was when "
                + "it is started again.")
public class DrawGallery extends TextCommand {

    @Parameter(
            label = "Units",
            description =
                    "such as layer4.0.add:89, a range such as layer4.0.add:0-63, a whole layer, or known ones by name;"
                            + " several are separated by commas",
            required = false,
            persist = false)
    private String units = "layer4.0.add:0-15";

    @Parameter(
            label = "Table",
            description = "title of an open table whose units are drawn instead; empty: those above",
            required = false,
            persist = false)
    private String table = "";

    @Parameter(label = "Column", description = "of the table, which names units", required = false, persist = false)
    private String column = "Unit";

    @Parameter(
            label = "Guided",
            description = "by the words for what a known unit stands for, too: alone it asks for textures",
            persist = false)
    private boolean guided = true;

    @Parameter(label = "Size", description = "width and height in pixels", min = "1", persist = false)
    private int size = 128;

    @Parameter(label = "Steps", description = "of the ascent; more steps, more detail", min = "1", persist = false)
    private int steps = Recipe.STEPS;

    @Parameter(label = "Seed", description = "the same one gives the same pictures", persist = false)
    private int seed = 1;

    @Parameter(
            label = "Folder",
            description = "to keep the pictures in, and to go on with those that are there; empty: in memory alone",
            style = FileWidget.DIRECTORY_STYLE,
            required = false,
            persist = false)
    private File folder;

    @Parameter(label = "Contact sheet", description = "all pictures in one image, too", persist = false)
    private boolean sheet = false;

    @Parameter(label = "Preview", description = "show the picture while it is being drawn", persist = false)
    private boolean preview = true;

    @Parameter(label = "Gallery", type = ItemIO.OUTPUT)
    private ImagePlus gallery;

    @Parameter(label = "Contact sheet", type = ItemIO.OUTPUT)
    private ImagePlus contactSheet;

    @Parameter(label = "Responses", type = ItemIO.OUTPUT)
    private ResultsTable responses;

    private record Row(String unit, String concept, double response, String drawn) {}

    @Override
    protected void run(ClipModel clip, Progress progress) {
        Map<Unit, String> wanted = UnitList.named(clip, names());
        List<Exhibit> exhibits = wanted.entrySet().stream()
                .map(named -> exhibit(clip, named.getKey(), named.getValue()))
                .toList();
        Gallery drawing = Gallery.of(objective -> FeatureVisualization.of(clip)
                .maximise(objective)
                .over(Recipe.parametrization(clip).size(size, size))
                .steps(steps)
                .seed(seed));
        boolean isKept = folder != null && !folder.getPath().isBlank();
        if (isKept) drawing = drawing.keptIn(folder.toPath());
        List<Gallery.Picture> pictures;
        try (var live = new LivePicture()) {
            pictures = drawing.run(exhibits, progress, (exhibit, growing) -> {
                if (preview) live.show("Drawing " + exhibit.label(), DrawnPictures.of(growing));
            });
        }
        if (pictures.isEmpty()) throw new CancellationException("Cancelled before the first picture.");
        show(pictures, title(wanted.keySet()));
    }

    private List<String> names() {
        if (table == null || table.isBlank()) return Texts.split(units);
        List<String> names = OpenTables.column(table, column);
        if (names.isEmpty())
            throw new UserException("The column \"" + column + "\" of the table \"" + table + "\" names no unit.");
        return names;
    }

    private Exhibit exhibit(ClipModel clip, Unit unit, String name) {
        Subject subject = Subject.exciting(clip, name, guided);
        return new Exhibit(unit, subject.label(), subject.objective());
    }

    private static String title(Collection<Unit> units) {
        List<String> layers = units.stream().map(Unit::layer).distinct().toList();
        return units.size() + " units" + (layers.size() == 1 ? " of " + layers.get(0) : "");
    }

    private void show(List<Gallery.Picture> pictures, String title) {
        var slices = new LabelledSlices();
        for (Gallery.Picture picture : pictures) {
            String label = picture.exhibit().label();
            slices.add(label, new ColorProcessor(picture.rows().buffered()));
            slices.note(label + ": " + picture.exhibit().objective() + "; " + size + " x " + size + "; " + steps
                    + " steps; seed " + seed + "; response " + picture.response());
        }
        gallery = slices.image("Gallery of " + title);
        if (sheet)
            contactSheet = Chart.marked(new ImagePlus(
                    "Contact sheet of " + title,
                    ContactSheet.of(pictures.stream().map(DrawGallery::entry).toList())));
        responses = Tables.of(pictures.stream().map(DrawGallery::row).toList(), Row.class);
    }

    private static ContactSheet.Entry entry(Gallery.Picture picture) {
        return new ContactSheet.Entry(picture.rows(), picture.exhibit().unit().toString(), concept(picture.exhibit()));
    }

    private static Row row(Gallery.Picture picture) {
        return new Row(
                picture.exhibit().unit().toString(),
                concept(picture.exhibit()),
                picture.response(),
                picture.isNew() ? "now" : "before");
    }

    private static String concept(Exhibit exhibit) {
        return exhibit.label().substring(exhibit.unit().toString().length()).strip();
    }
}
