package org.multimodalneurons;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** The progress of many pieces of like work, one after the other, as one; it tells how much time is left. */
public final class PieceProgress implements Progress {

    private static final Duration TOO_SHORT = Duration.ofSeconds(3);

    private final Progress whole;
    private final int pieces;
    private final InstantSource clock;
    private final Instant start;
    private String name = "";
    private int piece = -1;

    /**
     * Begins to count the time.
     *
     * @param whole is told
     * @param pieces how many there will be, at least 1
     */
    public PieceProgress(Progress whole, int pieces, InstantSource clock) {
        this.whole = whole;
        this.pieces = pieces;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** From now on reports are about the next piece. */
    public void next(String nameOfPiece) {
        name = nameOfPiece;
        piece++;
    }

    @Override
    public void report(long done, long total, String message) {
        long all = pieces * total;
        long sum = Math.min(all, piece * total + done);
        whole.report(sum, all, name + left((double) sum / all));
    }

    private String left(double share) {
        Duration spent = Duration.between(start, clock.instant());
        if (share <= 0 || share >= 1 || spent.compareTo(TOO_SHORT) < 0) return "";
        return ": about " + words(spent.toMillis() / 1000. * (1 / share - 1)) + " left";
    }

    private static String words(double seconds) {
        if (seconds < 90) return Math.max(1, Math.round(seconds)) + " s";
        if (seconds < 90 * 60) return Math.round(seconds / 60) + " min";
        return String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }

    @Override
    public boolean cancelled() {
        return whole.cancelled();
    }
}
