package org.multimodalneurons.plugin.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The macros that users are shown, by the launcher, with no display, with the model that ships inside. */
class HeadlessMacrosTest {

    private static final Path MACROS = Path.of("..", "macros").toAbsolutePath().normalize();
    private static final String DRAWS = "draws for a minute or more; what it calls besides is in other macros";

    /** Macros that are not run here, and why. */
    private static final Map<String, String> LEFT_OUT = Map.ofEntries(
            Map.entry("Caricature.ijm", DRAWS),
            Map.entry("DeepDream.ijm", DRAWS),
            Map.entry("Faceted_Visualization.ijm", DRAWS),
            Map.entry("Feature_Visualization.ijm", DRAWS),
            Map.entry("Neuron_Card.ijm", DRAWS),
            Map.entry("Neuron_Gallery.ijm", DRAWS),
            Map.entry("Visualize_Caption.ijm", DRAWS),
            Map.entry("Strongest_Attack.ijm", "searches for a minute or more"),
            Map.entry("Typographic_Attack.ijm", "attacks hundreds of pictures, by one command"));

    @TempDir
    private Path folder;

    /** In one process, which ends with the first that fails. */
    @Test
    @Timeout(value = 25, unit = TimeUnit.MINUTES)
    void everyMacroRunsToItsEnd() throws Exception {
        Path close = Files.writeString(folder.resolve("close.ijm"), "run('Close All'); run('Clear Results');");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-XX:-UsePerfData",
                "-Dmultimodal.neurons.calibration=" + System.getProperty("multimodal.neurons.calibration"),
                "-Djava.util.prefs.userRoot=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName(),
                "--headless"));
        for (Path macro : macros()) command.addAll(List.of("--run", macro.toString(), "--run", close.toString()));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertEquals(0, process.waitFor(), () -> text(err));
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertFalse(Files.readString(out).contains("is a chart."), Files.readString(out));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatIsLeftOutIsThere() {
        for (String name : LEFT_OUT.keySet()) assertTrue(Files.exists(MACROS.resolve(name)), name);
    }

    private static List<Path> macros() throws IOException {
        try (Stream<Path> files = Files.list(MACROS)) {
            return files.filter(file -> !LEFT_OUT.containsKey(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }
}
