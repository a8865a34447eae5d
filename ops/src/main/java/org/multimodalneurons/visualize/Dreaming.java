package org.multimodalneurons.visualize;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.Autograd;
import org.multimodalneurons.model.Memory;

/** One run of a {@link DeepDream}. Of the picture it changes nothing but keeps the change to it, the detail. */
final class Dreaming implements AutoCloseable {

    private static final long PIXELS_AT_ONCE = 4L * 224 * 224;
    private static final int TILES_AT_ONCE = 32;
    private static final float LEVEL = 1 / 255f;

    private final DeepDream settings;
    private final RandomGenerator random;
    private final NDManager manager;
    private final Lens lens;
    private final int side;
    private final int batch;

    Dreaming(DeepDream settings) {
        this.settings = settings;
        random = new SplittableRandom(settings.seed());
        manager = settings.clip().newManager();
        lens = new Lens(manager, settings.clip(), List.of());
        side = settings.clip().image().size();
        batch = (int) Math.max(1, Math.min(TILES_AT_ONCE, PIXELS_AT_ONCE / ((long) side * side)));
    }

    Dream all(Raster picture, Channels channels, Progress progress) {
        try {
            return octaves(picture, channels, progress);
        } catch (OutOfMemoryError | EngineException e) {
            throw Memory.explained("dream of " + picture.width() + " x " + picture.height() + " pixels", e);
        }
    }

    private Dream octaves(Raster picture, Channels channels, Progress progress) {
        Raster detail = Raster.zeros(1, 1, picture.planes());
        int octaves = settings.octavesOf(picture.width(), picture.height());
        int total = octaves * settings.iterations();
        for (int octave = 0; octave < octaves; octave++) {
            double shrink = Math.pow(settings.scale(), octave + 1. - octaves);
            int width = size(picture.width(), shrink);
            int height = size(picture.height(), shrink);
            Raster base = picture.resized(width, height);
            detail = detail.resized(width, height);
            for (int i = 0; i < settings.iterations(); i++) {
                int done = octave * settings.iterations() + i;
                progress.report(
                        done, total, "Dreaming: octave " + (octave + 1) + " of " + octaves + ", iteration " + (i + 1));
                Optional<Raster> gradient = gradient(base, detail, channels, progress);
                if (gradient.isEmpty()) return dream(picture, channels, detail, done, Visualization.Ending.CANCELLED);
                climb(base, detail, gradient.get().values());
            }
        }
        progress.report(total, total, "Dreaming");
        return dream(picture, channels, detail, total, Visualization.Ending.FINISHED);
    }

    private static int size(int length, double shrink) {
        return (int) Math.max(1, Math.round(length * shrink));
    }

    private Dream dream(Raster picture, Channels channels, Raster detail, int iterations, Visualization.Ending ending) {
        Raster full = detail.resized(picture.width(), picture.height());
        float[] values = picture.values(); // the run's own copy, not needed any more
        for (int i = 0; i < values.length; i++) values[i] = Math.max(0, Math.min(1, values[i] + full.values()[i]));
        Drawing drawing = new Drawing(picture.width(), picture.height(), channels, false, values);
        return new Dream(drawing, iterations, ending, settings.describe(picture.width(), picture.height()));
    }

    /** The gradient by every value of the picture; empty when cancelled. */
    private Optional<Raster> gradient(Raster base, Raster detail, Channels channels, Progress progress) {
        Tiles tiles = Tiles.jittered(side, base.width(), base.height(), random);
        Raster gradient = Raster.zeros(base.width(), base.height(), base.planes());
        int each = 3 * side * side;
        for (int first = 0; first < tiles.count(); first += batch) {
            if (progress.cancelled()) return Optional.empty();
            int count = Math.min(batch, tiles.count() - first);
            float[] seen = new float[count * each];
            for (int i = 0; i < count; i++) tiles.read(first + i, base, detail, channels, seen, i * each);
            float[] slopes = slopes(seen, count);
            for (int i = 0; i < count; i++) tiles.add(first + i, slopes, i * each, channels, gradient);
        }
        return Optional.of(gradient);
    }

    /** The derivative of the objective by the pixels of some squares, [count, 3, side, side]. */
    private float[] slopes(float[] pixels, int count) {
        try (NDManager scratch = manager.newSubManager()) {
            NDArray leaf = Autograd.leaf(scratch.create(pixels, new Shape(count, 3, side, side)), scratch);
            return Autograd.recording(() -> {
                Look look = lens.look(leaf, new Moment(random, 0), settings.objective(), true);
                Sight sight = new Sight(new Drawn(leaf, leaf, Optional.empty()), look, 0);
                sight.backward(settings.objective().value().apply(sight));
                return sight.gradient().orElseGet(leaf::zerosLike).toFloatArray();
            });
        }
    }

    /** Changes the detail by the gradient, scaled to a mean of {@link DeepDream#strength}; the sum stays in 0..1. */
    private void climb(Raster base, Raster detail, float[] gradient) {
        double sum = 0;
        for (float slope : gradient) sum += Math.abs(slope);
        double mean = sum / gradient.length;
        if (!Double.isFinite(mean))
            throw new UserException("DeepDream: the gradient of '" + settings.objective()
                    + "' is not finite. Verify the model, and the picture if its values are not.");
        if (mean == 0)
            throw new UserException("DeepDream: nothing in this picture changes '" + settings.objective()
                    + "'. Choose another unit or layer.");
        float step = (float) (settings.strength() * LEVEL / mean);
        float[] from = base.values();
        float[] to = detail.values();
        for (int i = 0; i < to.length; i++)
            to[i] = Math.max(0, Math.min(1, from[i] + to[i] + step * gradient[i])) - from[i];
    }

    @Override
    public void close() {
        manager.close();
    }
}
