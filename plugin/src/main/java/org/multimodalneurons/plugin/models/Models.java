package org.multimodalneurons.plugin.models;

import java.util.function.Function;

import org.multimodalneurons.model.ClipModel;

/**
 * The session's model. One is kept in memory, the last that a command used, so that a macro that runs a hundred commands
 * loads it once; when another is asked for, or its file has changed, it is closed as soon as no command uses it any more.
 * Safe with several commands at once, each with a model of its own.
 */
public final class Models implements AutoCloseable {

    /** That of this ImageJ. */
    public static final Models SESSION = new Models(ModelChoice::open);

    private final Function<ModelChoice, ClipModel> loader;
    private ModelChoice chosen = ModelChoice.EMBEDDED;
    private Loaded kept;

    Models(Function<ModelChoice, ClipModel> loader) {
        this.loader = loader;
    }

    /** What the user chose for the session; the embedded model until then. */
    public synchronized ModelChoice chosen() {
        return chosen;
    }

    /** Chooses for the session. Open a {@link Lease} first to be sure that it can be read. */
    public synchronized void choose(ModelChoice choice) {
        chosen = choice;
    }

    /**
     * A model that stays open until the lease is closed; loaded unless it is in memory.
     *
     * @throws org.multimodalneurons.UserException when it cannot be read; the session's choice stays as it is
     */
    public synchronized Lease lease(ModelChoice choice) {
        long stamp = choice.stamp();
        if (kept == null || !kept.choice.equals(choice) || kept.stamp != stamp) {
            letGo(); // before loading: two large models may not fit
            kept = new Loaded(choice, stamp, loader.apply(choice));
        }
        kept.users++;
        return new Lease(kept);
    }

    /** Lets the kept model go; the next command loads it again. */
    @Override
    public synchronized void close() {
        letGo();
    }

    private void letGo() {
        Loaded old = kept;
        kept = null;
        if (old != null && old.users == 0) old.clip.close();
    }

    private synchronized void end(Loaded loaded) {
        if (--loaded.users == 0 && loaded != kept) loaded.clip.close();
    }

    private static final class Loaded {
        private final ModelChoice choice;
        private final long stamp;
        private final ClipModel clip;
        private int users;

        Loaded(ModelChoice choice, long stamp, ClipModel clip) {
            this.choice = choice;
            this.stamp = stamp;
            this.clip = clip;
        }
    }

    /** The right to use a model until it is closed. */
    public final class Lease implements AutoCloseable {

        private Loaded loaded;

        private Lease(Loaded loaded) {
            this.loaded = loaded;
        }

        /** The model, open as long as this lease. */
        public ClipModel clip() {
            return loaded.clip;
        }

        @Override
        public void close() {
            Loaded ended = loaded;
            loaded = null;
            if (ended != null) end(ended);
        }
    }
}
