package org.multimodalneurons.plugin.host;

import java.awt.event.ItemEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import ij.IJ;
import ij.ImageJ;

/**
 * A plain ImageJ with our commands in its menu, on the screen inside the JVM: its test class carries {@code @OnScreen}.
 * Its home, set in the pom as {@code plugins.dir}, is a folder under {@code target/} with a {@code plugins.config} made
 * as the build makes it.
 */
public final class VirtualImageJ {

    private static final Path HOME = Path.of(System.getProperty("plugins.dir"));

    private VirtualImageJ() {}

    /** Starts it, once in a JVM; closes the windows that an earlier test left open, and forgets what it answered. */
    public static synchronized void start() {
        if (IJ.getInstance() == null) {
            installMenu();
            new Window();
        }
        ParameterDialog.forgetAnswers();
        IJ.runMacro("run('Close All'); setBatchMode(false);");
    }

    private static void installMenu() {
        try {
            Files.createDirectories(HOME.resolve("plugins"));
            Files.createDirectories(HOME.resolve("macros"));
            Path jar = HOME.resolve("plugins").resolve("Multimodal_Neurons.jar");
            String menu = MenuEntry.all(VirtualImageJ.class.getClassLoader()).stream()
                    .map(MenuEntry::line)
                    .collect(Collectors.joining("\n", "", "\n"));
            try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
                zip.putNextEntry(new ZipEntry("plugins.config"));
                zip.write(menu.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On this screen a tick that a program sets counts as the user's choice; ImageJ would run it as a command. */
    private static final class Window extends ImageJ {

        private static final long serialVersionUID = 1L;

        Window() {
            super(STANDALONE);
        }

        @Override
        public void itemStateChanged(ItemEvent tick) {}
    }
}
