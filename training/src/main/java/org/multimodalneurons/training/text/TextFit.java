package org.multimodalneurons.training.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import org.multimodalneurons.training.Accuracy;
import org.multimodalneurons.training.Checkpoint;
import org.multimodalneurons.training.HeldOut;
import org.multimodalneurons.training.ImageTraining;
import org.multimodalneurons.training.Plan;

/** Runs the plan's fitting of the text tower, with checkpoints and a log; resumes where it was ended. */
public final class TextFit {

    private static final int BETWEEN_CHECKPOINTS = 200;
    private static final String HEADER = "time\tsteps\trate\tcosine\tpicture top-1\tpicture one of 20\treading\n";

    private final Plan.TextStage plan;
    private final TextTraining training;
    private final HeldOut heldOut;
    private final Path checkpoint;
    private final Path log;

    /** A fit that writes into a work folder, and goes on from the checkpoint that lies there. */
    public TextFit(Plan.TextStage plan, TextTraining training, HeldOut heldOut, Path work) throws IOException {
        this.plan = plan;
        this.training = training;
        this.heldOut = heldOut;
        checkpoint = work.resolve("text.checkpoint");
        log = work.resolve("text-log.tsv");
        if (Files.exists(checkpoint)) training.restore(Checkpoint.read(checkpoint));
        if (!Files.exists(log)) Files.writeString(log, HEADER);
    }

    /**
     * Runs what is left of the fit.
     *
     * @param image whose class vectors are the targets
     */
    public void run(ImageTraining image) throws IOException {
        float[][] targets = image.classVectors();
        double cosine = 0;
        int since = 0;
        while (training.steps() < plan.steps()) {
            cosine += training.step(targets, plan.rateAt(training.steps()));
            since++;
            if (since < BETWEEN_CHECKPOINTS && training.steps() < plan.steps()) continue;
            report(image, cosine / since);
            cosine = 0;
            since = 0;
        }
    }

    private void report(ImageTraining image, double cosine) throws IOException {
        Checkpoint saved = Checkpoint.empty();
        training.save(saved);
        saved.write(checkpoint);
        float[][] classes = training.classVectors();
        Accuracy pictures = heldOut.pictures(image.average(), image.shape(), classes);
        Accuracy words = heldOut.words(image.average(), image.shape(), classes);
        String line = String.format(
                Locale.ROOT,
                "%s\t%d\t%.2e\t%.4f\t%.4f\t%.4f\t%.4f%n",
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                training.steps(),
                plan.rateAt(training.steps()),
                cosine,
                pictures.first(),
                pictures.oneOf20(),
                words.first());
        Files.writeString(log, line, StandardOpenOption.APPEND);
    }
}
