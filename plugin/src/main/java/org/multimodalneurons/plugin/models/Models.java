package org.multimodalneurons.plugin.models;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;

/**
 * The session's model. One is kept in memory, the last that a command asked for, so that a macro that runs a hundred
 * commands loads it once; when another is asked for, or its file has changed, it is closed as soon as no command uses it
 * any more. Safe with several commands at once, each with a model of its own: those that ask for one model wait for one
 * load, and no load keeps the others waiting.
 */
public final class Models implements AutoCloseable {

    /** That of this ImageJ; it lets its model go when ImageJ's window closes. */
    public static final Models SESSION = new Models(
            (choice, progress) -> {
                progress.report(0, 1, "Loading the model " + choice);
                choice.memory().ifPresent(need -> need.announce(progress));
                ClipModel clip = choice.open();
                SessionEnd.await();
                return clip;
            },
            RememberedChoice.inPreferences());

    private static final long GLANCE_MILLISECONDS = 100;

    private final BiFunction<ModelChoice, Progress, ClipModel> loader;
    private final RememberedChoice remembered;
    private Optional<ModelChoice> chosen = Optional.empty();
    private Optional<Loaded> kept = Optional.empty();

    Models(BiFunction<ModelChoice, Progress, ClipModel> loader, RememberedChoice remembered) {
        this.loader = loader;
        this.remembered = remembered;
    }

    /** What the user chose: in this session, else in an earlier one, else the embedded model. */
    public synchronized ModelChoice chosen() {
        if (chosen.isEmpty()) chosen = Optional.of(remembered.get().orElse(ModelChoice.embedded()));
        return chosen.get();
    }

    /** Chooses for this session. Open a {@link Lease} first to be sure that it can be read. */
    public synchronized void choose(ModelChoice choice) {
        chosen = Optional.of(choice);
    }

    /** Chooses for this session and those to come. */
    public synchronized void remember(ModelChoice choice) {
        choose(choice);
        remembered.set(choice);
    }

    /**
     * A model that stays open until the lease is closed; loaded unless it is in memory.
     *
     * @param progress hears what is loaded and how much memory that takes, and may cancel the wait for another command
     *     that loads the same model
     * @throws UserException when it cannot be read; the session's choice stays as it is
     */
    public Lease lease(ModelChoice choice, Progress progress) {
        long stamp = choice.stamp();
        Loaded loaded;
        boolean mine;
        synchronized (this) {
            mine = kept.filter(model -> model.choice.equals(choice) && model.stamp == stamp)
                    .isEmpty();
            if (mine) {
                letGo(); // before loading: two large models may not fit
                kept = Optional.of(new Loaded(choice, stamp));
            }
            loaded = kept.get();
            loaded.users++;
        }
        try {
            if (mine) load(loaded, progress);
            return new Lease(loaded, await(loaded, progress));
        } catch (RuntimeException | Error e) {
            end(loaded);
            boolean onlyAnother = !mine && loaded.clip.isCancelled() && !progress.cancelled();
            if (!onlyAnother) throw e;
        }
        return lease(choice, progress); // the user of the command that loaded would rather not; this one's may
    }

    /** Outside the lock, so that nobody waits who does not ask for this very model. */
    private void load(Loaded loaded, Progress progress) {
        try {
            loaded.clip.complete(loader.apply(loaded.choice, progress));
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                kept = kept.filter(model -> model != loaded);
            }
            loaded.clip.completeExceptionally(e);
        }
    }

    private static ClipModel await(Loaded loaded, Progress progress) {
        while (true) {
            try {
                return loaded.clip.get(GLANCE_MILLISECONDS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                progress.throwIfCancelled();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) throw error;
                throw (RuntimeException) e.getCause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                var cancelled = new CancellationException("Interrupted while " + loaded.choice + " was being loaded.");
                cancelled.initCause(e);
                throw cancelled;
            }
        }
    }

    /**
     * What is in memory.
     *
     * @param choice which model
     * @param name what it calls itself
     * @param identity tells it from all others
     * @param parameters how many numbers it has, of four bytes each
     * @param layers of its image encoder
     * @param inUse whether a command works with it at this moment
     */
    public record InMemory(
            ModelChoice choice, String name, String identity, long parameters, int layers, boolean inUse) {}

    /** The model in memory, if any; one that is still being loaded is not yet there. */
    public synchronized Optional<InMemory> inMemory() {
        return kept.filter(Loaded::isOpen).map(model -> {
            ClipModel clip = model.clip.join();
            return new InMemory(
                    model.choice,
                    clip.name(),
                    clip.identity(),
                    clip.parameterCount(),
                    clip.image().layers().size(),
                    model.users > 0);
        });
    }

    /** Lets the kept model go, at once or when the last command is done with it; the next command loads it again. */
    @Override
    public synchronized void close() {
        letGo();
    }

    private void letGo() {
        Optional<Loaded> old = kept;
        kept = Optional.empty();
        old.ifPresent(this::closeUnused);
    }

    private synchronized void end(Loaded loaded) {
        loaded.users--;
        if (kept.filter(model -> model == loaded).isEmpty()) closeUnused(loaded);
    }

    private void closeUnused(Loaded loaded) {
        if (loaded.users == 0 && loaded.isOpen()) loaded.clip.join().close();
    }

    private static final class Loaded {
        private final ModelChoice choice;
        private final long stamp;
        private final CompletableFuture<ClipModel> clip = new CompletableFuture<>();
        private int users;

        Loaded(ModelChoice choice, long stamp) {
            this.choice = choice;
            this.stamp = stamp;
        }

        boolean isOpen() {
            return clip.isDone() && !clip.isCompletedExceptionally();
        }
    }

    /** The right to use a model until it is closed. */
    public final class Lease implements AutoCloseable {

        private final Loaded loaded;
        private final ClipModel clip;
        private boolean ended;

        private Lease(Loaded loaded, ClipModel clip) {
            this.loaded = loaded;
            this.clip = clip;
        }

        /** The model, open as long as this lease. */
        public ClipModel clip() {
            return clip;
        }

        @Override
        public void close() {
            if (ended) return;
            ended = true;
            end(loaded);
        }
    }
}
