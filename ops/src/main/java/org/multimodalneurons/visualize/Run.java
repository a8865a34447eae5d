package org.multimodalneurons.visualize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

/** One run of a {@link FeatureVisualization}: the variables and all that changes with them. */
final class Run implements AutoCloseable {

    private final FeatureVisualization settings;
    private final NDManager manager;
    private final RandomGenerator random;
    private final Canvas canvas;
    private final Lens lens;
    private final NDArray variables;
    private final NDArray best;
    private final Optimiser.Ascent ascent;
    private final List<double[]> history = new ArrayList<>();
    private int openUntil;
    private double highest = Double.NEGATIVE_INFINITY;
    private int sinceHighest;

    Run(FeatureVisualization settings) {
        this.settings = settings;
        openUntil = settings.openSteps();
        random = new SplittableRandom(settings.seed());
        manager = settings.clip().newManager();
        try {
            canvas = settings.parametrization().open(manager);
            lens = new Lens(manager, settings.clip(), settings.transformations());
            variables = start();
            best = variables.duplicate();
            ascent = settings.optimiser().begin(variables);
        } catch (RuntimeException | Error e) {
            manager.close();
            throw Memory.explained(task(), e);
        }
    }

    private String task() {
        return "draw " + settings.pictures() + " picture(s): " + settings.parametrization();
    }

    private NDArray start() {
        if (settings.start().isEmpty()) return canvas.start(settings.pictures(), random);
        try (NDManager scratch = manager.newSubManager()) {
            NDArray given = canvas.variables(StartPictures.of(scratch, settings));
            NDArray kept = given.duplicate();
            kept.attach(manager);
            return kept;
        }
    }

    Visualization all(Progress progress, int every, Watcher watcher) {
        try {
            return steps(progress, every, watcher);
        } catch (OutOfMemoryError | EngineException e) {
            throw Memory.explained(task(), e);
        }
    }

    private Visualization steps(Progress progress, int every, Watcher watcher) {
        int steps = settings.steps();
        for (int step = 0; step < steps; step++) {
            if (progress.cancelled()) return ended(best, Visualization.Ending.CANCELLED);
            progress.report(step, steps, "Drawing: step " + (step + 1) + " of " + steps);
            if (step % every == 0) watcher.see(step, drawings(variables));
            step(step);
            if (settings.plateau().isPresent()
                    && sinceHighest >= settings.plateau().get().patience())
                return ended(best, Visualization.Ending.PLATEAU);
        }
        progress.report(steps, steps, "Drawing");
        watcher.see(steps, drawings(variables));
        return ended(variables, Visualization.Ending.FINISHED);
    }

    private Visualization ended(NDArray result, Visualization.Ending ending) {
        return new Visualization(drawings(result), history, ending, settings.describe());
    }

    private void step(int step) {
        double progress = (double) step / settings.steps();
        try (NDManager scratch = manager.newSubManager()) {
            NDArray leaf = Autograd.leaf(variables, scratch);
            NDArray gradient = Autograd.recording(() -> {
                Sight sight = sight(leaf, new Moment(random, progress), step < openUntil);
                NDArray values = settings.objective().value().apply(sight);
                note(values, step);
                sight.backward(values.neg());
                return sight.gradient().orElseGet(leaf::zerosLike);
            });
            if (gradient.abs().max().getFloat() == 0) openUntil = step + 1 + settings.openSteps();
            ascent.step(variables, gradient, step, settings.steps());
        }
    }

    private Sight sight(NDArray leaf, Moment moment, boolean openGradients) {
        Drawn drawn = canvas.draw(leaf);
        NDArray seen = canvas.seen(drawn, random);
        return new Sight(drawn, lens.look(seen, moment, settings.objective(), openGradients), moment.progress());
    }

    /** Keeps the values, and the variables if they are the best so far. */
    private void note(NDArray values, int step) {
        if (!values.getShape().equals(new Shape(settings.pictures())))
            throw new IllegalStateException("Objective " + settings.objective() + ": expected " + settings.pictures()
                    + " numbers, found shape " + values.getShape());
        float[] numbers = values.toFloatArray();
        double[] row = new double[numbers.length];
        for (int i = 0; i < row.length; i++) row[i] = numbers[i];
        double sum = Arrays.stream(row).sum();
        if (!Double.isFinite(sum))
            throw new UserException("Step " + (step + 1) + ": the objective '" + settings.objective() + "' is "
                    + Arrays.toString(row)
                    + ", not a number to go on from. Take smaller steps or smaller weights; if it"
                    + " is the first step, verify the model.");
        history.add(row);
        double gain = settings.plateau().map(Plateau::gain).orElse(0.);
        if (step == 0 || sum > highest + gain * Math.abs(highest)) {
            highest = sum;
            sinceHighest = 0;
            variables.copyTo(best);
        } else sinceHighest++;
    }

    private List<Drawing> drawings(NDArray of) {
        try (NDManager scratch = manager.newSubManager()) {
            NDArray shared = of.stopGradient();
            shared.attach(scratch);
            NDArray pictures = Canvas.together(canvas.draw(shared));
            float[] all = pictures.toFloatArray();
            int each = all.length / settings.pictures();
            List<Drawing> drawings = new ArrayList<>();
            for (int picture = 0; picture < settings.pictures(); picture++)
                drawings.add(drawing(Arrays.copyOfRange(all, picture * each, (picture + 1) * each)));
            return drawings;
        }
    }

    private Drawing drawing(float[] values) {
        Parametrization shape = settings.parametrization();
        return new Drawing(shape.width(), shape.height(), shape.channels(), shape.hasAlpha(), values);
    }

    @Override
    public void close() {
        manager.close();
    }
}
