package org.multimodalneurons.plugin.visualize;

import java.util.List;

import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.Texts;
import org.multimodalneurons.probe.KnownUnit;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** What excites a neuron? Draws it, a slice for each unit; or what suppresses it. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Visualize>Feature Visualization...",
        description = "What excites a neuron? Draws it, a slice for each unit; or what suppresses it.")
public class VisualizeFeatures extends DrawingCommand {

    private static final String EXCITE = "excite";
    private static final String SUPPRESS = "suppress";

    @Parameter(
            label = "Units",
            description = "such as layer4.0.add:89, or the name of a known one; several are separated by commas",
            persist = false)
    private String units = "happy";

    @Parameter(
            label = "What",
            description = "pictures that excite the units, or that suppress them",
            choices = {EXCITE, SUPPRESS},
            persist = false)
    private String what = EXCITE;

    @Parameter(
            label = "Guided",
            description = "by the words for what a known unit stands for, too: alone it asks for textures",
            persist = false)
    private boolean guided = true;

    @Override
    protected List<Subject> subjects(ClipModel clip) {
        requireOneOf("what", what, EXCITE, SUPPRESS);
        List<String> names = Texts.split(units);
        if (names.isEmpty()) throw new UserException("There is no unit; write one, such as layer4.0.add:89.");
        return names.stream().map(name -> subject(clip, name)).toList();
    }

    private Subject subject(ClipModel clip, String name) {
        return what.equals(SUPPRESS)
                ? Subject.suppressing(clip, KnownUnit.parse(clip, name))
                : Subject.exciting(clip, name, guided);
    }

    @Override
    protected String title(List<Subject> subjects) {
        return subjects.size() == 1 ? subjects.get(0).label() : subjects.size() + " units";
    }
}
