package org.multimodalneurons.weights;

import java.util.List;

/** Lists in messages: long enough to see what is wrong, short enough to read. */
final class Faults {

    private static final int SHOWN = 10;

    private Faults() {}

    /** The first few, and how many more there are. */
    static String some(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return names.size() <= SHOWN ? shown : shown + " and " + (names.size() - SHOWN) + " more";
    }
}
