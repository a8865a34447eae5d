package org.multimodalneurons.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

import org.multimodalneurons.LazyList;
import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.EmbeddingSet;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.embed.file.EmbeddingFile;

/**
 * How much heap it takes to write and read files of many embeddings: {@code EmbeddingFileMemory [images] [components]}, by
 * default 200,000 of 512. Run with a heap ({@code -Xmx}) a little larger than the set that it prints: it ends with an
 * {@link OutOfMemoryError} where a second copy of the vectors is made.
 */
public final class EmbeddingFileMemory {

    private EmbeddingFileMemory() {}

    /** Runs the whole of it. */
    public static void main(String[] arguments) throws IOException {
        int images = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200_000;
        int components = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 512;
        Path folder = Files.createTempDirectory("embedding-files");
        try {
            System.out.printf(
                    "%d MB of numbers, %d MB of heap%n%n| format | s to write | MB on disk | s to read |%n|---|---|---|---|%n",
                    ((long) images * components * Float.BYTES) >> 20,
                    Runtime.getRuntime().maxMemory() >> 20);
            for (EmbeddingFile.Format format : EmbeddingFile.Format.values()) {
                EmbeddingFile file = new EmbeddingFile(folder.resolve("set." + format.ending()));
                double written = write(file, images, components);
                double read = read(file, images);
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %.1f | %d | %.1f |%n",
                        format,
                        written,
                        Files.size(file.path()) >> 20,
                        read);
            }
        } finally {
            JpegFolder.delete(folder);
        }
    }

    private static double write(EmbeddingFile file, int images, int components) {
        Random random = new Random(1);
        float[][] vectors = new float[images][components];
        for (float[] vector : vectors)
            for (int i = 0; i < components; i++) vector[i] = (float) (random.nextGaussian() / Math.sqrt(components));
        EmbeddingSet set = EmbeddingSet.of(
                Embeddings.owning("RN50 0123456789abcdef", new LazyList<>(images, i -> "image " + i), vectors));
        long start = System.nanoTime();
        file.write(set, Progress.NONE);
        return (System.nanoTime() - start) / 1e9;
    }

    private static double read(EmbeddingFile file, int images) {
        long start = System.nanoTime();
        EmbeddingSet set = file.read("", Progress.NONE);
        if (set.size() != images) throw new IllegalStateException("Read were " + set + ".");
        return (System.nanoTime() - start) / 1e9;
    }
}
