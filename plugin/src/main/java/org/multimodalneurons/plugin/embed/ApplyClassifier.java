package org.multimodalneurons.plugin.embed;

import java.io.File;
import java.util.List;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Scored;
import org.multimodalneurons.embed.classifier.ClassifierFile;
import org.multimodalneurons.embed.classifier.TrainedClassifier;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.MeasuringCommand;
import org.multimodalneurons.plugin.imagej.MarkedRegions;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.multimodalneurons.plugin.imagej.PixelMeaning;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/** Asks a classifier that Train Classifier saved: the same tables and chart as those of Classify with Text, and regions coloured by their answers. */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Embed>Apply Classifier...",
        description = "Asks a classifier that Train Classifier saved: the same tables and chart as those of Classify "
                + "with Text, and regions coloured by their answers.")
public class ApplyClassifier extends MeasuringCommand {

    @Parameter(
            label = "Classifier",
            description = "the file that Train Classifier saved",
            style = FileWidget.OPEN_STYLE,
            persist = false)
    private File classifier = new File("classes" + ClassifierFile.ENDING);

    @Parameter(
            label = "Mark regions",
            description =
                    "of regions: also a copy of their slices with the regions on it, coloured, named and grouped by"
                            + " their answers",
            persist = false)
    private boolean mark;

    @Parameter(label = "Scores", type = ItemIO.OUTPUT)
    private ResultsTable scores;

    @Parameter(label = "Answers", type = ItemIO.OUTPUT)
    private ResultsTable answers;

    @Parameter(label = "Chart", type = ItemIO.OUTPUT)
    private ImagePlus chart;

    @Parameter(label = "Marked", type = ItemIO.OUTPUT)
    private ImagePlus marked;

    @Override
    public void checkParameters() {
        super.checkParameters();
        if (classifier == null || classifier.getPath().isBlank())
            throw new UserException("No classifier is given; choose a file that Train Classifier saved.");
        ClassifierFile.read(classifier.toPath());
    }

    @Override
    protected void run(ClipModel clip, Pictures pictures, Progress progress) {
        if (mark && !pictures.areRegions())
            throw new UserException("The parameter \"mark\" is for regions, and these are none; leave it out, draw"
                    + " a selection, or choose regions=manager or regions=particles.");
        TrainedClassifier trained = ClassifierFile.readFor(clip, classifier.toPath());
        warnOfOtherDisplay(trained.display(), pictures.display());
        Embedded seen = embed(clip, pictures, progress);
        List<List<Scored<String>>> said = trained.classify(seen.raw());
        var result = new Classification(seen.pictures(), said, label -> "");
        scores = result.everyScore();
        if (isAnswered(pictures)) answers = result.answers(table(seen.pictures()));
        chart = result.chart();
        if (mark) {
            List<String> best = said.stream()
                    .map(row -> Scored.bestFirst(row).get(0).value())
                    .toList();
            marked = MarkedRegions.of(
                    "Answers on " + pictures.title(), seen.pictures(), best, trained.labels(), progress);
        }
    }

    private void warnOfOtherDisplay(String trained, String now) {
        if (!trained.equals(now))
            Surroundings.note("The classifier in " + classifier + " was trained on images seen by display \""
                    + PixelMeaning.word(trained) + "\", these are seen by display \"" + PixelMeaning.word(now)
                    + "\": its answers may be wrong. Give display and channels as in the training.");
    }
}
