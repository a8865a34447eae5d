package org.multimodalneurons.visualize;

import java.util.List;

/** Sees pictures while they are drawn: for a live preview or a movie. Called in the thread of the run. */
@FunctionalInterface
public interface Watcher {

    /**
     * The pictures after some steps.
     *
     * @param step how many steps are done: 0 for the start
     * @param drawings one for each picture of the batch
     */
    void see(int step, List<Drawing> drawings);
}
