package org.multimodalneurons.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import org.multimodalneurons.training.augment.BatchSource;
import org.multimodalneurons.training.augment.Illustrator;
import org.multimodalneurons.training.library.Library;

/** Runs a plan's stages on the image tower, with checkpoints and evaluations on the way; resumes where it was ended. */
final class ImageStages {

    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofMinutes(3);

    private final Plan plan;
    private final Illustrator illustrator;
    private final HeldOut heldOut;
    private final Path checkpoint;
    private final TrainingLog log;
    private final ImageTraining training;
    private int stage;
    private long step;
    private Instant lastCheckpoint = Instant.now();
    private double lossSum;
    private long lossSteps;

    /** Stages of a training, that write into a work folder, and go on from the checkpoint that lies there. */
    ImageStages(Plan plan, ImageTraining training, Library library, HeldOut heldOut, Path work, TrainingLog log)
            throws IOException {
        this.plan = plan;
        this.log = log;
        illustrator = new Illustrator(library);
        this.heldOut = heldOut;
        checkpoint = work.resolve("image.checkpoint");
        this.training = training;
        if (Files.exists(checkpoint)) resume(Checkpoint.read(checkpoint));
    }

    /** Runs what is left of the stages; the weights to ship are the training's average. */
    void run() throws IOException, InterruptedException {
        while (stage < plan.stages().size()) {
            run(plan.stages().get(stage));
            stage++;
            step = 0;
            save();
        }
    }

    private void run(Stage now) throws IOException, InterruptedException {
        training.resize(now.size());
        long seed = plan.seed() + stage;
        Instant begun = Instant.now();
        long first = step;
        try (BatchSource batches = new BatchSource(
                i -> illustrator.batch(seed, i, now.batch(), now.size(), now.hardAt(i)), step, now.steps())) {
            while (step < now.steps()) {
                lossSum += training.step(batches.next(), now.rateAt(step), now.epsilonAt(step));
                lossSteps++;
                step++;
                boolean due = Instant.now().isAfter(lastCheckpoint.plus(BETWEEN_CHECKPOINTS));
                if (!due && step < now.steps()) continue;
                double seconds = Duration.between(begun, Instant.now()).toMillis() / 1e3;
                report(now, (step - first) * now.batch() / seconds);
                save();
                lastCheckpoint = Instant.now();
                begun = Instant.now();
                first = step;
            }
        }
    }

    private void report(Stage now, double imagesPerSecond) {
        float[][] classes = training.classVectors();
        Accuracy pictures = heldOut.pictures(training.average(), training.shape(), classes);
        Accuracy words = heldOut.words(training.average(), training.shape(), classes);
        try {
            log.add(new TrainingLog.Entry(
                    now.name(),
                    step * now.batch(),
                    now.rateAt(step),
                    now.epsilonAt(step),
                    lossSum / Math.max(1, lossSteps),
                    imagesPerSecond,
                    pictures.first(),
                    pictures.firstFive(),
                    pictures.oneOf20(),
                    words.first()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lossSum = 0;
        lossSteps = 0;
    }

    private void save() throws IOException {
        Checkpoint saved = Checkpoint.empty();
        saved.counters().put("stage", (long) stage);
        saved.counters().put("step", step);
        training.save(saved);
        saved.write(checkpoint);
    }

    private void resume(Checkpoint saved) {
        stage = saved.counters().get("stage").intValue();
        step = saved.counters().get("step");
        training.restore(saved);
    }
}
