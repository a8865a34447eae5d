package org.multimodalneurons.plugin;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

import ij.measure.ResultsTable;
import org.multimodalneurons.UserException;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.multimodalneurons.plugin.imagej.Tables;
import org.multimodalneurons.search.Fault;

/**
 * What is told of files, folders and regions that could not be read while the rest was done: the output table "Unreadable" of
 * a command.
 */
public final class Unreadable {

    private Unreadable() {}

    /** A table of them and what is wrong with each, and a note; null when all could be read. */
    public static ResultsTable table(List<Fault> faults) {
        if (faults.isEmpty()) return null;
        Surroundings.note(
                faults.size() + (faults.size() == 1 ? " image, region or folder" : " images, regions or folders")
                        + " cannot be read; the table Unreadable tells why.");
        return Tables.of(faults, Fault.class);
    }

    /**
     * A failure of a command that had passed over what it could not read, which may be why: its message tells how many and
     * what is wrong with the first, and the log with all.
     */
    static UserException blamed(UserException failure, List<Fault> faults) {
        if (faults.isEmpty()) return failure;
        String what = faults.size() + (faults.size() == 1 ? " image, region or folder" : " images, regions or folders");
        Surroundings.note(faults.stream()
                .map(fault -> fault.file() + ": " + fault.error())
                .collect(Collectors.joining("\n", "Before the command failed, " + what + " could not be read:\n", "")));
        return new UserException(
                failure.getMessage() + " Besides, " + what + " could not be read, as the log tells; the first: "
                        + faults.get(0).error(),
                failure);
    }

    /**
     * The same of pictures that are known by their places.
     *
     * @param reasons what is wrong with each, by its place
     * @param labels of all places
     */
    public static ResultsTable table(Map<Integer, String> reasons, IntFunction<String> labels) {
        return table(faults(reasons, labels));
    }

    /** What is wrong, in the order of the places. */
    public static List<Fault> faults(Map<Integer, String> reasons, IntFunction<String> labels) {
        return reasons.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> new Fault(labels.apply(each.getKey()), each.getValue()))
                .toList();
    }
}
