package org.multimodalneurons.model;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits for work in other threads, whose faults it throws as if they had happened here. */
final class Background {

    private Background() {}

    /** Returns when the work is done; throws what the work threw. */
    static void join(CompletableFuture<?> work) {
        try {
            work.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException fault) throw fault;
            if (e.getCause() instanceof Error error) throw error;
            throw e;
        }
    }
}
