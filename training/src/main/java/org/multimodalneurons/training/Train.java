package org.multimodalneurons.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.multimodalneurons.training.library.Library;
import org.multimodalneurons.training.text.Export;
import org.multimodalneurons.training.text.TextFit;
import org.multimodalneurons.training.text.TextTraining;

/**
 * Trains the embedded model.
 *
 * <pre>Train [data=FOLDER] [work=FOLDER] [plan=FILE]</pre>
 *
 * Ended at any time, the same command goes on from the last checkpoint in the work folder.
 */
public final class Train {

    private Train() {}

    /** Runs everything that is not yet done. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> options = new HashMap<>();
        for (String argument : arguments) {
            String[] pair = argument.split("=", 2);
            if (pair.length != 2) throw new IllegalArgumentException("Expected NAME=VALUE, found " + argument);
            options.put(pair[0], pair[1]);
        }
        Path work = Path.of(options.getOrDefault("work", "training/work"));
        Path data = Path.of(options.getOrDefault("data", work.resolve("data").toString()));
        Plan plan = options.containsKey("plan") ? Plan.read(Path.of(options.get("plan"))) : Plan.embedded();
        Files.createDirectories(work);
        Library library = Library.read(data);
        System.out.println(library.concepts().size() + " concepts, "
                + library.pictures().size() + " pictures, " + library.words().size() + " words");
        TrainingLog log = new TrainingLog(work.resolve("log.tsv"));
        HeldOut heldOut = new HeldOut(library);
        try (ImageTraining image = new ImageStages(plan, library, heldOut, work, log).run();
                TextTraining text =
                        new TextTraining(library.concepts(), image.shape().embedding(), plan.seed())) {
            new TextFit(plan.text(), text, heldOut, work).run(image);
            Export.write(work.resolve("export"), image, text, library.concepts());
        }
    }
}
