package org.multimodalneurons.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.sun.management.OperatingSystemMXBean;
import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.Batches;
import org.multimodalneurons.image.PictureFile;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.imagej.ImageFile;
import org.multimodalneurons.search.ImageFiles;
import org.multimodalneurons.search.IndexJob;
import org.multimodalneurons.search.IndexPlace;

/**
 * How much of the encoder's own rate is left when a folder is indexed: {@code IndexRatio [pictures] [rounds] [model]}, by
 * default 1000 JPEG files of 640 x 480, 5 and the embedded model, or the name of a {@link RandomModel}. Both take turns in
 * each round: the index job on the folder, its files opened as the command does, and the encoder alone on as many images that are ready, in batches of the size
 * that the library uses. The medians over the rounds are printed; the ratio of processor time does not count what other
 * processes took.
 */
public final class IndexRatio {

    private static final String EMBEDDED = "embedded";

    /** Seconds: of the clock, and of all processors for this process. */
    private record Time(double passed, double worked) {

        static Time now() {
            var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            return new Time(System.nanoTime() / 1e9, system.getProcessCpuTime() / 1e9);
        }

        Time until(Time end) {
            return new Time(end.passed - passed, end.worked - worked);
        }
    }

    private IndexRatio() {}

    /** Runs the whole of it. */
    public static void main(String[] arguments) throws IOException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        String model = arguments.length > 2 ? arguments[2] : EMBEDDED;
        Path folder = Files.createTempDirectory("index-ratio");
        try (ClipModel clip = model.equals(EMBEDDED)
                ? ClipModel.embedded()
                : ClipModel.open(RandomModel.valueOf(model).in(OpenModel.FOLDER))) {
            JpegFolder.write(folder, count);
            index(clip, folder, count); // warms up
            encode(clip, folder, count);
            List<Double> ratios = new ArrayList<>();
            List<Double> processor = new ArrayList<>();
            List<Double> rates = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                boolean first = round % 2 == 0;
                Time indexing = first ? index(clip, folder, count) : null;
                Time encoding = encode(clip, folder, count);
                if (!first) indexing = index(clip, folder, count);
                ratios.add(encoding.passed() / indexing.passed());
                processor.add(encoding.worked() / indexing.worked());
                rates.add(count / indexing.passed());
            }
            Collections.sort(ratios);
            Collections.sort(processor);
            Collections.sort(rates);
            System.out.printf(
                    Locale.ROOT,
                    "| model | images/s indexed | of the encoder's own rate | of processor time |%n|---|---|---|---|%n"
                            + "| %s | %.1f | %.3f (%.3f–%.3f) | %.3f |%n",
                    model,
                    rates.get(rounds / 2),
                    ratios.get(rounds / 2),
                    ratios.get(0),
                    ratios.get(rounds - 1),
                    processor.get(rounds / 2));
        } finally {
            JpegFolder.delete(folder);
        }
    }

    private static Time index(ClipModel clip, Path folder, int count) throws IOException {
        JpegFolder.delete(folder.resolve(IndexPlace.NAME));
        Time start = Time.now();
        var job = new IndexJob(clip, IndexPlace.in(folder), ImageFiles.below(folder), ImageFile::picture);
        if (job.run(Progress.NONE).embedded() != count) throw new IllegalStateException("Not all were indexed.");
        return start.until(Time.now());
    }

    /** Whole batches and the rest, as the job makes them. */
    private static Time encode(ClipModel clip, Path folder, int count) throws IOException {
        int batch = Math.min(count, Batches.ofImages(clip));
        List<PictureFile> pictures = new ArrayList<>();
        for (int i = 0; i < batch; i++) pictures.add(PictureFile.open(JpegFolder.file(folder, i)));
        try (NDManager manager = clip.newManager()) {
            NDArray ready = clip.preprocessing().pixels(manager, pictures);
            Time start = Time.now();
            for (int done = 0; done < count; done += batch)
                try (NDManager scratch = manager.newSubManager();
                        NDArray pixels = ready.get("0:" + Math.min(batch, count - done))) {
                    pixels.attach(scratch);
                    clip.image().embed(pixels).toFloatArray();
                }
            return start.until(Time.now());
        }
    }
}
