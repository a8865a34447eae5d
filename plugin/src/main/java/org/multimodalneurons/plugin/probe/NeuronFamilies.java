package org.multimodalneurons.plugin.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.imagej.Montage;
import org.multimodalneurons.plugin.imagej.Tables;
import org.multimodalneurons.probe.ConceptResponses;
import org.multimodalneurons.probe.Exemplar;
import org.multimodalneurons.probe.FamilyMember;
import org.multimodalneurons.probe.FamilyMember.ChosenOn;
import org.multimodalneurons.probe.KnownUnit;
import org.multimodalneurons.probe.Sample;
import org.multimodalneurons.probe.UnitScore.ModalityScore;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Which neuron stands for which region, person, feeling, animal? The best unit for each concept of each family, with its
 * score in every modality, and for each family a montage of the pictures that excite these units most.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Probe>Neuron Families...",
        description =
                "Which neuron stands for which region, person, feeling, animal? The best unit for each concept of "
                        + "each family, with its score in every modality, and for each family a montage of the pictures "
                        + "that excite these units most.")
public class NeuronFamilies extends SelectivityCommand {

    @Parameter(label = "Rows", description = "concepts of each family in its montage", min = "1", persist = false)
    private int rows = 8;

    @Parameter(label = "Seed", description = "of splits and intervals", persist = false)
    private int seed = 1;

    @Parameter(
            label = "Known",
            description = "list the units that are known of the model by name, and look at no picture",
            persist = false)
    private boolean known;

    @Parameter(label = "Families", type = ItemIO.OUTPUT)
    private ResultsTable families;

    @Parameter(label = "Montage", type = ItemIO.OUTPUT)
    private ImagePlus montage;

    @Override
    protected void run(ClipModel clip, Progress progress) {
        if (rows < 1) throw new UserException("The parameter \"rows\" is " + rows + "; at least 1 is needed.");
        if (known) {
            families = known(clip);
            return;
        }
        ConceptResponses responses = responses(clip, concepts(), progress);
        List<String> skipped = new ArrayList<>();
        List<FamilyMember> members = FamilyMember.of(responses, KnownUnit.of(clip), seed, skipped, progress);
        warn(skipped);
        if (members.isEmpty())
            throw new UserException("No concept of " + pictures() + " could be scored: " + String.join(" ", skipped));
        families = table(members);
        montage = montage(responses, members);
    }

    private static ResultsTable known(ClipModel clip) {
        List<KnownUnit> units = KnownUnit.of(clip);
        if (units.isEmpty())
            throw new UserException("It is not known what the units of " + clip.name()
                    + " stand for; leave known out, and the best unit for each concept is looked for.");
        return Tables.of(units, KnownUnit.class);
    }

    private ResultsTable table(List<FamilyMember> members) {
        var table = new UnitScoreTable();
        for (FamilyMember member : members)
            table.add(
                    member.family(),
                    member.chosenOn() == ChosenOn.KNOWN
                            ? "known units of the model; scored on " + pictures()
                            : chosenOnOneHalf(seed),
                    member.score());
        return table.table();
    }

    private ImagePlus montage(ConceptResponses responses, List<FamilyMember> members) {
        int width = Montage.width(modalities(members).size());
        List<String> names =
                members.stream().map(FamilyMember::family).distinct().toList();
        ImageStack stack = null;
        for (String family : names) {
            List<FamilyMember> best = members.stream()
                    .filter(member -> member.family().equals(family))
                    .limit(rows)
                    .toList();
            List<Montage.Row> shown =
                    best.stream().map(member -> row(responses, member)).toList();
            var picture = Montage.of(family + " neurons", modalities(best), shown, width, Montage.height(rows));
            if (stack == null) stack = new ImageStack(picture.getWidth(), picture.getHeight());
            stack.addSlice(family, picture);
        }
        return new ImagePlus("Neurons of " + pictures(), stack);
    }

    private static List<String> modalities(List<FamilyMember> members) {
        return members.stream()
                .flatMap(member -> member.score().modalities().stream())
                .map(ModalityScore::modality)
                .distinct()
                .toList();
    }

    private static Montage.Row row(ConceptResponses responses, FamilyMember member) {
        Sample sample = responses.sample(member.score().concept());
        int unit = member.score().unit().index();
        List<Montage.Cell> cells = member.score().modalities().stream()
                .map(modality -> {
                    Exemplar exemplar = Exemplar.of(responses, sample, modality.modality(), unit);
                    return new Montage.Cell(
                            modality.modality(), exemplar.stimulus().picture().get(), exemplar.deviations());
                })
                .toList();
        String detail = String.format(
                Locale.ROOT,
                "%s\nworst AUC %.2f",
                member.score().unit(),
                member.score().multimodality());
        return new Montage.Row(member.score().concept(), detail, cells);
    }
}
