package org.multimodalneurons.model;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A tower's program: with the weights as they are for the first pass, so that the first answer of a large model comes soon and
 * one that only gives one takes no more memory than it must; with packed ones from then on.
 */
final class PackedLater {

    private static final long SMALL = 64L << 20; // packed in a few milliseconds

    private Program current;
    private Optional<Supplier<Program>> packing;
    private boolean used;

    private PackedLater(Program first, Optional<Supplier<Program>> packing, boolean used) {
        this.current = first;
        this.packing = packing;
        this.used = used;
    }

    /** One that stays as it is. */
    static PackedLater never(Program program) {
        return new PackedLater(program, Optional.empty(), false);
    }

    /**
     * One that becomes another.
     *
     * @param first for the first pass; not used where the weights are small
     * @param packing gives the other; called once
     * @param bytes of the weights
     */
    static PackedLater of(Program first, Supplier<Program> packing, long bytes) {
        return new PackedLater(first, Optional.of(packing), bytes <= SMALL);
    }

    /** The packed program; what the next pass is run with from now on. */
    synchronized Program packed() {
        used = true;
        return next();
    }

    /** What the next pass is to be run with. Packing takes a moment, in which other threads wait. */
    synchronized Program next() {
        if (used && packing.isPresent()) {
            current = packing.get().get();
            packing = Optional.empty();
        }
        used = true;
        return current;
    }
}
