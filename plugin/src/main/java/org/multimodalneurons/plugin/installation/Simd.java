package org.multimodalneurons.plugin.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How many numbers the processor works on at once: which of its kernels PyTorch takes. PyTorch does not tell through
 * DJL, so its rule is applied to what the system says of the processor.
 */
final class Simd {

    private static final Path LINUX = Path.of("/proc/cpuinfo");

    private Simd() {}

    /** Of this machine; empty where the system does not say. */
    static Optional<String> ofThisMachine() {
        String architecture = System.getProperty("os.arch");
        Optional<String> wish = Optional.ofNullable(System.getenv("ATEN_CPU_CAPABILITY"));
        if (wish.isPresent()) return wish.map(level -> level.toUpperCase(Locale.ROOT) + ", set by ATEN_CPU_CAPABILITY");
        if (!Files.isReadable(LINUX)) return isArm(architecture) ? Optional.of("NEON") : Optional.empty();
        try {
            return level(architecture, Files.readAllLines(LINUX));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The level of a processor that Linux describes so in {@code /proc/cpuinfo}. */
    static Optional<String> level(String architecture, List<String> cpuinfo) {
        Set<String> flags = cpuinfo.stream()
                .filter(line -> line.matches("(?i)(flags|features)\\s*:.*"))
                .findFirst()
                .map(line -> Arrays.stream(
                                line.substring(line.indexOf(':') + 1).strip().split("\\s+"))
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
        if (isArm(architecture)) return Optional.of(flags.contains("sve") ? "SVE" : "NEON");
        if (flags.isEmpty()) return Optional.empty();
        if (!flags.containsAll(Set.of("avx2", "fma"))) return Optional.of("none beyond SSE");
        return Optional.of(
                flags.containsAll(Set.of("avx512f", "avx512vl", "avx512bw", "avx512dq")) ? "AVX-512" : "AVX2");
    }

    private static boolean isArm(String architecture) {
        return architecture.equals("aarch64") || architecture.equals("arm64");
    }
}
