package org.multimodalneurons.weights;

import java.util.List;
import java.util.stream.Collectors;

/** Lists in messages: long enough to see what is wrong, short enough to read. */
final class Faults {

    private static final int SHOWN = 10;
    private static final int LINES = 40;

    private Faults() {}

    /** The first few, and how many more there are. */
    static String some(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return names.size() <= SHOWN ? shown : shown + " and " + (names.size() - SHOWN) + " more";
    }

    /** One to a line, indented, each after a line break; of very many the first, and how many more there are. */
    static String lines(List<String> faults) {
        String shown = faults.stream().limit(LINES).map(fault -> "\n  " + fault).collect(Collectors.joining());
        return faults.size() <= LINES ? shown : shown + "\n  and " + (faults.size() - LINES) + " more";
    }
}
