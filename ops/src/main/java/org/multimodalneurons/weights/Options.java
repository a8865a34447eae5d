package org.multimodalneurons.weights;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The options of one object of a configuration: which of them are read, which change nothing in what a model computes,
 * and which are allowed certain values only. One that is none of these is refused too, since it may change everything.
 *
 * @param free read elsewhere, or without effect on a model that is only run; any value
 * @param fixed with the values allowed, as JSON; none means that the option must be absent or null
 * @param isClosed whether an option that is not listed is refused
 */
record Options(Set<String> free, Map<String, Set<String>> fixed, boolean isClosed) {

    /** Nothing but these options may be there. */
    static Options only(Set<String> free, Map<String, Set<String>> fixed) {
        return new Options(free, fixed, true);
    }

    /** What is not listed is of no consequence. */
    static Options among(Map<String, Set<String>> fixed) {
        return new Options(Set.of(), fixed, false);
    }

    /** Adds a line to the faults for each option that is not as it must be. */
    void check(Json object, List<String> faults) {
        object.object().keySet().forEach(key -> object.get(key)
                .flatMap(found -> fault(key, found.toString()))
                .ifPresent(fault -> faults.add(object.source() + ", " + fault)));
    }

    /** Refuses a configuration with all its faults, if there are any. */
    static void refuse(Json file, List<String> faults) {
        if (faults.isEmpty()) return;
        throw new InvalidModelException(file.source(), "asks for what is not read:" + Faults.lines(faults));
    }

    private Optional<String> fault(String key, String found) {
        Set<String> allowed = fixed.get(key);
        if (allowed == null && (free.contains(key) || !isClosed)) return Optional.empty();
        if (allowed == null) return Optional.of(key + ": is unknown and may change what is computed, found " + found);
        if (allowed.contains(found)) return Optional.empty();
        return Optional.of(key + ": expected "
                + (allowed.isEmpty()
                        ? "nothing (not read)"
                        : allowed.stream().sorted().collect(Collectors.joining(" or ")))
                + ", found " + found);
    }
}
