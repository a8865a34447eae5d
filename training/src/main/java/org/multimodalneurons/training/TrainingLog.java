package org.multimodalneurons.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was reached when, as a tab-separated table that grows. */
public final class TrainingLog {

    private static final String HEADER =
            "time\tstage\timages\trate\tepsilon\tloss\timages/s\tpicture top-1\tpicture top-5\tpicture one of 20\treading";

    /**
     * One line.
     *
     * @param stage its name
     * @param images seen in this stage so far
     * @param rate learning rate
     * @param epsilon of the adversary
     * @param loss mean training loss since the line before
     * @param imagesPerSecond since the line before
     * @param first share of held-out pictures named right among all concepts
     * @param firstFive share with the right one among the five best
     * @param oneOf20 chance of naming a held-out picture right among 20
     * @param reading share of words in the held-out font that are read
     */
    public record Entry(
            String stage,
            long images,
            double rate,
            double epsilon,
            double loss,
            double imagesPerSecond,
            double first,
            double firstFive,
            double oneOf20,
            double reading) {}

    private final Path file;

    /** A log in a file, which is begun when it is not there. */
    public TrainingLog(Path file) throws IOException {
        this.file = file;
        if (!Files.exists(file)) Files.writeString(file, HEADER + "\n");
    }

    /** Adds a line. */
    public void add(Entry e) throws IOException {
        String line = String.format(
                Locale.ROOT,
                "%s\t%s\t%d\t%.2e\t%.2f\t%.4f\t%.1f\t%.4f\t%.4f\t%.4f\t%.4f%n",
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                e.stage(),
                e.images(),
                e.rate(),
                e.epsilon(),
                e.loss(),
                e.imagesPerSecond(),
                e.first(),
                e.firstFive(),
                e.oneOf20(),
                e.reading());
        Files.writeString(file, line, StandardOpenOption.APPEND);
    }

    /** All lines so far. */
    public List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String line :
                Files.readAllLines(file).subList(1, Files.readAllLines(file).size())) {
            String[] c = line.split("\t", -1);
            entries.add(new Entry(
                    c[1],
                    Long.parseLong(c[2]),
                    Double.parseDouble(c[3]),
                    Double.parseDouble(c[4]),
                    Double.parseDouble(c[5]),
                    Double.parseDouble(c[6]),
                    Double.parseDouble(c[7]),
                    Double.parseDouble(c[8]),
                    Double.parseDouble(c[9]),
                    Double.parseDouble(c[10])));
        }
        return entries;
    }
}
