package org.multimodalneurons.plugin.host;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        assertFails(2, "Unknown argument: --rum", "--rum", "Echo...");
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
        assertFalse(dialog.out().contains("went on"), dialog.out());
    }

    private Run assertFails(int status, String message, String... arguments) throws Exception {
        Run run = launch(arguments);
        assertEquals(status, run.status(), run.err());
        assertTrue(run.err().contains(message), run.err());
        assertFalse(run.err().contains("\tat "), run.err());
        return run;
    }

    private Run launch(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.prefs.userRoot=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName(),
                "--headless"));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("stdout");
        Path err = folder.resolve("stderr");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        int status = process.waitFor();
        return new Run(
                status, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }
}
