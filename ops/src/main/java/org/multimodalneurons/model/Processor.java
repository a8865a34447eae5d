package org.multimodalneurons.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The processor that this machine computes with. */
final class Processor {

    private static final Path LINUX = Path.of("/proc/cpuinfo");

    private Processor() {}

    /** A name that tells processors apart as far as the operating system does. */
    static String name() {
        String architecture = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        return architecture
                + linux().or(() -> Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")))
                        .map(name -> ", " + name)
                        .orElse("");
    }

    /** Model and instruction sets: virtual machines often hide the model. */
    private static Optional<String> linux() {
        try (Stream<String> lines = Files.lines(LINUX)) {
            String[] told = lines.filter(line -> line.matches("(model name|flags|Features)\\s*:.*"))
                    .distinct()
                    .limit(2)
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .map(value -> value.length() > 100 ? "features " + Integer.toHexString(value.hashCode()) : value)
                    .toArray(String[]::new);
            return told.length == 0 ? Optional.empty() : Optional.of(String.join(", ", told));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
