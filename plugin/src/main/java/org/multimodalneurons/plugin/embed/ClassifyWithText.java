package org.multimodalneurons.plugin.embed;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.Captions;
import org.multimodalneurons.embed.ZeroShot;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.MeasuringCommand;
import org.multimodalneurons.plugin.Texts;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.multimodalneurons.text.Prompts;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Names the picture: scores each label against each image. A table lists every score; for several images a second one, or
 * ImageJ's Results, has a row for each with its answer; a chart shows the probabilities.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Embed>Classify with Text...",
        description = "Names the picture: scores each label against each image. A table lists every score; for several "
                + "images a second one, or ImageJ's Results, has a row for each with its answer; a chart shows the "
                + "probabilities.")
public class ClassifyWithText extends MeasuringCommand {

    @Parameter(label = "Labels", description = "separated by commas, or by | where labels hold commas", persist = false)
    private String labels = "dog, pizza, apple";

    @Parameter(
            label = "Prompt",
            description = "{} stands for the label; several prompts, separated by |, are averaged",
            persist = false)
    private String prompt = "a picture of a {}";

    @Parameter(label = "Scores", type = ItemIO.OUTPUT)
    private ResultsTable scores;

    @Parameter(label = "Answers", type = ItemIO.OUTPUT)
    private ResultsTable answers;

    @Parameter(label = "Chart", type = ItemIO.OUTPUT)
    private ImagePlus chart;

    @Override
    public void checkParameters() {
        super.checkParameters();
        Prompts.parse(prompt);
        Captions.requirePresent(Texts.split(labels), "label");
    }

    @Override
    protected void run(ClipModel clip, Pictures pictures, Progress progress) {
        Prompts prompts = Prompts.parse(prompt);
        ZeroShot classes = new ZeroShot(clip, Texts.split(labels), prompts);
        warn(classes.warnings());
        Embedded seen = embed(clip, pictures, progress);
        var result = new Classification(
                seen.pictures(),
                classes.classify(seen.raw()),
                label -> String.join(" ", Captions.warnings(clip, prompts.apply(label))));
        scores = result.everyScore();
        if (isAnswered(pictures)) answers = result.answers(table(seen.pictures()));
        chart = result.chart();
    }
}
