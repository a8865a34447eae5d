package org.multimodalneurons.plugin.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import ij.IJ;

/**
 * Finds the classes of the commands in a plain ImageJ: the jars that {@code multimodal-neurons/classpath.txt} names, in
 * {@code multimodal-neurons/} (what Fiji has and ImageJ lacks) and {@code jars/} (what neither has), and the PyTorch
 * natives that lie there. ImageJ's own plugin loader cannot serve: it reads all of {@code jars/}, whosever it is, and
 * nothing of the other folder.
 */
final class HostClassLoader extends URLClassLoader {

    /** The folder, beside {@code plugins/}, that only plain ImageJ uses. */
    static final String FOLDER = "multimodal-neurons";

    /** Names of the jars, one a line. */
    static final String LIST = "classpath.txt";

    private static ClassLoader instance;

    private HostClassLoader(List<URL> jars) {
        super("Multimodal Neurons", jars.toArray(URL[]::new), IJ.class.getClassLoader());
    }

    /**
     * The loader that knows every class: one over the installed jars, the same at every call; or the one that loaded
     * this class, where it comes from no installation (tests, runs out of the build).
     *
     * @throws IllegalStateException when a jar is missing; the message names it
     */
    static synchronized ClassLoader get() {
        if (instance == null) {
            Path imagej = imagejFolder();
            boolean installed = Files.exists(imagej.resolve(FOLDER).resolve(LIST));
            instance = installed ? new HostClassLoader(installed(imagej)) : HostClassLoader.class.getClassLoader();
        }
        return instance;
    }

    /** The folder that holds {@code plugins/}, which holds this class's jar. */
    private static Path imagejFolder() {
        try {
            Path jar = Path.of(HostClassLoader.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return jar.getParent().getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The jars of the installation, in the order of the list; the natives last. */
    static List<URL> installed(Path imagej) {
        Path own = imagej.resolve(FOLDER);
        Path shared = imagej.resolve("jars");
        List<URL> jars = new ArrayList<>();
        try {
            for (String name : Files.readAllLines(own.resolve(LIST))) {
                Path jar = Files.exists(own.resolve(name)) ? own.resolve(name) : shared.resolve(name);
                if (!Files.exists(jar)) throw new IllegalStateException(remedy(imagej, name));
                jars.add(url(jar));
            }
            try (Stream<Path> files = Files.list(shared)) {
                files.filter(file -> file.getFileName().toString().startsWith("pytorch-native-"))
                        .sorted()
                        .forEach(file -> jars.add(url(file)));
            }
        } catch (IOException e) {
            throw new IllegalStateException(remedy(imagej, e.getMessage()), e);
        }
        return jars;
    }

    private static String remedy(Path imagej, String missing) {
        return missing + " is missing. Unpack the whole zip of Multimodal Neurons over " + imagej + ".";
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
