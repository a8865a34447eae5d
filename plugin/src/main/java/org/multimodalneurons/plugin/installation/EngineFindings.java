package org.multimodalneurons.plugin.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import ai.djl.util.Utils;
import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;
import org.multimodalneurons.model.PyTorch;
import org.multimodalneurons.plugin.models.Sizes;

/** Whether PyTorch runs, and how. */
final class EngineFindings {

    private static final Path LOADED_ON_LINUX = Path.of("/proc/self/maps");
    private static final List<String> OVERRIDES = List.of("PYTORCH_LIBRARY_PATH", "PYTORCH_VERSION", "PYTORCH_FLAVOR");
    private static final long NATIVES = 500_000_000;

    private EngineFindings() {}

    static List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        Path cache = Utils.getCacheDir();
        try {
            PyTorch.Facts facts = PyTorch.facts();
            findings.add(
                    Finding.ok("Engine", "PyTorch " + facts.version() + ", called through DJL " + facts.djlVersion()));
            findings.add(Finding.ok(
                    "Device", facts.device().startsWith("cpu") ? "CPU; graphics cards are not used" : facts.device()));
            findings.add(Finding.ok(
                    "Threads",
                    facts.threads() + " within one operation, " + facts.interOpThreads() + " side by side, of "
                            + Runtime.getRuntime().availableProcessors() + " processors"));
            findings.add(Finding.ok("SIMD", Simd.ofThisMachine().orElse("unknown")));
            findings.add(Finding.ok("Kernels", PyTorch.kernels()));
            findings.add(Finding.ok("Built with", String.join(", ", facts.libraries())));
            findings.add(Finding.ok("Native library", facts.folder() + ", " + Sizes.text(size(facts.folder()))));
            findings.addAll(others(loaded(), facts.folder()));
        } catch (UserException e) {
            findings.add(Finding.problem("Engine", e.getMessage()));
            findings.addAll(room(cache));
        }
        findings.add(Finding.ok("DJL cache folder", cache.toString()));
        for (String name : OVERRIDES) {
            String value = Utils.getEnvOrSystemProperty(name);
            if (value != null)
                findings.add(
                        Finding.warning(name, value + " is used in place of the PyTorch that came with the plugin"));
        }
        return findings;
    }

    /** Whether the library has room to be unpacked. */
    private static List<Finding> room(Path cache) {
        Path existing = cache.toAbsolutePath();
        while (!Files.exists(existing)) existing = existing.getParent();
        if (!Files.isDirectory(existing) || !Files.isWritable(existing))
            return List.of(Finding.problem("Cache folder", existing + " cannot be written to"));
        long free = existing.toFile().getUsableSpace();
        return free < NATIVES
                ? List.of(Finding.problem(
                        "Disk", Sizes.text(free) + " free in " + existing + ", " + Sizes.text(NATIVES) + " are needed"))
                : List.of();
    }

    /** Paths of PyTorch's libraries in this process, as far as the system tells. */
    private static Set<Path> loaded() {
        if (!Files.isReadable(LOADED_ON_LINUX)) return Set.of();
        try {
            return torchLibraries(Files.readAllLines(LOADED_ON_LINUX));
        } catch (IOException e) {
            return Set.of();
        }
    }

    /** Those of the lines of {@code /proc/self/maps} that name PyTorch's main library. */
    static Set<Path> torchLibraries(List<String> maps) {
        Set<Path> paths = new TreeSet<>();
        for (String line : maps)
            if (line.matches(".*/libtorch(_cpu|_cuda)?\\.so")) paths.add(Path.of(line.substring(line.indexOf('/'))));
        return paths;
    }

    /** A second PyTorch in the process answers calls that are meant for the first. */
    static List<Finding> others(Set<Path> loaded, Path own) {
        return loaded.stream()
                .filter(library -> !library.startsWith(own))
                .map(library -> Finding.problem(
                        "Another PyTorch",
                        library + " is loaded too, by another plugin. Start again and use one of the two"))
                .toList();
    }

    private static long size(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(
                            file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
        } catch (IOException e) {
            throw new UserException("The folder " + folder + " cannot be read: " + WholeFile.reason(e), e);
        }
    }
}
