package org.multimodalneurons.zoo;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.management.OperatingSystemMXBean;
import org.multimodalneurons.weights.Checkpoint;

/**
 * How much memory a model will take, outside of Java's own.
 *
 * @param weights bytes of its weights: 4 for each, however the file stores them
 * @param working bytes for the engine and for pictures on their way through, about
 * @param free bytes of the computer's memory that programs can still have, where the system tells
 */
public record MemoryEstimate(long weights, long working, OptionalLong free) {

    /** What embedding pictures in usual batches took beyond the weights, at most. */
    private static final long WORKING = 600L << 20;

    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s*(\\d{1,15}) kB$");
    private static final Path LINUX_FACTS = Path.of("/proc/meminfo");

    /** For a model of so many parameters. */
    public static MemoryEstimate of(long parameters) {
        return new MemoryEstimate(parameters * Float.BYTES, WORKING, physicallyFree());
    }

    /**
     * For a model on disk, of which only the header is read.
     *
     * @throws org.multimodalneurons.weights.InvalidModelException when it cannot be read
     */
    public static MemoryEstimate of(Path fileOrFolder) {
        try (Checkpoint checkpoint = Checkpoint.open(fileOrFolder)) {
            return of(checkpoint.architecture().parameterCount());
        }
    }

    /** All that it will take. */
    public long total() {
        return weights + working;
    }

    /** Whether it fits, as far as the system tells. */
    public boolean fits() {
        return free.isEmpty() || total() <= free.getAsLong();
    }

    /** One line for people. */
    public String describe() {
        String needed = "takes about " + (total() >> 20) + " MB of memory (weights " + (weights >> 20) + " MB)";
        return free.isEmpty() ? needed : needed + ", " + (free.getAsLong() >> 20) + " MB are free";
    }

    /** Linux counts its file cache as used in what Java tells, though it gives that up at once. */
    private static OptionalLong physicallyFree() {
        Optional<Long> available = linuxAvailable();
        if (available.isPresent()) return OptionalLong.of(available.get());
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? OptionalLong.of(system.getFreeMemorySize())
                : OptionalLong.empty();
    }

    private static Optional<Long> linuxAvailable() {
        if (!Files.isReadable(LINUX_FACTS)) return Optional.empty();
        try {
            Matcher matcher = AVAILABLE.matcher(Files.readString(LINUX_FACTS));
            return matcher.find() ? Optional.of(Long.parseLong(matcher.group(1)) << 10) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // then Java's figure has to do
        }
    }
}
