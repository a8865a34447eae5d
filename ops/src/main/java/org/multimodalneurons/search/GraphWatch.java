package org.multimodalneurons.search;

import java.util.concurrent.atomic.AtomicInteger;

import org.apache.lucene.index.MergePolicy.MergeAbortedException;
import org.apache.lucene.util.InfoStream;

/**
 * Listens to Lucene while it makes a graph: it tells of every ten thousand vectors that are connected, and can be stopped
 * at such a moment only.
 */
final class GraphWatch extends InfoStream {

    private static final String GRAPHS = "HNSW";
    private static final String CONNECTED = "built ";
    private static final int STEP = 10_000;

    private final AtomicInteger steps = new AtomicInteger();
    private volatile boolean stopped;

    /** About how many vectors were connected since the last start. */
    int connected() {
        return STEP * steps.get();
    }

    /** Begins to count. */
    void start() {
        steps.set(0);
    }

    /** Has the work given up at the next occasion; what it was to replace stays. */
    void stop() {
        stopped = true;
    }

    @Override
    public boolean isEnabled(String component) {
        return GRAPHS.equals(component);
    }

    @Override
    public void message(String component, String message) {
        if (stopped) GraphWatch.<RuntimeException>abandon();
        if (message.startsWith(CONNECTED)) steps.incrementAndGet();
    }

    /** What Lucene itself throws and expects when a merge is given up; its listeners may declare nothing. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void abandon() throws T {
        throw (T) new MergeAbortedException("cancelled");
    }

    @Override
    public void close() {}
}
