package org.multimodalneurons.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import ij.IJ;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.plugin.host.VirtualImageJ;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

/** The macro lines of README's chapters on the daily commands, run as they stand, on files where they look for the user's. */
@OnScreen
class ReadmeTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path SAMPLES = ROOT.resolve("sample-images");

    /** What is open when a line speaks of it. */
    private static final String OPEN =
            """
            newImage("mask", "8-bit white", 240, 120, 1);
            setColor(0);
            fillRect(20, 20, 60, 60);
            fillRect(140, 30, 60, 60);
            newImage("plate.tif", "RGB ramp", 240, 120, 2);
            roiManager("reset");
            makeRectangle(20, 20, 60, 60); roiManager("add");
            makeRectangle(140, 30, 60, 60); roiManager("add");
            run("Select None");
            """;

    /** Lines that are not run, and why. */
    private static final Map<String, String> LEFT_OUT =
            Map.of("groups=Treatment", "needs a column that only a table of the user's has");

    @TempDir
    private Path folder;

    @BeforeEach
    void startImageJ() {
        VirtualImageJ.start();
        IJ.log("\\Clear");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "Regions, and the Results table",
                "Classify, embed, compare",
                "Search",
                "Similarity maps",
                "Plot embeddings, find clusters",
                "Duplicates and outliers",
                "Embeddings in other programs",
                "Train a classifier",
                "Which neurons say so",
                "A first macro",
                "Batch, scripts and without a display"
            })
    void theLinesOfTheChapterRunAndLookAtNoChart(String chapter) throws Exception {
        List<String> blocks = blocks(chapter);
        assertNotEquals(List.of(), blocks);
        makeFiles();
        for (String block : blocks) {
            String lines = block.lines()
                    .filter(line -> LEFT_OUT.keySet().stream().noneMatch(line::contains))
                    .reduce("", (before, line) -> before + line + "\n");
            String result = Macros.run("setBatchMode(true);\n" + OPEN + placed(lines) + "return 'ended';\n");
            assertEquals("ended", result, () -> IJ.getLog() + "\n" + lines);
        }
        String log = String.valueOf(IJ.getLog());
        assertFalse(log.contains("is a chart."), log);
    }

    private static List<String> blocks(String chapter) throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        int start = readme.indexOf("\n### " + chapter + "\n");
        int end = readme.indexOf("\n### ", start + 1);
        Matcher blocks = Pattern.compile("```javascript\\n(.*?)```", Pattern.DOTALL)
                .matcher(readme.substring(start, end < 0 ? readme.length() : end));
        return blocks.results().map(block -> block.group(1)).toList();
    }

    /** With the places of files here. */
    private String placed(String lines) {
        return lines.replace("/data/", folder + "/data/")
                .replaceAll("\\[(plates\\.parquet|cells\\.classifier\\.json)]", "[" + folder + "/$1]")
                .replace("open(\"", "open(\"" + SAMPLES + "/")
                .replace(SAMPLES + "/cell.tif", folder + "/data/plates/a/01.tif");
    }

    private void makeFiles() throws IOException {
        List<Path> drawings;
        try (Stream<Path> files = Files.list(SAMPLES.resolve("emoji"))) {
            drawings = files.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .toList();
        }
        int next = 0;
        for (String place : List.of(
                "plates/a/01",
                "plates/a/02",
                "plates/a/07",
                "plates/b/11",
                "plates/b/12",
                "plates/b/13",
                "plates/01",
                "plates/02",
                "plates/03",
                "plates/04",
                "plates/05",
                "plates/06",
                "cells/one/1",
                "cells/one/2",
                "cells/one/3",
                "cells/one/4",
                "cells/one/5",
                "cells/two/1",
                "cells/two/2",
                "cells/two/3",
                "cells/two/4",
                "cells/two/5")) {
            Path file = folder.resolve("data").resolve(place + ".tif");
            Files.createDirectories(file.getParent());
            IJ.saveAsTiff(IJ.openImage(drawings.get(next++).toString()), file.toString());
        }
    }
}
