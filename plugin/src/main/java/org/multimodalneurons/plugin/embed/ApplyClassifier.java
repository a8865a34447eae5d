package org.multimodalneurons.plugin.embed;

import java.io.File;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.embed.classifier.ClassifierFile;
import org.multimodalneurons.embed.classifier.TrainedClassifier;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.GalleryCommand;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/** Asks a classifier that Train Classifier saved: the same tables and chart as those of Classify with Text. */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(type = Command.class, menuPath = "Plugins>Multimodal Neurons>Embed>Apply Classifier...")
public class ApplyClassifier extends GalleryCommand {

    @Parameter(
            label = "Classifier",
            description = "the file that Train Classifier saved",
            style = FileWidget.OPEN_STYLE,
            persist = false)
    private File classifier = new File("classes" + ClassifierFile.ENDING);

    @Parameter(label = "Scores", type = ItemIO.OUTPUT)
    private ResultsTable scores;

    @Parameter(label = "Answers", type = ItemIO.OUTPUT)
    private ResultsTable answers;

    @Parameter(label = "Chart", type = ItemIO.OUTPUT)
    private ImagePlus chart;

    @Override
    protected void execute(Progress progress) {
        if (classifier == null || classifier.getPath().isBlank())
            throw new UserException("No classifier is given; choose a file that Train Classifier saved.");
        ClassifierFile.read(classifier.toPath()); // before anything is embedded
        super.execute(progress);
    }

    @Override
    protected void run(ClipModel clip, Pictures pictures, Progress progress) {
        TrainedClassifier trained = ClassifierFile.readFor(clip, classifier.toPath());
        var embeddings = new Embedder(clip).images(pictures.list(), pictures.labels(), progress);
        var result = new Classification(pictures, trained.classify(embeddings), label -> "");
        scores = result.everyScore();
        if (pictures.size() > 1) answers = result.answers();
        chart = result.chart();
    }
}
