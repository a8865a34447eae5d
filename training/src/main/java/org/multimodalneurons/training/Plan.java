package org.multimodalneurons.training;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.google.gson.GsonBuilder;

/**
 * The whole training: the stages of the image tower, then the fitting of the text tower.
 *
 * @param seed of everything that is random
 * @param stages of the image tower, in order
 * @param text the fitting of the text tower that follows
 */
public record Plan(long seed, List<Stage> stages, TextStage text) {

    /**
     * The fitting of the text tower.
     *
     * @param steps how many, of 256 captions each
     * @param rate learning rate after the warm-up
     * @param lastRate learning rate at the end, reached along a cosine
     */
    public record TextStage(long steps, double rate, double lastRate) {

        private static final double WARM_UP = .03;

        /** Learning rate of a step. */
        public double rateAt(long step) {
            return new Stage("text", steps, 1, 0, rate, lastRate, WARM_UP, 0, 0, 0, 0, 0).rateAt(step);
        }
    }

    /** The plan that made the embedded model. */
    public static Plan embedded() throws IOException {
        try (var in = new InputStreamReader(Plan.class.getResourceAsStream("plan.json"), StandardCharsets.UTF_8)) {
            return read(in);
        }
    }

    /** A plan of one's own. */
    public static Plan read(Path file) throws IOException {
        try (Reader in = Files.newBufferedReader(file)) {
            return read(in);
        }
    }

    private static Plan read(Reader in) {
        return new GsonBuilder().create().fromJson(in, Plan.class);
    }
}
