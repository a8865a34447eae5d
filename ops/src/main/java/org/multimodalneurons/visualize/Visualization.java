package org.multimodalneurons.visualize;

import java.util.List;

/**
 * What a run has drawn.
 *
 * @param drawings one for each picture of the batch
 * @param history the objective of each picture, [step][picture], as the model saw them: transformed, before that step
 * @param ending why it ended
 * @param recipe in words: objective, parametrization, transformations, optimiser, steps and seed
 */
public record Visualization(List<Drawing> drawings, List<double[]> history, Ending ending, String recipe) {

    /** Why a run ended. */
    public enum Ending {
        /** All steps are done; the drawings are those after the last. */
        FINISHED,
        /** There was no progress any more; the drawings are the best. */
        PLATEAU,
        /** It was cancelled; the drawings are the best until then. */
        CANCELLED
    }

    /** Copies the lists. */
    public Visualization {
        drawings = List.copyOf(drawings);
        history = List.copyOf(history);
    }

    /** The first picture. */
    public Drawing drawing() {
        return drawings.get(0);
    }

    /** Steps done. */
    public int steps() {
        return history.size();
    }
}
