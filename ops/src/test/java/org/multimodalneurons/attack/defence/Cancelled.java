package org.multimodalneurons.attack.defence;

import org.multimodalneurons.Progress;

/** A user who changed her mind. */
final class Cancelled implements Progress {

    static final Progress PROGRESS = new Cancelled();

    private Cancelled() {}

    @Override
    public void report(long done, long total, String message) {}

    @Override
    public boolean cancelled() {
        return true;
    }
}
