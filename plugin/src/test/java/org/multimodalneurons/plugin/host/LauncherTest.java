package org.multimodalneurons.plugin.host;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.plugin.TinyModel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Runs with no display, in a JVM of their own as a user starts it. */
class LauncherTest {

    @TempDir
    private Path folder;

    private record Run(int status, String out, String err) {}

    @Test
    void aCommandRunsByItsLabelAndWritesItsOutputs() throws Exception {
        ImageIO.write(
                new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY),
                "png",
                folder.resolve("spot.png").toFile());
        String values = "image='" + folder.resolve("spot.png") + "', words='a, b', times=3, reversed=true";
        Run run = launch("--output", folder.resolve("out").toString(), "--run", "Echo...", values);
        assertEquals(0, run.status(), run.err());
        assertEquals(
                List.of("Echo", "spot.png|a, b|3|0.5|true|no folder"),
                Files.readAllLines(folder.resolve("out/echo of spot.csv")).stream()
                        .map(line -> line.replace("\"", ""))
                        .toList());
        assertEquals(
                60,
                ImageIO.read(folder.resolve("out/Echo picture.png").toFile()).getWidth());
        assertTrue(run.out().contains("  echo of spot.csv"), run.out());
        assertFalse(run.err().contains("\tat "), run.err());
    }

    @Test
    void anImageThatWasCutIsNamed() throws Exception {
        Path spot = folder.resolve("spot.pgm");
        Files.writeString(spot, "P5 8 8 255\n and no more");
        assertFails(
                1,
                "spot.pgm cannot be opened as an image: its end is missing",
                "--run",
                "Echo...",
                "image='" + spot + "'");
    }

    @Test
    void aMacroRunsWithImageJsOwnCommandsAndOurs() throws Exception {
        Path macro = Files.writeString(
                folder.resolve("try.ijm"),
                """
                newImage("drawn", "8-bit black", 30, 20, 1);
                run("Invert"); run("Copy"); newImage("scaled", "8-bit black", 60, 40, 1); run("Paste"); run("RGB Color");
                run("Echo...", "words=[" + getArgument() + "] times=2");
                selectImage("drawn"); getStatistics(area, mean); run("Measure");
                print("mean " + mean + ", rows " + nResults + ", in " + File.getName(getInfo("macro.filepath")));
                """);
        Run run = launch("--output", folder.resolve("out").toString(), "--run", macro.toString(), "from outside");
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("mean 255, rows 1, in try.ijm"), run.out());
        String table = Files.readString(folder.resolve("out/echo of scaled.csv"));
        assertTrue(table.contains("scaled|from outside|2"), table);
    }

    @Test
    void aFailedRunEndsWithItsMessageAndAStatus() throws Exception {
        assertFails(1, "The word \"fail\" cannot be repeated. Choose another.", "--run", "Echo...", "words=\"fail\"");
        assertFails(1, "There is no command \"Eco\". The commands are: ", "--run", "Eco");
        assertFails(1, "needs Fiji, which knows its language", "--run", "classify.groovy");
        assertFails(2, "Unknown argument: --rum", "--rum", "Echo...");
    }

    @Test
    void aDefectOfACommandIsNotTakenForBadArguments() throws Exception {
        Run run = launch("--run", "Echo...", "words=\"break\"");
        assertEquals(1, run.status(), run.err());
        assertTrue(
                run.err().contains("It failed unexpectedly: java.lang.IllegalArgumentException: a defect"), run.err());
        assertFalse(run.err().contains("Arguments, each in the order"), run.err());
    }

    @Test
    void aMacroThatFailsEndsWithItsLineAndAStatus() throws Exception {
        Path macro = Files.writeString(
                folder.resolve("bad.ijm"), "a = 1;\nrun('Echo...', 'words=fail');\nprint('went on');\n");
        Run run = assertFails(1, "bad.ijm, line 2: The word \"fail\" cannot be repeated.", "--run", macro.toString());
        assertFalse(run.out().contains("went on"), run.out());
        Files.writeString(macro, "a = 1;\nprint(b);\n");
        assertFails(1, "bad.ijm, near line 3: Undefined variable", "--run", macro.toString());
        Files.writeString(
                macro, "newImage('a', '8-bit', 9, 9, 1);\nrun('Duplicate...', 'title=b');\nprint('went on');\n");
        Run dialog = assertFails(1, "\"Duplicate...\" asks in a dialog of ImageJ", "--run", macro.toString());
        assertTrue(dialog.err().contains("xvfb-run") && dialog.err().contains("fiji --headless"), dialog.err());
        assertFalse(dialog.out().contains("went on"), dialog.out());
    }

    @Test
    void aMacroThatFailsInsideALoopABlockOrAFunctionEndsWithTheSameMessage() throws Exception {
        String failing = "\nrun('Echo...', 'words=fail');\nprint('went on');\n";
        Map<String, String> macros = Map.of(
                "for", "for (i = 0; i < 3; i++) {" + failing + "}",
                "short", "for (i = 0; i < 3; i++)\nrun('Echo...', 'words=fail');\nprint('went on');",
                "while", "n = 0; while (n < 3) {" + failing + "n++; }",
                "do", "n = 0; do {" + failing + "n++; } while (n < 3);",
                "block", "if (true) {" + failing + "}",
                "function", "n = f(); print('went on'); function f() {" + failing + "return 3; }",
                "statement", "f(); print('went on'); function f() {" + failing + "}");
        for (Map.Entry<String, String> macro : macros.entrySet()) {
            Path file = Files.writeString(folder.resolve(macro.getKey() + ".ijm"), macro.getValue());
            String message = ", line 2: The word \"fail\" cannot be repeated. Choose another.";
            Run run = assertFails(1, file + message, "--run", file.toString());
            assertFalse(run.out().contains("went on"), run.out());
            assertFalse(run.out().contains("cannot be repeated"), run.out());
        }
    }

    @Test
    void filesThatCannotBeReadAreToldAndTheOthersAndTheNextCommandsAreDone() throws Exception {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        png(pictures.resolve("spot.png"));
        Files.write(pictures.resolve("empty.png"), new byte[0]);
        String values = "folder='" + pictures + "', model='" + TinyModel.file(1) + "'";
        Run run = assertFails(
                1,
                "1 file, folder or region failed or cannot be read; the table Unreadable of pictures names it.",
                "--output",
                folder.resolve("out").toString(),
                "--run",
                "Index Folder...",
                values,
                "--run",
                "Echo...");
        assertTrue(
                Files.readString(folder.resolve("out/Unreadable of pictures.csv"))
                        .contains("empty.png"),
                run.err());
        assertTrue(
                Files.readString(folder.resolve("out/Index of pictures.csv")).contains("\n" + pictures + ",1,"),
                run.err());
        assertTrue(Files.exists(folder.resolve("out/echo.csv")), "the next command");
        assertTrue(run.out().contains("  Unreadable of pictures.csv"), run.out());
        assertFalse(run.out().contains("Opener"), run.out());
    }

    @Test
    void aMacroOnSuchFilesEndsWithThatStatusToo() throws Exception {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        Files.write(pictures.resolve("empty.png"), new byte[0]);
        Path macro = Files.writeString(
                folder.resolve("index.ijm"),
                "run('Index Folder...', 'folder=[" + pictures + "] model=[" + TinyModel.file(1)
                        + "]'); print('went on');");
        Run run = assertFails(1, "the table Unreadable of pictures names it", "--run", macro.toString());
        assertTrue(run.out().contains("went on"), run.out());
    }

    @Test
    void whatFailsStopsWhatWouldFollow() throws Exception {
        Run run = assertFails(
                1,
                "cannot be repeated",
                "--output",
                folder.resolve("out").toString(),
                "--run",
                "Echo...",
                "words='first'",
                "--run",
                "Echo...",
                "words='fail'",
                "--run",
                "Echo...",
                "words='third'");
        assertTrue(Files.readString(folder.resolve("out/echo.csv")).contains("first"), run.out());
        assertFalse(Files.exists(folder.resolve("out/echo-2.csv")), run.out());
        assertTrue(run.out().contains("  echo.csv"), run.out());
    }

    @Test
    void aBatchWithAFailedFileIsDoneAndFails() throws Exception {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        png(pictures.resolve("spot.png"));
        Files.write(pictures.resolve("empty.png"), new byte[0]);
        String values = "command='Render Text on Image...', options='text=dog', folder='" + pictures + "', output='"
                + folder.resolve("results") + "'";
        assertFails(1, "Batch...: 1 file, folder or region failed", "--run", "Batch...", values);
        assertTrue(Files.exists(folder.resolve("results/spot.png/Image with text.png")));
        assertTrue(Files.readString(folder.resolve("results/Errors.csv")).contains("empty.png"));
        Files.delete(pictures.resolve("empty.png"));
        assertEquals(0, launch("--run", "Batch...", values).status());
    }

    @Test
    void aMacroWithABatchOfAFailedFileTellsItOnce() throws Exception {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        png(pictures.resolve("spot.png"));
        Files.write(pictures.resolve("empty.png"), new byte[0]);
        Path macro = Files.writeString(
                folder.resolve("batch.ijm"),
                "run('Batch...', 'command=[Render Text on Image...] folder=[" + pictures + "] output=["
                        + folder.resolve("results") + "] options=[text=dog]'); print('went on');");
        Run run = assertFails(
                1,
                "batch.ijm, line 1: Batch: 1 file was worked on, 0 had their results already, 1 failed; the table Errors names"
                        + " it. The first, empty.png, because: The file ",
                "--run",
                macro.toString());
        assertEquals(
                1, (run.out() + run.err()).split("1 failed|failed or cannot", -1).length - 1, run.out() + run.err());
        assertFalse(run.out().contains("went on") || run.out().contains("Opener"), run.out());
    }

    @Test
    void aBatchThatIsKilledTwiceEndsWithEachFileOnce() throws Exception {
        int files = 300;
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        for (int i = 0; i < files; i++) png(pictures.resolve("picture-" + i + ".png"), 300);
        Path results = folder.resolve("results");
        String[] arguments = {
            "--run",
            "Batch...",
            "command='Render Text on Image...', options='text=dog', folder='" + pictures + "', output='" + results + "'"
        };
        int finished = 0;
        for (int kill = 0; kill < 2; kill++) {
            String most = "-D" + StandingStill.AFTER + "=" + 100; // it may not end before it is killed
            Process process = process(List.of(), List.of(most, StandingStill.class.getName()), arguments);
            try {
                for (int wanted = finished + 20; finished < wanted; finished = finished(results)) {
                    assertTrue(process.isAlive(), "it ended by itself");
                    Thread.sleep(5);
                }
            } finally {
                process.destroyForcibly().waitFor();
            }
            finished = finished(results);
            assertFalse(Files.exists(results.resolve("Ink.csv")));
        }
        Run last = launch(arguments);
        assertEquals(0, last.status(), last.err());
        assertTrue(last.out().contains(files - finished + " files were worked on, " + finished + " had"), last.out());
        List<String> rows = Files.readAllLines(results.resolve("Ink.csv")).stream()
                .skip(1)
                .map(row -> row.substring(0, row.indexOf(',')))
                .toList();
        assertEquals(
                IntStream.range(0, files).mapToObj(i -> "picture-" + i + ".png").toList(), rows);
        assertEquals(files, finished(results));
        try (Stream<Path> left = Files.list(results)) {
            assertEquals(
                    0,
                    left.filter(path -> path.getFileName().toString().startsWith("."))
                            .count());
        }
    }

    /** How many files have all their results. */
    private static int finished(Path results) throws IOException {
        if (!Files.isDirectory(results)) return 0;
        try (Stream<Path> entries = Files.list(results)) {
            return (int) entries.filter(path -> path.getFileName().toString().matches("picture-\\d+\\.png"))
                    .count();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void onAFullDiskEachFileIsToldAndNothingIsHalfWritten() throws Exception {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        png(pictures.resolve("spot.png"));
        String values = "command='Render Text on Image...', options='text=dog', folder='" + pictures + "', output='"
                + folder.resolve("results") + "'";
        List<String> limited = List.of(
                "bash", "-c", "set -o pipefail; (ulimit -f 0; exec \"$@\") 2>&1 | cat", "bash"); // no file of any size
        Run run = start(limited, "--run", "Batch...", values);
        assertEquals(1, run.status(), run.out());
        assertTrue(run.out().contains("cannot be"), run.out());
        assertFalse(Files.exists(folder.resolve("results/spot.png")), run.out());
        assertFalse(Files.exists(folder.resolve("results/.spot.png.draft")), run.out());
    }

    private static void png(Path file) throws IOException {
        png(file, 8);
    }

    private static void png(Path file, int side) throws IOException {
        ImageIO.write(new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
    }

    private Run assertFails(int status, String message, String... arguments) throws Exception {
        Run run = launch(arguments);
        assertEquals(status, run.status(), run.err());
        assertTrue(run.err().contains(message), run.err());
        assertFalse(run.err().contains("\tat "), run.err());
        return run;
    }

    private Run launch(String... arguments) throws IOException, InterruptedException {
        return start(List.of(), arguments);
    }

    private Run start(List<String> around, String... arguments) throws IOException, InterruptedException {
        int status =
                process(around, List.of(Launcher.class.getName()), arguments).waitFor();
        return new Run(
                status,
                Files.readString(folder.resolve("stdout"), StandardCharsets.UTF_8),
                Files.readString(folder.resolve("stderr"), StandardCharsets.UTF_8));
    }

    /** With the class that is started and the JVM's options before it. */
    private Process process(List<String> around, List<String> started, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(around);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Djava.util.prefs.userRoot=" + folder,
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(started);
        command.add("--headless");
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve("stdout").toFile())
                .redirectError(folder.resolve("stderr").toFile())
                .start();
    }
}
