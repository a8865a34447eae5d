package org.multimodalneurons;

/** A user who stops the work after so many reports of it; it remembers the last. */
public final class StoppingAfter implements Progress {

    private final int reports;
    private int told;
    private long done;
    private long total;

    /** Never stops where there are fewer reports. */
    public StoppingAfter(int reports) {
        this.reports = reports;
    }

    @Override
    public void report(long steps, long all, String message) {
        told++;
        done = steps;
        total = all;
    }

    @Override
    public boolean cancelled() {
        return told >= reports;
    }

    /** How many reports there were. */
    public int told() {
        return told;
    }

    /** Whether the last report was of the end. */
    public boolean isAtTheEnd() {
        return told > 0 && done == total;
    }
}
