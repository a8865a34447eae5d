package org.multimodalneurons.zoo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.LongSupplier;

import org.multimodalneurons.Progress;

/** Tells how many bytes of a model have gone by, how fast, and how long the rest will take. */
final class Meter {

    private static final long WINDOW_NANOS = 5_000_000_000L;
    private static final long STEP_NANOS = 100_000_000L;
    private static final double NANOS = 1e9;

    private record Mark(long nanos, long bytes) {}

    private final String what;
    private final Progress progress;
    private final LongSupplier clock;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private long total;
    private long done;
    private long reported;

    /**
     * Begins at nothing.
     *
     * @param what begins each message
     * @param total bytes, as far as known
     * @param clock nanoseconds
     */
    Meter(String what, long total, Progress progress, LongSupplier clock) {
        this.what = what;
        this.total = total;
        this.progress = progress;
        this.clock = clock;
        reported = clock.getAsLong() - STEP_NANOS;
    }

    static Meter of(String what, long total, Progress progress) {
        return new Meter(what, total, progress, System::nanoTime);
    }

    Progress progress() {
        return progress;
    }

    /** More is to come than was known, or less. */
    void expect(long moreBytes) {
        total += moreBytes;
    }

    /** Counts bytes that were there before: they say nothing of the speed. */
    void skip(long bytes) {
        done += bytes;
        marks.clear();
    }

    /** Counts bytes that went by; stops when the user asked for it. */
    void add(long bytes) {
        progress.throwIfCancelled();
        done += bytes;
        long now = clock.getAsLong();
        if (now - reported < STEP_NANOS && done < total) return;
        reported = now;
        if (marks.isEmpty()) marks.add(new Mark(now, done));
        marks.add(new Mark(now, done));
        while (now - marks.peekFirst().nanos() > WINDOW_NANOS && marks.size() > 2) marks.removeFirst();
        report(what + ": " + amount() + speed());
    }

    /** Says what is going on when no bytes go by. */
    void say(String state) {
        marks.clear();
        report(what + ": " + amount() + ", " + state);
    }

    private void report(String message) {
        long shown = Math.max(1, Math.max(total, done));
        progress.report(done, shown, message);
    }

    private String amount() {
        return total > done ? megabytes(done) + " of " + megabytes(total) + " MB" : megabytes(done) + " MB";
    }

    private String speed() {
        Mark first = marks.getFirst();
        Mark last = marks.getLast();
        if (last.nanos() == first.nanos() || last.bytes() == first.bytes()) return "";
        double rate = (last.bytes() - first.bytes()) / ((last.nanos() - first.nanos()) / NANOS);
        String text = String.format(Locale.ROOT, ", %.1f MB/s", rate / 1e6);
        return total > done ? text + ", " + duration((total - done) / rate) + " left" : text;
    }

    private static String duration(double seconds) {
        if (seconds < 90) return Math.max(1, Math.round(seconds)) + " s";
        if (seconds < 90 * 60) return Math.round(seconds / 60) + " min";
        return Math.round(seconds / 3600) + " h";
    }

    /** Millions of bytes, as shops and hubs count them. */
    static String megabytes(long bytes) {
        return bytes < 9_950_000
                ? String.format(Locale.ROOT, "%.1f", bytes / 1e6)
                : String.valueOf(Math.round(bytes / 1e6));
    }
}
