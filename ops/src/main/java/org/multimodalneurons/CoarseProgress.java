package org.multimodalneurons;

/** The progress of very many quick steps, of which each hundredth is told, so that telling costs less than the work. */
public final class CoarseProgress implements Progress {

    private static final int TOLD = 100;

    private final Progress all;
    private long last = -1;

    /**
     * Begins.
     *
     * @param all is told, and asked whether the work is cancelled
     */
    public CoarseProgress(Progress all) {
        this.all = all;
    }

    @Override
    public void report(long done, long total, String message) {
        long now = done * TOLD / total;
        if (now == last) return;
        last = now;
        all.report(done, total, message);
    }

    @Override
    public boolean cancelled() {
        return all.cancelled();
    }
}
