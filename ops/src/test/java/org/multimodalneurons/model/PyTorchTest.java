package org.multimodalneurons.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.UserException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PyTorchTest {

    @Test
    void theEngineTellsItsVersionThreadsAndFolder() {
        PyTorch.Facts facts = PyTorch.facts();
        assertTrue(facts.version().matches("\\d+\\.\\d+\\.\\d+.*"), facts.version());
        assertTrue(facts.djlVersion().matches("\\d+\\.\\d+\\.\\d+.*"), facts.djlVersion());
        assertEquals("cpu()", facts.device());
        assertTrue(facts.threads() >= 1 && facts.interOpThreads() >= 1, facts.toString());
        assertTrue(Files.isDirectory(facts.folder()), facts.toString());
    }

    /** In a JVM of its own, since a library that is loaded stays loaded. */
    @Test
    void aCacheFolderThatCannotBeWrittenIsNamed(@TempDir Path folder) throws IOException, InterruptedException {
        Path notAFolder = Files.writeString(folder.resolve("file"), "x");
        Path output = folder.resolve("output.txt");
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LoadsPyTorch.class.getName());
        java.environment().put("DJL_CACHE_DIR", notAFolder.toString());
        java.redirectErrorStream(true).redirectOutput(output.toFile());
        Process process = java.start();
        assertTrue(process.waitFor(2, TimeUnit.MINUTES));
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        assertEquals(LoadsPyTorch.REFUSED, process.exitValue(), printed);
        assertTrue(printed.contains("unpacked to " + notAFolder) && printed.contains("must be writable"), printed);
    }

    /** Exits with {@link #REFUSED} when PyTorch cannot be loaded, after printing the message. */
    public static final class LoadsPyTorch {

        static final int REFUSED = 7;

        /** Loads PyTorch. */
        public static void main(String[] arguments) {
            try {
                PyTorch.newManager().close();
            } catch (UserException e) {
                System.out.println(e.getMessage());
                System.exit(REFUSED);
            }
        }
    }
}
