package org.multimodalneurons.plugin.probe;

import java.io.File;
import java.util.List;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.plugin.TextCommand;
import org.multimodalneurons.plugin.imagej.Tables;
import org.multimodalneurons.probe.ConceptResponses;
import org.multimodalneurons.probe.ConceptSet;
import org.multimodalneurons.probe.NeuronCard;
import org.multimodalneurons.probe.Pooling;
import org.multimodalneurons.probe.Responses;
import org.multimodalneurons.probe.Selectivity;
import org.multimodalneurons.probe.UnitScore;
import org.multimodalneurons.probe.WordList;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/**
 * Which neurons stand for it, however it is shown? Units of a layer ranked by how well they tell a concept from other
 * things in their worst modality; chosen on one half of the pictures and scored on the other.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(type = Command.class, menuPath = "Plugins>Multimodal Neurons>Probe>Find Neurons...")
public class FindNeurons extends TextCommand {

    private static final int EXAMPLES = 8;

    @Parameter(
            label = "Folder",
            description = "with a subfolder of pictures for each modality and one named negative; or with folders"
                    + " family/concept/modality",
            style = FileWidget.DIRECTORY_STYLE,
            persist = false)
    private File folder;

    @Parameter(
            label = "Concept",
            description = "which of the folder's concepts; empty where it has one only",
            required = false,
            persist = false)
    private String concept = "";

    @Parameter(
            label = "Layer",
            description = "whose units are looked at; empty: the last with neurons",
            required = false,
            persist = false)
    private String layer = "";

    @Parameter(label = "Units", description = "how many are listed", min = "1", persist = false)
    private int units = 10;

    @Parameter(label = "Seed", description = "of the split and the intervals", persist = false)
    private int seed = 1;

    @Parameter(
            label = "Card",
            description = "the rank of a unit that is shown on a card; 0 for none",
            min = "0",
            persist = false)
    private int rank;

    @Parameter(label = "Units", type = ItemIO.OUTPUT)
    private ResultsTable found;

    @Parameter(label = "Unreadable", type = ItemIO.OUTPUT)
    private ResultsTable unreadable;

    @Parameter(label = "Card", type = ItemIO.OUTPUT)
    private ImagePlus card;

    @Override
    protected void run(ClipModel clip, Progress progress) {
        if (rank < 0 || rank > units)
            throw new UserException("The parameter \"rank\" is " + rank + "; a card is for one of the " + units
                    + " units that are listed, or 0 for none.");
        if (units < 1) throw new UserException("The parameter \"units\" is " + units + "; at least 1 is needed.");
        if (folder == null || folder.getPath().isBlank())
            throw new UserException("There is no folder; choose one with a subfolder of pictures for each modality and"
                    + " one named negative.");
        Layer looked = Responses.layer(clip, layer);
        ConceptSet set = ConceptSet.open(folder.toPath());
        String wanted = concept == null || concept.isBlank() ? only(set) : concept.strip();
        set.modalities(wanted); // complains before the work, not after
        ConceptResponses responses = ConceptResponses.of(clip, set, looked, Pooling.MEAN, progress);
        List<UnitScore> scores =
                Selectivity.split(responses.sample(wanted), seed).top(units, progress);
        var table = new UnitScoreTable();
        int place = 1;
        for (UnitScore score : scores)
            table.add(place++, "one half of the pictures, at random (seed " + seed + "); scored on the other", score);
        found = table.table();
        if (!responses.unreadable().isEmpty())
            unreadable = Tables.of(responses.unreadable(), ConceptResponses.Unreadable.class);
        if (rank > 0 && rank <= scores.size())
            card = CardPicture.image(
                    clip,
                    NeuronCard.of(
                            clip, scores.get(rank - 1).unit(), set.stimuli(), WordList.of(clip), EXAMPLES, progress),
                    wanted,
                    set.name());
    }

    private static String only(ConceptSet set) {
        if (set.concepts().size() > 1)
            throw new UserException("The folder " + set.name() + " has several concepts; choose one of "
                    + String.join(", ", set.concepts()) + ".");
        return set.concepts().get(0);
    }
}
