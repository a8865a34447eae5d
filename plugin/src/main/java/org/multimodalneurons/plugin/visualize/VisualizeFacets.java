package org.multimodalneurons.plugin.visualize;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import ij.plugin.RGBStackConverter;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.Texts;
import org.multimodalneurons.plugin.Unreadable;
import org.multimodalneurons.plugin.imagej.LabelledGrid;
import org.multimodalneurons.visualize.Facet;
import org.multimodalneurons.visualize.Facets;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/** What excites a neuron as a face, as text, as line art, ...? Draws units in rows and facets in columns. */
@SuppressWarnings("UnusedVariable") // SciJava reads the output
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Visualize>Faceted Visualization...",
        description = "What excites a neuron as a face, as text, as line art, ...? Draws units in rows and facets in "
                + "columns.")
public class VisualizeFacets extends DrawingCommand {

    private static final String NONE = "none";

    @Parameter(
            label = "Units",
            description =
                    "such as layer4.0.add:89, or the name of a known one; several are separated by commas: a row each",
            persist = false)
    private String units = "happy";

    @Parameter(
            label = "Facets",
            description = "names, separated by commas: a column each; none: as the unit is without; empty: all",
            required = false,
            persist = false)
    private String facets = "";

    @Parameter(
            label = "Source",
            description =
                    "of the facets: a folder with a subfolder of pictures for each, or a file that was saved; empty: the"
                            + " kinds of pictures of the built-in set",
            required = false,
            persist = false)
    private File source;

    @Parameter(
            label = "Layer",
            description = "where facets are trained, before that of the units; empty: about two thirds of the way",
            required = false,
            persist = false)
    private String layer = "";

    @Parameter(
            label = "Strength",
            description =
                    "of the facet: 0: none; 1: about as strong as the unit itself; whatever the size and the layer",
            min = "0",
            max = "100",
            persist = false)
    private double strength = 1.5;

    @Parameter(
            label = "Guided",
            description = "by the words for what a known unit stands for, too: alone it asks for textures",
            persist = false)
    private boolean guided = true;

    @Parameter(
            label = "Save",
            description = "the facets, to a file such as facets.json, to be used again as source; empty: do not",
            style = FileWidget.SAVE_STYLE,
            required = false,
            persist = false)
    private File save;

    @Parameter(label = "Unreadable", type = ItemIO.OUTPUT)
    private ResultsTable unreadable;

    private Facets trained;
    private List<Subject> rows;
    private List<String> columns;

    @Override
    protected void prepare(ClipModel clip, Progress progress) {
        Facet.requireStrength(strength);
        rows = units(clip);
        Path file = file();
        List<String> named = Texts.split(facets);
        List<String> wanted = named.stream().filter(name -> !name.equals(NONE)).toList();
        GivenFacets given =
                new GivenFacets(clip, layer, wanted, this::warn, faults -> unreadable = Unreadable.table(faults));
        trained = source == null || source.getPath().isBlank()
                ? given.builtIn(progress)
                : given.of(source.toPath(), progress);
        columns = named.isEmpty() ? trained.names() : named;
        if (file != null) trained.save(file);
    }

    private List<Subject> units(ClipModel clip) {
        List<String> names = Texts.split(units);
        if (names.isEmpty()) throw new UserException("There is no unit; write one, such as layer4.0.add:89.");
        return names.stream().map(name -> Subject.exciting(clip, name, guided)).toList();
    }

    /** Where the facets go, or null; complained about before the work. */
    private Path file() {
        if (save == null || save.getPath().isBlank()) return null;
        Path file = save.toPath().toAbsolutePath();
        if (Files.isDirectory(file) || !Files.isDirectory(file.getParent()))
            throw new UserException("The facets cannot be saved to " + file + ": "
                    + (Files.isDirectory(file) ? "that is a folder." : "there is no folder " + file.getParent() + ".")
                    + " Choose a file such as facets.json.");
        return file;
    }

    @Override
    protected List<Subject> subjects(ClipModel clip) {
        List<Subject> cells = new ArrayList<>();
        for (Subject row : rows)
            for (String column : columns)
                cells.add(
                        column.equals(NONE)
                                ? row
                                : new Subject(
                                        row.label() + ", " + column,
                                        trained.facet(column).steer(row.objective(), strength)));
        return cells;
    }

    @Override
    protected String title(List<Subject> subjects) {
        return (rows.size() == 1 ? rows.get(0).label() : rows.size() + " units") + " by facet";
    }

    @Override
    protected ImagePlus arranged(ImagePlus montages) {
        List<LabelledGrid.Row> names = rows.stream()
                .map(Subject::label)
                .map(label -> label.split(" ", 2))
                .map(words -> new LabelledGrid.Row(words.length > 1 ? words[1] : "", words[0]))
                .toList();
        ImagePlus merged = montages.duplicate();
        if (merged.isComposite()) RGBStackConverter.convertToRGB(merged);
        ImagePlus grid = new ImagePlus(montages.getTitle(), LabelledGrid.of(names, columns, merged.getStack()));
        grid.setProperty("Info", described() + "\n" + montages.getInfoProperty());
        return grid;
    }

    private String described() {
        return "Facets of " + trained.model() + ": "
                + trained.layers().stream()
                        .map(in -> String.format(
                                Locale.ROOT,
                                "linear probes in %s, right about %.0f %% of held-out pictures (chance: %.0f %%)",
                                in.layer(),
                                100 * in.accuracy(),
                                100. / trained.names().size()))
                        .collect(Collectors.joining("; "));
    }
}
