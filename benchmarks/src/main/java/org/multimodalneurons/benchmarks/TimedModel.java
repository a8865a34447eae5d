package org.multimodalneurons.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.image.PictureFile;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Gradient;
import org.multimodalneurons.model.Precision;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.visualize.FeatureVisualization;
import org.multimodalneurons.visualize.Objectives;
import org.multimodalneurons.visualize.Optimisers;
import org.multimodalneurons.visualize.Parametrization;
import org.multimodalneurons.visualize.Transformations;

/** A model, and how long it takes for what people do with it. Times are in seconds. */
final class TimedModel implements AutoCloseable {

    private final Precision precision;
    private ClipModel clip;
    private NDArray pixels;
    private List<PictureFile> pictures = List.of();

    TimedModel(Precision precision) {
        this.precision = precision;
    }

    List<Double> open(Path model) {
        long start = System.nanoTime();
        clip = ClipModel.open(model, Optional.empty(), precision);
        return List.of(secondsSince(start));
    }

    /** Takes pixels from a file of little-endian float32 [count, 3, side, side]; they lie in memory as preprocessing leaves them. */
    List<Long> pixels(Path file, int count, int side) throws IOException {
        if (pixels != null) pixels.close();
        var values = ByteBuffer.wrap(Files.readAllBytes(file))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        int area = side * side;
        float[] interleaved = new float[values.remaining()];
        for (int i = 0; i < interleaved.length; i++) {
            int channel = i / area % 3;
            int image = i / (3 * area);
            interleaved[3 * (image * area + i % area) + channel] = values.get(i);
        }
        NDManager manager = clip.newManager();
        try (NDArray borrowed = manager.create(interleaved, new Shape(count, side, side, 3));
                NDArray owned = borrowed.duplicate()) {
            pixels = owned.transpose(0, 3, 1, 2);
        }
        return List.of();
    }

    /** Each pass, after one that is not counted: it brings the weights back into the caches. */
    List<Double> encode(int repeats) {
        embed();
        return repeated(repeats, this::embed);
    }

    /** Writes what the pixels embed to. */
    List<Integer> embeddings(Path file) throws IOException {
        float[] rows = embed();
        write(file, List.of(rows));
        return List.of((int) pixels.getShape().get(0), clip.image().embeddingSize());
    }

    /** Draws a channel with lucent's settings, after a run of two steps that is not counted. */
    List<Double> visualize(Unit unit, int steps) {
        draw(unit, 2);
        return repeated(1, () -> draw(unit, steps));
    }

    private void draw(Unit unit, int steps) {
        int side = clip.image().size();
        FeatureVisualization.of(clip)
                .maximise(Objectives.channel(unit))
                .over(Parametrization.fourier().decorrelated().size(side, side))
                .through(
                        Transformations.pad(12, .5),
                        Transformations.jitter(8),
                        Transformations.scale(.9, 1.1),
                        Transformations.rotate(-10, 10),
                        Transformations.jitter(4))
                .with(Optimisers.adam(.05))
                .steps(steps)
                .run(Progress.NONE);
    }

    /** Writes the derivative of a channel's mean by the pixels. */
    List<Long> slope(Unit unit, Path file) throws IOException {
        var layer = clip.image().layer(unit.layer());
        try (Gradient gradient = Gradient.of(pixels, image -> clip.image()
                .activate(image, layer)
                .get(":, " + unit.index())
                .mean())) {
            write(file, List.of(gradient.gradient().toFloatArray()));
            return List.of(gradient.gradient().size());
        }
    }

    /** All pictures of a folder, from their files to embeddings; the time, and the size of what is written. */
    List<? extends Number> folder(Path folder, Path file) throws IOException {
        long start = System.nanoTime();
        List<Path> paths = files(folder);
        List<String> labels = paths.stream().map(Path::toString).toList();
        float[][] rows = new Embedder(clip)
                .rawImages(opened(paths), labels, Progress.NONE)
                .vectors();
        double taken = secondsSince(start);
        write(file, Arrays.asList(rows));
        return List.of(taken, rows.length, clip.image().embeddingSize());
    }

    /** Reads pictures into memory. */
    List<Integer> pictures(Path folder) throws IOException {
        pictures = files(folder).stream().map(PictureFile::open).toList();
        return List.of(pictures.size());
    }

    /** Preprocesses for so many seconds that are not counted: what runs often is compiled, and better after a while. */
    List<Double> warmUp(double seconds) {
        long start = System.nanoTime();
        while (secondsSince(start) < seconds) preprocessAll();
        return List.of();
    }

    /** All pictures, one after the other, after one walk over them that is not counted. */
    List<Double> preprocess(int repeats) {
        preprocessAll();
        return repeated(repeats, this::preprocessAll);
    }

    /** Writes the pixels of all pictures, as [count, 3, side, side]. */
    List<Integer> preprocessed(Path file) throws IOException {
        List<float[]> all = new ArrayList<>();
        for (PictureFile picture : pictures)
            try (NDManager manager = clip.newManager()) {
                all.add(clip.preprocessing().pixels(manager, List.of(picture)).toFloatArray());
            }
        write(file, all);
        return List.of(all.size(), 3, clip.image().size(), clip.image().size());
    }

    private void preprocessAll() {
        for (PictureFile picture : pictures)
            try (NDManager manager = clip.newManager()) {
                clip.preprocessing().pixels(manager, List.of(picture));
            }
    }

    private float[] embed() {
        try (NDManager manager = clip.newManager()) {
            NDArray own = pixels.duplicate();
            own.attach(manager);
            return clip.image().embed(own).toFloatArray();
        }
    }

    private static List<PixelRows> opened(List<Path> paths) {
        return new AbstractList<>() {
            @Override
            public PixelRows get(int index) {
                return PictureFile.open(paths.get(index));
            }

            @Override
            public int size() {
                return paths.size();
            }
        };
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        }
    }

    private static List<Double> repeated(int repeats, Runnable work) {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < repeats; i++) {
            long start = System.nanoTime();
            work.run();
            seconds.add(secondsSince(start));
        }
        return seconds;
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void write(Path file, List<float[]> rows) throws IOException {
        int length = rows.stream().mapToInt(row -> row.length).sum();
        ByteBuffer bytes = ByteBuffer.allocate(length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] row : rows) for (float value : row) bytes.putFloat(value);
        Files.write(file, bytes.array());
    }

    @Override
    public void close() {
        if (clip != null) clip.close();
    }
}
