package org.multimodalneurons.embed;

import org.multimodalneurons.Progress;

/** A progress that asks to stop at once, or after so many looks. */
final class Cancelling implements Progress {

    private int looks;

    Cancelling(int looks) {
        this.looks = looks;
    }

    @Override
    public void report(long done, long total, String message) {}

    @Override
    public boolean cancelled() {
        return looks-- <= 0;
    }
}
