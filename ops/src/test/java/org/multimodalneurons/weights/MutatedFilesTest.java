package org.multimodalneurons.weights;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.multimodalneurons.model.Reference;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Valid files with damage: each is read, or refused with the one exception that is documented; in little time, with
 * little memory for its size, and without taking the JVM down. {@code -Djqwik.tries.default=100000} tries longer.
 */
class MutatedFilesTest {

    /** Far above what any takes, and below what a person takes for a hang. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Bytes of heap for any file, and for each of its bytes: an entry of a dictionary is a byte or two of a pickle. */
    private static final long ALLOCATED_ALWAYS = 8 << 20;

    private static final long ALLOCATED_PER_BYTE = 250;

    private static final int LONGEST_MESSAGE = 100_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static Path folder;

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("mutated");
    }

    @AfterContainer
    static void deleteFolder() throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException fault) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        return Mutation.some();
    }

    @Provide
    Arbitrary<Sample> safetensors() throws IOException {
        Path model = Reference.path("models/vit-hf-f16/model.safetensors");
        Path small = Reference.path("malformed/nan-weights/open_clip_model.safetensors");
        return Arbitraries.of(Sample.header(model), Sample.header(small), Sample.whole(small));
    }

    @Provide
    Arbitrary<Sample> archives() throws IOException {
        Path dictionary = PyTorchArchiveTest.archive("state-dict.pt");
        return Arbitraries.of(
                Sample.whole(dictionary),
                Sample.directory(dictionary),
                Sample.directory(PyTorchArchiveTest.archive("checkpoint-4.pt")));
    }

    @Provide
    Arbitrary<Sample> pickles() throws IOException {
        return Arbitraries.of(
                Sample.pickle(PyTorchArchiveTest.archive("checkpoint-2.pt")),
                Sample.pickle(PyTorchArchiveTest.archive("checkpoint-4.pt")),
                Sample.pickle(PyTorchArchiveTest.archive("checkpoint-5.pt")),
                Sample.pickle(Reference.path("models/vit-openai.pt")));
    }

    @Provide
    Arbitrary<String> settings() {
        return Arbitraries.of(
                "vit-hf/config.json",
                "vit-hf/preprocessor_config.json",
                "vit-openclip-gelu/open_clip_config.json",
                "vit-hf-sharded/model.safetensors.index.json");
    }

    @Property(seed = "5")
    void safetensorsAreReadOrRefused(
            @ForAll("safetensors") Sample sample, @ForAll("mutations") List<Mutation> mutations) throws IOException {
        isReadOrRefused("a.safetensors", sample.damage().apply(mutations));
    }

    @Property(seed = "6")
    void archivesAreReadOrRefused(@ForAll("archives") Sample sample, @ForAll("mutations") List<Mutation> mutations)
            throws IOException {
        isReadOrRefused("a.pt", sample.damage().apply(mutations));
    }

    @Property(seed = "7")
    void picklesAreReadOrRefused(@ForAll("pickles") Sample sample, @ForAll("mutations") List<Mutation> mutations)
            throws IOException {
        isReadOrRefused("b.pt", sample.damage().apply(mutations));
    }

    @Property(seed = "8")
    void configurationsAndIndexesAreReadOrRefused(
            @ForAll("settings") String file, @ForAll("mutations") List<Mutation> mutations) throws IOException {
        Path original = Reference.path("models/" + file);
        Path copy = folder.resolve(file).getParent();
        if (!Files.isDirectory(copy)) copy(original.getParent(), copy);
        byte[] bytes = Files.readAllBytes(original);
        Path damaged = copy.resolve(original.getFileName().toString());
        byte[] changed = Mutation.apply(mutations, bytes, 0, bytes.length);
        Files.write(damaged, changed);
        isReadOrRefused(copy, changed.length);
        Files.write(damaged, bytes);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList())
                Files.copy(file, to.resolve(file.getFileName().toString()));
        }
    }

    private static void isReadOrRefused(String name, byte[] bytes) throws IOException {
        isReadOrRefused(Files.write(folder.resolve(name), bytes), bytes.length);
    }

    private static void isReadOrRefused(Path path, long size) {
        long allocated = assertTimeoutPreemptively(PATIENCE, () -> {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            try (WeightFile file = WeightFile.open(path)) {
                for (String name : file.tensors().keySet()) file.floats(name);
                Checkpoint.open(path).close();
            } catch (InvalidModelException e) {
                assertTrue(
                        e.getMessage().startsWith(folder.toString())
                                && e.getMessage().length() < LONGEST_MESSAGE,
                        e.getMessage());
            }
            return THREADS.getCurrentThreadAllocatedBytes() - before;
        });
        assertTrue(
                allocated < ALLOCATED_ALWAYS + ALLOCATED_PER_BYTE * size,
                () -> allocated + " bytes were allocated for a file of " + size);
    }
}
