package org.multimodalneurons.visualize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.PhysicalMemory;

/**
 * Draws pictures that an objective is high for, by gradient ascent. The engine behind every command of this package: its
 * four parts, objective, parametrization, transformations and optimiser, go with each other in any combination.
 *
 * <pre>{@code
 * Visualization dream = FeatureVisualization.of(clip)
 *         .maximise(Objectives.unit(new Unit("layer4.0.add", 328)))
 *         .over(Parametrization.fourier().decorrelated().size(128, 128))
 *         .through(Transformations.jitter(8), Transformations.scale(.9, 1.1))
 *         .with(Optimisers.adam(.05))
 *         .steps(256)
 *         .seed(7)
 *         .run(progress);
 * }</pre>
 *
 * <p>What is not said is {@link Recipe}'s. Each call gives a new, changed one. The same settings give the same pictures
 * on one machine, bit for bit.
 *
 * @param clip the model
 * @param objective to maximise
 * @param parametrization of the pictures
 * @param transformations in the order in which they are applied
 * @param optimiser that moves the variables
 * @param steps at least 1
 * @param seed of all chance
 * @param pictures that are drawn side by side, at least 1
 * @param start pictures to start from, one for each or one for all; empty for noise
 * @param plateau when to stop early; empty for never
 * @param openSteps for so many steps, at the start and whenever there is no gradient at all, gradients pass where a ReLU holds
 *     them back, so that a unit that does not fire can be drawn, see {@link OpenGradients}; 0 for never
 */
public record FeatureVisualization(
        ClipModel clip,
        Objective objective,
        Parametrization parametrization,
        List<Transformation> transformations,
        Optimiser optimiser,
        int steps,
        long seed,
        int pictures,
        List<Drawing> start,
        Optional<Plateau> plateau,
        int openSteps) {

    /** The largest number of steps. */
    public static final int MOST_STEPS = 1_000_000;

    /** The largest number of pictures at a time. */
    public static final int MOST_PICTURES = 256;

    private static final int OPEN_STEPS = 16;

    /** Checks the numbers and copies the lists. */
    public FeatureVisualization {
        transformations = List.copyOf(transformations);
        start = List.copyOf(start);
        if (steps < 1 || steps > MOST_STEPS)
            throw new UserException("Steps: found " + steps + ", expected 1 to " + MOST_STEPS + ".");
        if (pictures < 1 || pictures > MOST_PICTURES)
            throw new UserException("Pictures at a time: found " + pictures + ", expected 1 to " + MOST_PICTURES + ".");
        if (start.size() > 1 && start.size() != pictures)
            throw new UserException("There are " + start.size() + " images to start from, but " + pictures
                    + " to be drawn: give one for each, or one for all.");
    }

    /** A model, with the default recipe; {@link #maximise} says for what. */
    public static Blank of(ClipModel clip) {
        return new Blank(clip);
    }

    /** A model without an objective yet. */
    public record Blank(ClipModel clip) {

        /** What to draw. */
        public FeatureVisualization maximise(Objective objective) {
            return new FeatureVisualization(
                    clip,
                    objective,
                    Recipe.parametrization(clip),
                    Recipe.transformations(clip),
                    Recipe.optimiser(),
                    Recipe.STEPS,
                    0,
                    1,
                    List.of(),
                    Optional.empty(),
                    OPEN_STEPS);
        }
    }

    /** What to draw. */
    public FeatureVisualization maximise(Objective other) {
        return changed(draft -> draft.objective = other);
    }

    /** What is free. */
    public FeatureVisualization over(Parametrization other) {
        return changed(draft -> draft.parametrization = other);
    }

    /** What pictures undergo before the model sees them; none for nothing but resizing to the model's size. */
    public FeatureVisualization through(Transformation... others) {
        return through(List.of(others));
    }

    /** What pictures undergo before the model sees them. */
    public FeatureVisualization through(List<Transformation> others) {
        return changed(draft -> draft.transformations = others);
    }

    /** How variables move. */
    public FeatureVisualization with(Optimiser other) {
        return changed(draft -> draft.optimiser = other);
    }

    /** How many steps. */
    public FeatureVisualization steps(int number) {
        return changed(draft -> draft.steps = number);
    }

    /** The seed of all chance. */
    public FeatureVisualization seed(long number) {
        return changed(draft -> draft.seed = number);
    }

    /** How many pictures side by side. */
    public FeatureVisualization pictures(int number) {
        return changed(draft -> draft.pictures = number);
    }

    /** Pictures to start from, of the parametrization's size and channels. */
    public FeatureVisualization from(List<Drawing> drawings) {
        return changed(draft -> draft.start = drawings);
    }

    /** When to stop early. */
    public FeatureVisualization until(Plateau end) {
        return changed(draft -> draft.plateau = Optional.of(end));
    }

    /** For how many steps to open what holds gradients back. */
    public FeatureVisualization openSteps(int number) {
        return changed(draft -> draft.openSteps = number);
    }

    private FeatureVisualization changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.finished();
    }

    /** Settings of which one is about to be changed. */
    private static final class Draft {

        private final ClipModel clip;
        private Objective objective;
        private Parametrization parametrization;
        private List<Transformation> transformations;
        private Optimiser optimiser;
        private int steps;
        private long seed;
        private int pictures;
        private List<Drawing> start;
        private Optional<Plateau> plateau;
        private int openSteps;

        Draft(FeatureVisualization settings) {
            clip = settings.clip;
            objective = settings.objective;
            parametrization = settings.parametrization;
            transformations = settings.transformations;
            optimiser = settings.optimiser;
            steps = settings.steps;
            seed = settings.seed;
            pictures = settings.pictures;
            start = settings.start;
            plateau = settings.plateau;
            openSteps = settings.openSteps;
        }

        FeatureVisualization finished() {
            return new FeatureVisualization(
                    clip,
                    objective,
                    parametrization,
                    transformations,
                    optimiser,
                    steps,
                    seed,
                    pictures,
                    start,
                    plateau,
                    openSteps);
        }
    }

    /** Draws; as {@link #run(Progress, int, Watcher)} with nobody watching. */
    public Visualization run(Progress progress) {
        return run(progress, steps, (step, drawings) -> {});
    }

    /**
     * Draws. When cancelled it returns the best pictures until then.
     *
     * @param progress is told of every step and asked before it
     * @param every how many steps the watcher sees the pictures, beside those after the last; at least 1
     * @param watcher sees them
     * @throws UserException when the objective, the parametrization and the model do not go together, it does not fit into
     *     memory, or numbers cease to be finite
     */
    public Visualization run(Progress progress, int every, Watcher watcher) {
        if (every < 1) throw new UserException("Pictures shown: every " + every + " steps; expected at least 1.");
        FeatureVisualization sized = over(parametrization.orSize(clip.image().size()));
        objective.requireFits(clip);
        Footprint.of(sized).check(PhysicalMemory.now());
        try (Run run = new Run(sized)) {
            return run.all(progress, every, watcher);
        }
    }

    /** In words: what was asked for, and how it is done. */
    public String describe() {
        List<String> parts = new ArrayList<>();
        parts.add(objective.describe());
        parts.add(parametrization.describe());
        transformations.forEach(transformation -> parts.add(transformation.describe()));
        parts.add(optimiser.describe());
        parts.add(steps + " steps");
        parts.add("seed " + seed);
        return String.join("; ", parts);
    }
}
