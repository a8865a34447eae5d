package org.multimodalneurons.plugin.probe;

import java.util.List;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.Kept;
import org.multimodalneurons.probe.ConceptResponses;
import org.multimodalneurons.probe.ConceptSet;
import org.multimodalneurons.probe.NeuronCard;
import org.multimodalneurons.probe.Selectivity;
import org.multimodalneurons.probe.UnitScore;
import org.multimodalneurons.probe.WordAnswers;
import org.multimodalneurons.probe.WordList;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Which neurons stand for it, however it is shown? Units of a layer ranked by how well they tell a concept from other
 * things in their worst modality; chosen on one half of the pictures and scored on the other.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Probe>Find Neurons...",
        description =
                "Which neurons stand for it, however it is shown? Units of a layer ranked by how well they tell a "
                        + "concept from other things in their worst modality; chosen on one half of the pictures and scored "
                        + "on the other.")
public class FindNeurons extends SelectivityCommand {

    private static final int EXAMPLES = 8;

    @Parameter(
            label = "Concept",
            description = "such as happy, one of the concepts of the pictures; empty where there is one only",
            required = false,
            persist = false)
    private String concept = "";

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

    @Parameter(label = "Card", type = ItemIO.OUTPUT)
    private ImagePlus card;

    @Override
    protected void run(ClipModel clip, Progress progress) {
        if (rank < 0 || rank > units)
            throw new UserException("The parameter \"rank\" is " + rank + "; a card is for one of the " + units
                    + " units that are listed, or 0 for none.");
        if (units < 1) throw new UserException("The parameter \"units\" is " + units + "; at least 1 is needed.");
        ConceptSet set = concepts();
        String wanted = concept == null || concept.isBlank() ? only(set) : concept.strip();
        set.modalities(wanted); // complains before the work, not after
        ConceptResponses responses = responses(clip, set, progress);
        List<UnitScore> scores =
                Selectivity.split(responses.sample(wanted), seed).top(units, progress);
        var table = new UnitScoreTable();
        int place = 1;
        for (UnitScore score : scores) table.add(place++, chosenOnOneHalf(seed), score);
        found = table.table();
        if (rank > 0 && rank <= scores.size())
            card = CardPicture.image(
                    clip,
                    NeuronCard.of(
                            clip,
                            scores.get(rank - 1).unit(),
                            set.stimuli(),
                            WordList.large(clip),
                            EXAMPLES,
                            WordAnswers.keptIn(Kept.folder("words")),
                            progress),
                    wanted,
                    set.name());
    }

    private static String only(ConceptSet set) {
        if (set.concepts().size() > 1)
            throw new UserException(
                    "There are several concepts in " + set.name() + "; choose one of them: " + set.listed() + ".");
        return set.concepts().get(0);
    }
}
