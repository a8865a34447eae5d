package org.multimodalneurons.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.multimodalneurons.UserException;
import org.multimodalneurons.training.data.MakeData;
import org.multimodalneurons.training.library.Library;
import org.multimodalneurons.training.net.ImageTowerShape;
import org.multimodalneurons.training.text.Export;
import org.multimodalneurons.training.text.TextFit;
import org.multimodalneurons.training.text.TextTraining;
import org.multimodalneurons.weights.WeightFile;

/**
 * Trains the embedded model.
 *
 * <pre>Train [work=FOLDER] [data=FOLDER] [plan=FILE] [start=FOLDER] [threads=N]</pre>
 *
 * Makes the data when they are missing. Ended at any time, the same command goes on from the last checkpoint in the
 * work folder. With {@code start}, an exported model, its
 * image tower is trained on towards the captions of its text tower, which stays unless the plan fits it, too. In the work folder it leaves {@code log.tsv}, {@code text-log.tsv}, {@code curves.png} and {@code export}, the model.
 */
public final class Train {

    private static final Set<String> OPTIONS = Set.of("work", "data", "plan", "start", "threads");

    private Train() {}

    /** Runs everything that is not yet done. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try {
            train(options(arguments));
        } catch (UserException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (String argument : arguments) {
            String[] pair = argument.split("=", 2);
            if (pair.length != 2 || !OPTIONS.contains(pair[0]))
                throw new UserException("Expected NAME=VALUE with one of the names " + OPTIONS + ", found " + argument);
            options.put(pair[0], pair[1]);
        }
        return options;
    }

    private static void train(Map<String, String> options) throws IOException, InterruptedException {
        // Read once, when the engine starts.
        System.setProperty("ai.djl.pytorch.num_threads", options.getOrDefault("threads", "2"));
        Path work = Path.of(options.getOrDefault("work", "training/work"));
        Path data = Path.of(options.getOrDefault("data", work.resolve("data").toString()));
        Plan plan = options.containsKey("plan") ? Plan.read(Path.of(options.get("plan"))) : Plan.embedded();
        Files.createDirectories(work);
        if (!Files.exists(data.resolve("READY"))) MakeData.make(data);
        Library library = Library.read(data);
        System.out.println(library.concepts().size() + " concepts, "
                + library.pictures().size() + " pictures, " + library.words().size() + " words");
        TrainingLog log = new TrainingLog(work.resolve("log.tsv"));
        HeldOut heldOut = new HeldOut(library);
        ImageTowerShape shape =
                ImageTowerShape.EMBEDDED.withSize(plan.stages().get(0).size());
        try (TextTraining text = new TextTraining(library.concepts(), shape.embedding(), plan.seed());
                ImageTraining image = options.containsKey("start")
                        ? begin(Path.of(options.get("start")), shape, text, plan)
                        : new ImageTraining(shape, library.concepts().size(), plan.seed())) {
            new ImageStages(plan, image, library, heldOut, work, log).run();
            new TextFit(plan.text(), text, heldOut, work).run(image);
            Curves.write(log, work.resolve("curves.png"));
            Export.write(work.resolve("export"), image, text, library.concepts());
        }
    }

    private static ImageTraining begin(Path start, ImageTowerShape shape, TextTraining text, Plan plan) {
        try (WeightFile model = WeightFile.open(start)) {
            text.begin(model);
            return new ImageTraining(shape, model, text.classVectors(), plan.seed());
        }
    }
}
