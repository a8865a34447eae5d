package org.multimodalneurons.zoo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.Fixtures;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.weights.InvalidModelException;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ModelZooTest {

    private static final Progress CANCELLED = new Progress() {
        @Override
        public void report(long done, long total, String message) {}

        @Override
        public boolean cancelled() {
            return true;
        }
    };

    @TempDir
    private Path folder;

    @TempDir
    private Path elsewhere;

    private ModelZoo zoo() {
        return ModelZoo.in(folder);
    }

    private List<String> filesLeft() throws IOException {
        if (!Files.exists(folder)) return List.of();
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(name -> !name.startsWith(".locks"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theFolderComesFromTheSystemProperty() {
        String before = System.getProperty(ModelZoo.FOLDER_PROPERTY);
        try {
            System.setProperty(ModelZoo.FOLDER_PROPERTY, elsewhere.resolve("x").toString());
            assertEquals(elsewhere.resolve("x"), ModelZoo.standard().folder());
            assertFalse(Files.exists(elsewhere.resolve("x")), "looking makes no folder");
        } finally {
            if (before == null) System.clearProperty(ModelZoo.FOLDER_PROPERTY);
            else System.setProperty(ModelZoo.FOLDER_PROPERTY, before);
        }
    }

    @Test
    void theEmbeddedModelIsListedAndOpensButHasNoFiles() {
        ZooEntry embedded = zoo().get(ZooEntry.EMBEDDED);
        assertEquals(Optional.empty(), zoo().onDisk(embedded));
        try (ClipModel model = zoo().open(embedded)) {
            assertEquals(embedded.embeddingSize(), model.architecture().embeddingSize());
            assertEquals(embedded.parameters().orElseThrow(), model.parameterCount());
        }
        assertThrows(UserException.class, () -> zoo().remove(embedded));
        assertThrows(UserException.class, () -> zoo().download(embedded, Progress.NONE));
        assertThrows(UserException.class, () -> zoo().verify(embedded, Progress.NONE));
    }

    @Test
    void anImportedModelIsListedVerifiedAndOpens() throws IOException {
        List<String> messages = new ArrayList<>();
        ZooEntry imported = zoo().importFrom(Fixtures.model("vit-hf"), "My-ViT", new Progress() {
            @Override
            public void report(long done, long total, String message) {
                messages.add(message);
            }

            @Override
            public boolean cancelled() {
                return false;
            }
        });
        assertTrue(messages.get(messages.size() - 1).startsWith("My-ViT: 1.4 MB"), messages.toString());
        assertEquals(
                List.of(
                        "My-ViT.record.json",
                        "My-ViT/config.json",
                        "My-ViT/model.safetensors",
                        "My-ViT/preprocessor_config.json"),
                filesLeft());
        ZooEntry listed = zoo().get("my-vit");
        assertEquals(imported, listed);
        assertTrue(listed.pinned());
        assertTrue(zoo().verify(listed, Progress.NONE).intact());
        try (ClipModel original = ClipModel.open(Fixtures.model("vit-hf"));
                ClipModel copy = zoo().open(listed)) {
            assertEquals("My-ViT", copy.name());
            assertEquals(original.architecture(), copy.architecture());
            assertEquals(listed.parameters().orElseThrow(), copy.parameterCount());
        }
    }

    @Test
    void aModelInSeveralFilesIsImportedWhole() throws IOException {
        ZooEntry imported = zoo().importFrom(Fixtures.model("vit-hf-sharded"), "shards", Progress.NONE);
        try (ClipModel copy = zoo().open(imported)) {
            assertEquals(imported.embeddingSize(), copy.architecture().embeddingSize());
        }
        try (Stream<Path> shards = Files.list(Fixtures.model("vit-hf-sharded"))) {
            for (Path shard : shards.filter(file -> file.toString().endsWith(".safetensors"))
                    .toList())
                assertArrayEquals(
                        Files.readAllBytes(shard),
                        Files.readAllBytes(folder.resolve("shards").resolve(shard.getFileName())));
        }
    }

    @Test
    void aPyTorchArchiveIsImported() {
        ZooEntry imported = zoo().importFrom(Fixtures.model("rn-openai.pt"), "archive", Progress.NONE);
        assertEquals(
                List.of("rn-openai.pt"),
                imported.files().stream().map(ZooFile::name).toList());
        try (ClipModel copy = zoo().open(zoo().get("archive"))) {
            assertEquals(imported.embeddingSize(), copy.architecture().embeddingSize());
        }
    }

    @Test
    void theOriginalMayGoAfterImporting() throws IOException {
        Path original = elsewhere.resolve("model.safetensors");
        Files.copy(Fixtures.model("vit-openclip-gelu").resolve("open_clip_model.safetensors"), original);
        Path settings = elsewhere.resolve("open_clip_config.json");
        Files.copy(Fixtures.model("vit-openclip-gelu").resolve("open_clip_config.json"), settings);
        ZooEntry imported = zoo().importFrom(original, "copied", Progress.NONE);
        Files.delete(original);
        Files.delete(settings);
        try (ClipModel copy = zoo().open(imported)) {
            assertEquals("copied", copy.name());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../out", "a/b", "RN50x4", "rn50X4", "embedded", "", "with space", "nul", "a,b", "mine.partial"})
    void anImportsNameMustBeFreeAndPlain(String name) throws IOException {
        Path source = Fixtures.model("vit-hf");
        assertThrows(UserException.class, () -> zoo().importFrom(source, name, Progress.NONE));
        assertEquals(List.of(), filesLeft());
    }

    @Test
    void aBadFileLeavesNothing() throws IOException {
        Path bad = elsewhere.resolve("model.safetensors");
        Files.writeString(bad, "<!DOCTYPE html><html></html>");
        assertThrows(InvalidModelException.class, () -> zoo().importFrom(bad, "bad", Progress.NONE));
        Path absent = elsewhere.resolve("absent.safetensors");
        assertThrows(InvalidModelException.class, () -> zoo().importFrom(absent, "bad", Progress.NONE));
        assertEquals(List.of(), filesLeft());
    }

    @Test
    void aCancelledImportLeavesNothing() throws IOException {
        Path source = Fixtures.model("vit-hf");
        assertThrows(CancellationException.class, () -> zoo().importFrom(source, "mine", CANCELLED));
        assertEquals(List.of(), filesLeft());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(folder.resolve(".locks")), left.toList());
        }
    }

    @Test
    void whatACrashLeftOfAnImportIsNoHindrance() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("mine.import")).resolve("config.json"), "{");
        ZooEntry imported = zoo().importFrom(Fixtures.model("vit-openclip-gelu"), "mine", Progress.NONE);
        assertEquals(2, imported.files().size());
        assertEquals(
                List.of("mine.record.json", "mine/open_clip_config.json", "mine/open_clip_model.safetensors"),
                filesLeft());
    }

    @Test
    void aDiskThatFillsUpWhileImportingLeavesNothing() throws IOException {
        var zoo = new ModelZoo(folder, new SmallDisk(100_000, 1L << 40), Patience.USUAL);
        Path source = Fixtures.model("vit-hf");
        var refusal = assertThrows(UserException.class, () -> zoo.importFrom(source, "mine", Progress.NONE));
        assertTrue(refusal.getMessage().contains("No space left on device"), refusal.getMessage());
        assertEquals(List.of(), filesLeft());
    }

    @Test
    void roomIsAskedForBeforeImporting() throws IOException {
        var zoo = new ModelZoo(folder, new SmallDisk(Long.MAX_VALUE, 1_000_000), Patience.USUAL);
        Path source = Fixtures.model("vit-hf");
        var refusal = assertThrows(UserException.class, () -> zoo.importFrom(source, "mine", Progress.NONE));
        assertTrue(refusal.getMessage().contains("1.0 MB are free"), refusal.getMessage());
        assertEquals(List.of(), filesLeft());
    }

    @Test
    void aChangedFileIsFoundAndAMissingOne() throws IOException {
        ZooEntry imported = zoo().importFrom(Fixtures.model("vit-hf"), "mine", Progress.NONE);
        Path weights = folder.resolve("mine").resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
        Verification changed = zoo().verify(imported, Progress.NONE);
        assertFalse(changed.intact());
        assertTrue(changed.describe().contains("model.safetensors: changed"), changed.describe());
        assertTrue(changed.describe().contains("config.json: intact"), changed.describe());
        Files.delete(weights);
        Verification missing = zoo().verify(imported, Progress.NONE);
        assertTrue(missing.describe().contains("model.safetensors: missing"), missing.describe());
        assertEquals(Optional.empty(), zoo().onDisk(imported));
    }

    @Test
    void aRemovedImportIsForgotten() throws IOException {
        ZooEntry imported = zoo().importFrom(Fixtures.model("vit-hf"), "mine", Progress.NONE);
        zoo().remove(imported);
        assertEquals(List.of(), filesLeft());
        assertThrows(UserException.class, () -> zoo().get("mine"));
        assertThrows(UserException.class, () -> zoo().remove(imported));
    }

    @Test
    void removingFollowsNoLinks() throws IOException {
        Path precious = Files.writeString(elsewhere.resolve("precious.txt"), "keep");
        ZooEntry imported = zoo().importFrom(Fixtures.model("vit-hf"), "mine", Progress.NONE);
        Files.createSymbolicLink(folder.resolve("mine").resolve("link"), elsewhere);
        zoo().remove(imported);
        assertTrue(Files.exists(precious));
        Files.createSymbolicLink(folder.resolve("RN50"), elsewhere);
        zoo().remove(zoo().get("RN50"));
        assertTrue(Files.exists(precious));
        assertEquals(List.of(), filesLeft());
    }

    @Test
    void aNameThatLeadsOutOfTheFolderIsRefusedEverywhere() {
        ZooEntry known = zoo().get("RN50");
        var hostile = new ZooEntry(
                "../" + elsewhere.getFileName(),
                known.architecture(),
                known.embeddingSize(),
                known.parameters(),
                known.licence(),
                known.goodFor(),
                known.home(),
                known.revision(),
                known.files(),
                known.activation());
        assertThrows(UserException.class, () -> zoo().remove(hostile));
        assertThrows(UserException.class, () -> zoo().onDisk(hostile));
        assertTrue(Files.exists(elsewhere));
    }

    @Test
    void aModelThatIsNotThereSaysHowToGetIt() {
        ZooEntry absent = zoo().get("RN50");
        var refusal = assertThrows(UserException.class, () -> zoo().open(absent));
        assertTrue(refusal.getMessage().contains("not on disk"), refusal.getMessage());
        assertThrows(UserException.class, () -> zoo().verify(absent, Progress.NONE));
    }

    /** A disk that takes so many bytes of each file. */
    record SmallDisk(long room, long free) implements Disk {

        @Override
        public long free(Path folder) {
            return free;
        }

        @Override
        public WritableByteChannel append(Path file) throws IOException {
            WritableByteChannel channel = Disk.REAL.append(file);
            return new WritableByteChannel() {
                @Override
                public int write(ByteBuffer bytes) throws IOException {
                    long left = room - Files.size(file);
                    if (left <= 0) throw new IOException("No space left on device");
                    ByteBuffer fitting = bytes.slice(bytes.position(), (int) Math.min(left, bytes.remaining()));
                    int written = channel.write(fitting);
                    bytes.position(bytes.position() + written);
                    return written;
                }

                @Override
                public boolean isOpen() {
                    return channel.isOpen();
                }

                @Override
                public void close() throws IOException {
                    channel.close();
                }
            };
        }
    }
}
