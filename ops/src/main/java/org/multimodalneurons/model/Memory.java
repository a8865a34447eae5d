package org.multimodalneurons.model;

import java.util.Locale;

import org.multimodalneurons.UserException;

/** Says what to do when memory runs out: Java's own, or that of PyTorch, which lies outside of it. */
public final class Memory {

    private Memory() {}

    /**
     * What to throw in place of a fault.
     *
     * @param task what could not be done, with how much it needs, to follow "not enough memory to"
     * @param fault returned, or thrown when it is an error, unless it says that memory ran out
     */
    public static RuntimeException explained(String task, Throwable fault) {
        if (fault instanceof OutOfMemoryError)
            return new UserException(
                    "There is not enough memory to " + task + ": Java may use "
                            + (Runtime.getRuntime().maxMemory() >> 20) + " MB (" + fault.getMessage()
                            + "). Raise the limit under Edit > Options > Memory & Threads, or process fewer or smaller"
                            + " images at a time.",
                    fault);
        if (isRefusedAllocation(fault))
            return new UserException(
                    "There is not enough memory to " + task + ": " + firstLine(fault)
                            + ". PyTorch's memory lies outside ImageJ's limit: close other programs, process fewer images"
                            + " at a time, or use a smaller model.",
                    fault);
        if (fault instanceof Error error) throw error;
        return (RuntimeException) fault;
    }

    /**
     * Of one of several files or pictures: the others may be smaller.
     *
     * @param what it is, such as "The file a.tif", to begin the sentence
     */
    public static UserException tooLittleFor(String what, OutOfMemoryError fault) {
        return new UserException(
                what
                        + " needs more memory than there is; give ImageJ more (Edit > Options > Memory & Threads), or leave it"
                        + " out.",
                fault);
    }

    /** Whether the engine says so; it has no type of exception for it. */
    private static boolean isRefusedAllocation(Throwable fault) {
        String message = String.valueOf(fault.getMessage()).toLowerCase(Locale.ROOT);
        return !(fault instanceof UserException)
                && (message.contains("can't allocate memory")
                        || message.contains("not enough memory")
                        || message.contains("out of memory"));
    }

    private static String firstLine(Throwable fault) {
        return fault.getMessage().lines().findFirst().orElse("");
    }
}
