package org.multimodalneurons;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The memory of this process that is not Java's heap, where tensors live. The build has the JVM touch its heap when it gets
 * it (AlwaysPreTouch), or pages that it has and first uses later, on a large machine two gigabytes, would count as grown.
 */
public final class OutsideHeap {

    private static final Path STATUS = Path.of("/proc/self/status");

    private OutsideHeap() {}

    /** Whether this system tells. */
    public static boolean isKnown() {
        return Files.isReadable(STATUS);
    }

    /** How much it is now. */
    public static long kilobytes() {
        try {
            String resident = Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .findFirst()
                    .orElseThrow();
            return Long.parseLong(resident.replaceAll("\\D", ""))
                    - (Runtime.getRuntime().totalMemory() >> 10);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
