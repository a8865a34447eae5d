package org.multimodalneurons.plugin.installation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

import ai.djl.util.Platform;

/**
 * Whether each library is there once, and whether their versions fit. On a flat class path, as Fiji has, two plugins may
 * bring one library in two versions, and which of them is used is chance: the commonest reason why a plugin fails.
 */
final class ClassPathFindings {

    /** A library, the class that tells that it is there, and whether a second copy breaks the engine for sure. */
    private record Library(String name, String marker, boolean engine) {}

    private static final List<Library> LIBRARIES = List.of(
            new Library("Multimodal Neurons library", "org/multimodalneurons/UserException.class", true),
            new Library("Multimodal Neurons commands", "org/multimodalneurons/plugin/PluginCommand.class", true),
            new Library("DJL", "ai/djl/engine/Engine.class", true),
            new Library("DJL's PyTorch engine", "ai/djl/pytorch/engine/PtEngine.class", true),
            new Library("DJL's PyTorch binding", "jnilib/pytorch.properties", true),
            new Library("DJL's tokenizers", "ai/djl/huggingface/tokenizers/HuggingFaceTokenizer.class", true),
            new Library("JNA", "com/sun/jna/Native.class", false),
            new Library("Gson", "com/google/gson/Gson.class", false),
            new Library("jsoup", "org/jsoup/Jsoup.class", false),
            new Library("Lucene", "org/apache/lucene/index/IndexWriter.class", false),
            new Library("Parquet", "org/apache/parquet/hadoop/ParquetWriter.class", false),
            new Library("Commons CSV", "org/apache/commons/csv/CSVFormat.class", false),
            new Library("UMAP", "tagbio/umap/Umap.class", false),
            new Library("Commons Math", "org/apache/commons/math3/linear/RealMatrix.class", false),
            new Library("ImgLib2", "net/imglib2/RandomAccessible.class", false),
            new Library("SciJava", "org/scijava/Context.class", false),
            new Library("SLF4J", "org/slf4j/Logger.class", false),
            new Library("ImageJ", "ij/ImagePlus.class", false));

    private static final String NATIVES = "native/lib/pytorch.properties";
    private static final String CLASSIFIER = "classifier";
    private static final String VERSION = "version";

    private final ClassLoader loader;

    /** Looks at what this class loader and its parents find. */
    ClassPathFindings(ClassLoader loader) {
        this.loader = loader;
    }

    List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        LIBRARIES.forEach(library -> findings.add(finding(library)));
        findings.addAll(natives(Platform.fromSystem("pytorch").getClassifier()));
        findings.addAll(versions());
        return findings;
    }

    private Finding finding(Library library) {
        List<URL> copies = copies(library.marker);
        if (copies.isEmpty())
            return Finding.problem(library.name, "missing. Unpack the whole zip over the folder of ImageJ or Fiji");
        String used = place(copies.get(0));
        if (copies.size() == 1) return Finding.ok(library.name, used);
        String others = copies.stream().skip(1).map(ClassPathFindings::place).collect(Collectors.joining(", "));
        String conflict = "conflict: " + used + " is used, and there is also " + others
                + ". Remove the one that no plugin needs, in most cases the older";
        return library.engine ? Finding.problem(library.name, conflict) : Finding.warning(library.name, conflict);
    }

    /** Whether there is one PyTorch, for this platform. */
    List<Finding> natives(String platform) {
        List<URL> all = copies(NATIVES);
        List<Finding> findings = new ArrayList<>();
        List<URL> fitting = all.stream()
                .filter(url -> platform.equals(read(url).getProperty(CLASSIFIER)))
                .toList();
        for (URL url : all)
            if (!fitting.contains(url))
                findings.add(Finding.warning(
                        "PyTorch natives",
                        place(url) + " is for " + read(url).getProperty(CLASSIFIER) + ", not for " + platform
                                + ": of no use here, it can be removed"));
        if (fitting.isEmpty())
            findings.add(Finding.problem(
                    "PyTorch natives", "none for " + platform + ". Install the zip that is made for this platform"));
        else if (fitting.size() > 1)
            findings.add(Finding.problem(
                    "PyTorch natives",
                    "conflict: "
                            + fitting.stream().map(ClassPathFindings::place).collect(Collectors.joining(" and "))
                            + ". Keep one, of the version that the engine was made for"));
        else findings.add(Finding.ok("PyTorch natives", place(fitting.get(0))));
        return findings;
    }

    /** Whether DJL's parts, the binding and the natives were made for one another. */
    private List<Finding> versions() {
        List<Finding> findings = new ArrayList<>();
        Properties engine = first("pytorch-engine.properties");
        String djl = engine.getProperty("djl_version", "");
        String torch = engine.getProperty("pytorch_version", "");
        compare(findings, "DJL", "ai/djl/engine/api.properties", "djl_version", djl);
        compare(findings, "DJL's PyTorch binding", "jnilib/pytorch.properties", "jni_version", torch + "-" + djl);
        compare(findings, "PyTorch natives", NATIVES, VERSION, torch);
        return findings;
    }

    private void compare(List<Finding> findings, String name, String resource, String key, String expected) {
        String found = first(resource).getProperty(key, "");
        if (found.isEmpty() || expected.isEmpty() || found.startsWith(expected)) return;
        findings.add(Finding.problem(
                name,
                "version " + found + " in " + place(copies(resource).get(0))
                        + " does not fit DJL's PyTorch engine, which wants " + expected + " ("
                        + place(copies("pytorch-engine.properties").get(0)) + ")"));
    }

    private Properties first(String resource) {
        List<URL> copies = copies(resource);
        return copies.isEmpty() ? new Properties() : read(copies.get(0));
    }

    private List<URL> copies(String resource) {
        try {
            return Collections.list(loader.getResources(resource)).stream()
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties read(URL url) {
        Properties properties = new Properties();
        try (InputStream stream = url.openStream()) {
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    /** The jar's path, or the folder of classes, where a resource lies. */
    static String place(URL url) {
        String text = url.toString();
        int end = text.indexOf("!/");
        String place = end < 0 ? text : text.substring(text.indexOf(':') + 1, end);
        try {
            return Path.of(URI.create(place)).toString();
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return place; // in a file system of its own kind
        }
    }
}
