package org.multimodalneurons.plugin.probe;

import org.multimodalneurons.Progress;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.probe.ConceptResponses;
import org.multimodalneurons.probe.ConceptSet;
import org.multimodalneurons.probe.Pooling;
import org.multimodalneurons.probe.Responses;
import org.scijava.plugin.Parameter;

/** A command that asks how well the units of one layer tell concepts. */
abstract class SelectivityCommand extends ConceptCommand {

    @Parameter(
            label = "Layer",
            description = "whose units are looked at; empty: the last with neurons",
            required = false,
            persist = false)
    private String layer = "";

    /** What the units of the layer answer; pictures that cannot be read are listed in a table. */
    final ConceptResponses responses(ClipModel clip, ConceptSet set, Progress progress) {
        ConceptResponses responses =
                ConceptResponses.of(clip, set, Responses.layer(clip, layer), Pooling.MEAN, progress);
        tellUnreadable(responses.matrix().unreadable(), set.stimuli());
        return responses;
    }

    /** What a table says of units that were chosen on a half of the pictures. */
    final String chosenOnOneHalf(int seed) {
        return "one half of " + pictures() + ", at random (seed " + seed + "); scored on the other;"
                + " a modality of one single picture is in one of them";
    }
}
