package org.multimodalneurons.plugin.visualize;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import ij.measure.ResultsTable;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Captions;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.Texts;
import org.multimodalneurons.plugin.imagej.Tables;
import org.multimodalneurons.text.Prompts;
import org.multimodalneurons.visualize.Caption;
import org.multimodalneurons.visualize.Drawing;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** What does the model imagine when it reads a text? Draws a picture that fits it, a slice for each text. */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Visualize>Visualize a Caption...",
        description =
                "What does the model imagine when it reads a text? Draws a picture that fits it, a slice for each "
                        + "text.")
public class VisualizeCaption extends DrawingCommand {

    @Parameter(
            label = "Caption",
            description =
                    "what the picture is to show; several are separated by commas, or by | where they hold commas",
            persist = false)
    private String caption = "a rainbow";

    @Parameter(
            label = "Wordings",
            description = "{} stands for the caption; several wordings, separated by |, are averaged",
            persist = false)
    private String wordings = Prompts.PLACE;

    @Parameter(label = "Cosines", type = ItemIO.OUTPUT)
    private ResultsTable cosines;

    /** How well a picture fits its caption. */
    private record Fit(String caption, int picture, double cosine) {}

    private final List<Fit> rows = new ArrayList<>();
    private final Map<String, Caption> captions = new LinkedHashMap<>();

    @Override
    protected List<Subject> subjects(ClipModel clip) {
        Prompts prompts = Prompts.parse(wordings);
        List<String> texts = Texts.split(caption);
        if (texts.isEmpty())
            throw new UserException("There is no caption; write what the picture is to show, such as a rainbow.");
        texts.forEach(text -> captions.put(text, Caption.of(clip, text, prompts)));
        warn(Captions.warnings(clip, texts));
        return captions.values().stream()
                .map(each -> new Subject(each.text(), each.objective()))
                .toList();
    }

    @Override
    protected String title(List<Subject> subjects) {
        return subjects.size() == 1 ? subjects.get(0).label() : subjects.size() + " captions";
    }

    @Override
    protected String told(Subject subject, List<Drawing> drawings) {
        Caption text = captions.get(subject.label());
        List<Double> reached =
                drawings.stream().map(drawing -> text.cosine(drawing.rgb())).toList();
        for (int i = 0; i < reached.size(); i++) rows.add(new Fit(text.text(), i + 1, reached.get(i)));
        cosines = Tables.of(rows, Fit.class);
        return "; cosine to the text "
                + reached.stream()
                        .map(cosine -> String.format(Locale.ROOT, "%.3f", cosine))
                        .collect(Collectors.joining(", "));
    }
}
