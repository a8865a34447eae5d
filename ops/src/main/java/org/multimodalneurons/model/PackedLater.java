package org.multimodalneurons.model;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A tower's program: with the weights as they are for the first pass, so that the first answer comes soon and a model that
 * only gives one takes no more memory than it must; with packed ones from then on.
 */
final class PackedLater {

    private Program current;
    private Optional<Supplier<Program>> packing;
    private boolean used;

    private PackedLater(Program first, Optional<Supplier<Program>> packing) {
        this.current = first;
        this.packing = packing;
    }

    /** One that stays as it is. */
    static PackedLater never(Program program) {
        return new PackedLater(program, Optional.empty());
    }

    /** One that becomes another after its first pass. */
    static PackedLater of(Program first, Supplier<Program> packing) {
        return new PackedLater(first, Optional.of(packing));
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
