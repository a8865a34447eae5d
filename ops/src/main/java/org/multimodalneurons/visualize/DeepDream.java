package org.multimodalneurons.visualize;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

import org.multimodalneurons.PieceProgress;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;

/**
 * Exaggerates what a model sees in a picture, at several scales: the picture is shrunk, changed by gradient ascent, and the
 * change is enlarged and carried to the next larger octave. Pictures of any size are seen in overlapping squares of the
 * model's size, so that native memory does not grow with the picture; Java's holds about six copies of it as floats.
 *
 * <pre>{@code
 * Dream dream = DeepDream.of(clip).maximise(Objectives.layer("layer3.0")).octaves(4, 1.4).iterations(10).run(picture, progress);
 * }</pre>
 *
 * <p>Each call gives a new, changed one. The same settings give the same picture on one machine, bit for bit.
 *
 * @param clip the model
 * @param objective to maximise in each square
 * @param octaves at least 1; those in which the shorter side would be less than {@value #SMALLEST} pixels are left out
 * @param scale of one octave to the next, above 1
 * @param iterations of each octave, at least 1
 * @param strength mean change of a value by one iteration, in units of 1/255, above 0
 * @param seed of the places of the squares
 * @see <a href="https://research.google/blog/inceptionism-going-deeper-into-neural-networks/">Mordvintsev, Olah, Tyka
 *     2015, Inceptionism</a>
 */
public record DeepDream(
        ClipModel clip, Objective objective, int octaves, double scale, int iterations, double strength, long seed) {

    /** Octaves unless something else is said. */
    public static final int OCTAVES = 4;

    /** Scale of octaves unless something else is said. */
    public static final double SCALE = 1.4;

    /** Iterations of an octave unless something else is said. */
    public static final int ITERATIONS = 10;

    /** Strength unless something else is said. */
    public static final double STRENGTH = 1.5;

    /** The shorter side of the smallest octave is at least so long, or that of the picture if it is shorter. */
    public static final int SMALLEST = 16;

    private static final int MOST = 1000;

    /** Copies of the picture that there are at a time: its own, the caller's, the change, its gradient, and while sizes change. */
    private static final double RASTERS = 6;

    /** Checks the numbers. */
    public DeepDream {
        require("octaves", octaves, 1, MOST);
        require("scale of the octaves", scale, 1.01, 10);
        require("iterations", iterations, 1, MOST);
        require("strength", strength, 1e-6, 255);
    }

    private static void require(String name, double value, double least, double most) {
        if (!(value >= least && value <= most))
            throw new UserException(String.format(
                    Locale.ROOT, "DeepDream: the %s: found %s, expected %s to %s.", name, value, least, most));
    }

    /** A model without an objective yet. */
    public static Blank of(ClipModel clip) {
        return new Blank(clip);
    }

    /** A model without an objective yet. */
    public record Blank(ClipModel clip) {

        /** What to see more of. */
        public DeepDream maximise(Objective objective) {
            return new DeepDream(clip, objective, OCTAVES, SCALE, ITERATIONS, STRENGTH, 0);
        }
    }

    /** How many scales, and how far they are apart. */
    public DeepDream octaves(int number, double factor) {
        return new DeepDream(clip, objective, number, factor, iterations, strength, seed);
    }

    /** How many iterations an octave. */
    public DeepDream iterations(int number) {
        return new DeepDream(clip, objective, octaves, scale, number, strength, seed);
    }

    /** How much an iteration changes. */
    public DeepDream strength(double change) {
        return new DeepDream(clip, objective, octaves, scale, iterations, change, seed);
    }

    /** The seed of all chance. */
    public DeepDream seed(long number) {
        return new DeepDream(clip, objective, octaves, scale, iterations, strength, number);
    }

    /**
     * Dreams. When cancelled it returns what there is so far, enlarged to the picture's size.
     *
     * @param picture of any size, with any channels; not changed. Values are in 0..1, and those of the dream too
     * @param progress is told of every iteration and asked before each batch of squares
     * @throws UserException when the objective and the model do not go together, memory does not suffice, or the picture
     *     gives no gradient to go along
     */
    public Dream run(Drawing picture, Progress progress) {
        objective.requireFits(clip);
        checkMemory(picture);
        try (Dreaming dreaming = new Dreaming(this)) {
            return dreaming.all(Raster.of(picture), picture.channels(), progress);
        }
    }

    /**
     * Dreams on and on: each frame is the last one's dream, enlarged about its middle and dreamt again.
     *
     * @param frames at least 1
     * @param zoom of a frame into the last: .05 for 5 percent; at least 0
     * @param watcher sees each frame, the first of number 0; when cancelled, the last is what there was until then
     * @return the last frame
     * @throws UserException as {@link #run} does
     */
    public Dream zooming(Drawing picture, int frames, double zoom, Progress progress, Watcher watcher) {
        require("frames", frames, 1, 10 * MOST);
        require("zoom", zoom, 0, 1);
        var framed = new PieceProgress(progress, frames, InstantSource.system());
        framed.next("Frame 1 of " + frames);
        Dream dream = run(picture, framed);
        watcher.see(0, List.of(dream.drawing()));
        for (int frame = 1; frame < frames && !dream.isCancelled(); frame++) {
            Raster closer = Raster.of(dream.drawing()).zoomed(1 + zoom);
            Drawing start = new Drawing(closer.width(), closer.height(), picture.channels(), false, closer.values());
            framed.next("Frame " + (frame + 1) + " of " + frames);
            dream = seed(seed + frame).run(start, framed);
            watcher.see(frame, List.of(dream.drawing()));
        }
        return dream;
    }

    private void checkMemory(Drawing picture) {
        double needed = (double) Float.BYTES * RASTERS * picture.planes() * picture.width() * picture.height();
        double most = Runtime.getRuntime().maxMemory();
        if (needed > most)
            throw new UserException(String.format(
                    Locale.ROOT,
                    "DeepDream: %d x %d pixels take about %.0f MB of memory, and Java may use %.0f MB. Raise the limit"
                            + " under Edit > Options > Memory & Threads, or dream of a part of the picture.",
                    picture.width(),
                    picture.height(),
                    needed / (1 << 20),
                    most / (1 << 20)));
    }

    /** How many octaves a picture of that size has room for. */
    int octavesOf(int width, int height) {
        double room = Math.log((double) Math.min(width, height) / SMALLEST) / Math.log(scale);
        return Math.max(1, Math.min(octaves, 1 + (int) Math.floor(room)));
    }

    /** In words: what was asked for, and how it is done. */
    String describe(int width, int height) {
        return String.format(
                Locale.ROOT,
                "DeepDream: %s; %d octaves x %s; %d iterations; strength %s; seed %d; %s",
                objective,
                octavesOf(width, height),
                scale,
                iterations,
                strength,
                seed,
                clip.name());
    }
}
