package org.multimodalneurons.plugin.embed;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multimodalneurons.plugin.TinyModel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A virtual image of 20,000 x 20,000 pixels, 381 MB a plane, of which ImageJ itself holds one. */
class LargeMapTest {

    /** Another plane for each slice that is not shown; an RGB copy would take 1,144 MB, maps of full size 1,526 MB each. */
    @ParameterizedTest
    @CsvSource({"1g, 1", "1400m, 3"})
    void aHugeVirtualImageIsMappedInLittleMoreThanItsPlanes(String memory, int slices) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + memory,
                        "-Dai.djl.offline=true",
                        "-Djava.util.prefs.userRoot="
                                + Path.of("target", "prefs").toAbsolutePath(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeMap.class.getName(),
                        "20000",
                        String.valueOf(slices),
                        TinyModel.file(1).toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
        assertTrue(printed.contains("map 2858 x 2858 x 2 x " + slices + ", pixel 3.5 µm, origin " + 100. / 7), printed);
    }
}
