package org.multimodalneurons.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.multimodalneurons.Progress;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.imagej.ImageFile;
import org.multimodalneurons.search.ImageFiles;
import org.multimodalneurons.search.IndexJob;
import org.multimodalneurons.search.IndexPlace;

/**
 * Whether memory stays flat while a large folder is indexed: {@code IndexMemory [pictures]}, by default 10,000 JPEG files
 * of 640 x 480 with the embedded model. Prints what the process holds in memory, Java's heap and native libraries alike,
 * after each tenth. Linux only, which tells it in {@code /proc}.
 */
public final class IndexMemory {

    private static final int STEPS = 10;

    private IndexMemory() {}

    /** Runs the whole of it. */
    public static void main(String[] arguments) throws IOException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        Path folder = Files.createTempDirectory("index-memory");
        try (ClipModel clip = ClipModel.embedded()) {
            JpegFolder.write(folder, count);
            System.out.printf("| images | MB in memory |%n|---|---|%n");
            var job = new IndexJob(clip, IndexPlace.in(folder), ImageFiles.below(folder), ImageFile::picture);
            int embedded = job.run(new EachTenth(count)).embedded();
            System.out.printf("%d of %d were indexed.%n", embedded, count);
        } finally {
            JpegFolder.delete(folder);
        }
    }

    /** Prints a line whenever another tenth is done. */
    private static final class EachTenth implements Progress {

        private final int count;
        private int printed;

        EachTenth(int count) {
            this.count = count;
        }

        @Override
        public void report(long done, long total, String message) {
            if (message.startsWith("Looking for") || total != count || done < (long) (printed + 1) * count / STEPS)
                return;
            printed = (int) (done * STEPS / count);
            System.out.printf(Locale.ROOT, "| %d | %.0f |%n", done, residentMegabytes());
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    }

    private static double residentMegabytes() {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException("The memory of the process is not told here.", e);
        }
    }
}
