package org.multimodalneurons.model;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;

/**
 * The machine's memory, which models use outside of Java's.
 *
 * @param total in bytes; in a container, what it may use
 * @param available how many bytes programs can still take; empty where the system does not tell: macOS counts as free
 *     only what nothing was ever kept in, which says little
 */
public record PhysicalMemory(long total, OptionalLong available) {

    private static final Path LINUX = Path.of("/proc/meminfo");
    private static final Pattern LINE = Pattern.compile("(\\w+):\\s+(\\d+) kB");

    /** As it is at this moment. */
    public static PhysicalMemory now() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long total = system.getTotalMemorySize();
        long free = system.getFreeMemorySize();
        if (System.getProperty("os.name").startsWith("Mac")) return new PhysicalMemory(total, OptionalLong.empty());
        if (!Files.isReadable(LINUX)) return new PhysicalMemory(total, OptionalLong.of(free));
        try {
            return linux(Files.readAllLines(LINUX), total, free);
        } catch (IOException e) {
            return new PhysicalMemory(total, OptionalLong.of(free));
        }
    }

    /**
     * Linux counts as free what holds nothing, and as available also what it can clear at once.
     *
     * @param lines of {@code /proc/meminfo}, which knows nothing of containers
     * @param total what Java says, which knows of them
     * @param free likewise
     */
    static PhysicalMemory linux(List<String> lines, long total, long free) {
        long machine = bytes(lines, "MemTotal").orElse(total);
        OptionalLong available = bytes(lines, "MemAvailable");
        boolean contained = total < machine;
        return new PhysicalMemory(total, contained || available.isEmpty() ? OptionalLong.of(free) : available);
    }

    private static OptionalLong bytes(List<String> lines, String name) {
        return lines.stream()
                .map(LINE::matcher)
                .flatMap(line -> line.matches() && line.group(1).equals(name) ? Stream.of(line) : Stream.<Matcher>of())
                .mapToLong(line -> Long.parseLong(line.group(2)) << 10)
                .findFirst();
    }
}
