package org.multimodalneurons.training.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.multimodalneurons.UserException;

/** Runs the package managers that bring the sources. */
final class Shell {

    private Shell() {}

    /**
     * Runs a command to its end.
     *
     * @throws UserException if it cannot be started or fails; the message ends with what it printed
     */
    static void run(Path folder, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0)
                throw new UserException("'%s' failed with code %d in %s: %s"
                        .formatted(String.join(" ", command), code, folder, output.strip()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run '" + command[0] + "'; is it installed?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("Interrupted while running '" + command[0] + "'.", e);
        }
    }
}
