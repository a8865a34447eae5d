package org.multimodalneurons.plugin.probe;

import java.util.List;

import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.probe.KnownUnit;
import org.multimodalneurons.probe.Stimulus;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;

/** A command about one unit, and the concept that it may stand for. */
abstract class UnitCommand extends ConceptCommand {

    @Parameter(
            label = "Unit",
            attrs = @Attr(name = SUBJECT),
            description = "such as layer4.0.add:89, or the concept of a unit that is known",
            persist = false)
    private String unit = "happy";

    @Parameter(
            label = "Concept",
            description = "that is told from all others; empty: the one that the unit is known for",
            required = false,
            persist = false)
    private String concept = "";

    /** The unit that is meant. */
    final Unit unit(ClipModel clip) {
        return KnownUnit.parse(clip, unit);
    }

    /**
     * The concept that is meant: as asked, else the one that the unit is known for.
     *
     * @return empty where neither is shown by the pictures
     * @throws UserException when they do not show the one that was asked for
     */
    final String concept(ClipModel clip, List<Stimulus> stimuli) {
        boolean asked = concept != null && !concept.isBlank();
        String name = asked ? concept.strip() : KnownUnit.concept(clip, unit);
        if (stimuli.stream().anyMatch(stimulus -> stimulus.concept().equals(name))) return name;
        if (!asked) return "";
        List<String> shown = stimuli.stream()
                .filter(stimulus -> !stimulus.isNegative())
                .map(Stimulus::concept)
                .filter(each -> !each.isEmpty())
                .distinct()
                .toList();
        throw new UserException("'" + name + "' is not among the concepts of " + pictures() + ", which are "
                + (shown.isEmpty() ? "not told by folders" : String.join(", ", shown)) + ".");
    }
}
