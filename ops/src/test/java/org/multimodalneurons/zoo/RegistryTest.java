package org.multimodalneurons.zoo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multimodalneurons.UserException;
import org.multimodalneurons.weights.Architecture;
import org.multimodalneurons.weights.Gelu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RegistryTest {

    private static final String WHOLE =
            """
            {"models": [{"name": "Mine", "architecture": "ViT-B/16", "embeddingSize": 512, "parameters": 149620737,
              "licence": "MIT", "goodFor": "cells", "home": "https://example.org/mine",
              "activation": "QuickGELU",
              "files": [{"name": "model.safetensors", "from": "https://example.org/m.bin", "bytes": 12,
                         "sha256": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}]}]}
            """;

    private static final Path GUIDE = Path.of("..", "docs", "models.md");

    @TempDir
    private Path folder;

    @Test
    void theLibrarysOwnModelsComeOverHttpsAndFitMacros() {
        List<ZooEntry> entries = Registry.builtIn();
        assertTrue(entries.get(0).isEmbedded());
        assertTrue(entries.stream().anyMatch(entry -> entry.name().equals("RN50x4")));
        for (ZooEntry entry : entries) {
            assertFalse(entry.name().matches(".*[\\s,'\"\\[\\]].*"), entry.name());
            for (ZooFile file : entry.files()) {
                assertEquals("https", file.from().getScheme(), entry.name());
                assertTrue(
                        file.from().getPath().endsWith("/" + file.name()),
                        file.from().toString());
                assertTrue(entry.revision().map(file.from().getPath()::contains).orElse(true), entry.name());
            }
            if (!entry.isEmbedded()) assertTrue(entry.files().stream().anyMatch(ZooFile::isWeights), entry.name());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RN50, 64, 3-4-6-3, 224, 1024, 512",
        "RN101, 64, 3-4-23-3, 224, 512, 512",
        "RN50x4, 80, 4-6-10-6, 288, 640, 640",
        "RN50x16, 96, 6-8-18-8, 384, 768, 768",
        "RN50x64, 128, 3-15-36-10, 448, 1024, 1024",
    })
    void theResNetsListedHaveTheSizesOfTheirKind(
            String name, int width, String blocks, int pixels, int embedding, int textWidth) {
        List<Integer> depth =
                Stream.of(blocks.split("-", -1)).map(Integer::valueOf).toList();
        var image = new Architecture.ResNet(width, depth, pixels, width / 2);
        checkSizes(name, image, textWidth, 12, embedding);
        checkSizes(name + "-original", image, textWidth, 12, embedding);
    }

    @ParameterizedTest
    @CsvSource({
        "ViT-B-32, 768, 12, 3072, 32, 224, 512, 12, 512",
        "ViT-B-16, 768, 12, 3072, 16, 224, 512, 12, 512",
        "ViT-L-14, 1024, 24, 4096, 14, 224, 768, 12, 768",
        "ViT-L-14-336, 1024, 24, 4096, 14, 336, 768, 12, 768",
        "ViT-H-14-laion2B, 1280, 32, 5120, 14, 224, 1024, 24, 1024",
        "ViT-g-14-laion2B, 1408, 40, 6144, 14, 224, 1024, 24, 1024",
        "ViT-bigG-14-laion2B, 1664, 48, 8192, 14, 224, 1280, 32, 1280",
        "TinyCLIP-8M-16, 256, 10, 1024, 16, 224, 256, 3, 512",
        "TinyCLIP-39M-16, 512, 12, 2048, 16, 224, 512, 6, 512",
    })
    void theTransformersListedHaveTheSizesOfTheirKind(
            String name,
            int width,
            int layers,
            int mlp,
            int patch,
            int pixels,
            int textWidth,
            int text,
            int embedding) {
        checkSizes(
                name,
                new Architecture.ViT(width, layers, 8, mlp, patch, pixels, Gelu.QUICK),
                textWidth,
                text,
                embedding);
    }

    private static void checkSizes(String name, Architecture.Image image, int textWidth, int layers, int embedding) {
        var text = new Architecture.Text(textWidth, layers, 8, 4 * textWidth, 77, 49408, Gelu.QUICK);
        ZooEntry entry = Registry.builtIn().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        assertEquals(embedding, entry.embeddingSize());
        var architecture = new Architecture(image, text, embedding);
        assertEquals(architecture.parameterCount(), entry.parameters().orElseThrow());
        boolean half = name.endsWith("-original");
        double expected = architecture.parameterCount() * (half ? 2.0 : 4.0);
        assertEquals(1, entry.bytes() / expected, half ? 0.3 : 0.01, "bytes");
    }

    @Test
    void theGuidesExampleIsRight() throws IOException {
        String guide = Files.readString(GUIDE);
        String example = guide.substring(guide.indexOf("```json") + "```json".length());
        List<ZooEntry> entries =
                Registry.parse(GUIDE.toString(), example.substring(0, example.indexOf("```")), Registry.builtIn());
        assertEquals(
                List.of("Our-PLIP", "Lab-CLIP"),
                entries.stream().map(ZooEntry::name).toList());
    }

    @Test
    void theGuideSaysWhichModelsArePinnedByWhat() throws IOException {
        List<String> rows = Files.readAllLines(GUIDE);
        for (ZooEntry entry : Registry.builtIn()) {
            if (entry.isEmbedded()) continue;
            String pinnedBy = entry.pinned() ? "| SHA-256" : entry.revision().isPresent() ? "| the hub's" : "| nothing";
            String row = rows.stream()
                    .filter(each -> each.startsWith(pinnedBy))
                    .findFirst()
                    .orElseThrow();
            String listed = entry.name().endsWith("-original") ? "-original" : entry.name();
            assertTrue(row.matches(".*[ `]" + listed + "[ ,`].*"), entry.name() + " in: " + row);
        }
    }

    @Test
    void everyFieldIsRead() {
        ZooEntry entry = Registry.parse("mine", WHOLE, List.of()).get(0);
        assertEquals("Mine", entry.name());
        assertEquals("ViT-B/16", entry.architecture());
        assertEquals(512, entry.embeddingSize());
        assertEquals(149620737, entry.parameters().orElseThrow());
        assertEquals("MIT", entry.licence());
        assertEquals("cells", entry.goodFor());
        assertEquals(URI.create("https://example.org/mine"), entry.home());
        assertEquals(Optional.of(Gelu.QUICK), entry.activation());
        assertEquals(12, entry.bytes());
        assertTrue(entry.pinned());
        assertEquals(
                URI.create("https://example.org/m.bin"), entry.files().get(0).from());
    }

    @Test
    void aHubSavesAddresses() {
        String hub = WHOLE.replace("\"home\": \"https://example.org/mine\"", "\"hub\": \"me/mine\"")
                .replace("\"from\": \"https://example.org/m.bin\", ", "");
        ZooEntry newest = Registry.parse("mine", hub, List.of()).get(0);
        assertEquals(URI.create("https://huggingface.co/me/mine"), newest.home());
        assertEquals(
                URI.create("https://huggingface.co/me/mine/resolve/main/model.safetensors"),
                newest.files().get(0).from());
        String commit = "0123456789012345678901234567890123456789";
        ZooEntry fixed = Registry.parse(
                        "mine", hub.replace("\"hub\"", "\"revision\": \"" + commit + "\", \"hub\""), List.of())
                .get(0);
        assertEquals(
                URI.create("https://huggingface.co/me/mine/resolve/" + commit + "/model.safetensors"),
                fixed.files().get(0).from());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"name\": \"Mine\"|\"name\": \"../Mine\"|models[0], name",
                "\"name\": \"Mine\"|\"name\": \"My model\"|models[0], name",
                "\"name\": \"Mine\"|\"name\": \"nul\"|models[0], name",
                "\"name\": \"Mine\"|\"nmae\": \"Mine\"|models[0], nmae: no such field",
                "\"name\": \"model.safetensors\"|\"name\": \"../../.bashrc\"|models[0], files[0], name",
                "\"name\": \"model.safetensors\"|\"name\": \"C:\\\\\\\\x\"|models[0], files[0], name",
                "https://example.org/m.bin|http://example.org/m.bin|models[0], files[0], from",
                "https://example.org/m.bin|file:///etc/passwd|models[0], files[0], from",
                "\"bytes\": 12|\"bytes\": -12|models[0], files[0], bytes",
                "\"bytes\": 12|\"bytes\": \"12\"|models[0], files[0], bytes",
                "0123456789abcdef\"|0123456789abcdeg\"|models[0], files[0], sha256",
                "\"embeddingSize\": 512, ||models[0], embeddingSize",
                "\"embeddingSize\": 512|\"embeddingSize\": 4294967808|models[0], embeddingSize: expected at most",
                "QuickGELU|ReLU|models[0], activation",
                "\"licence\": \"MIT\", ||models[0], licence",
                "\"files\": [|\"files\": 3, \"weights\": [|models[0], files: expected a list",
                "\"models\"|\"model\"|model: no such field",
            })
    void mistakesAreNamed(String right, String wrong, String named) {
        String text = WHOLE.replace(right, wrong == null ? "" : wrong);
        var refusal = assertThrows(UserException.class, () -> Registry.parse("my file", text, List.of()));
        assertTrue(refusal.getMessage().startsWith("my file: "), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("\n  " + named), refusal.getMessage());
    }

    @Test
    void anOddFileNameIsAskedForAsItIsWritten() {
        String text = WHOLE.replace("\"home\": \"https://example.org/mine\"", "\"hub\": \"me/mine\"")
                .replace("\"from\": \"https://example.org/m.bin\", ", "")
                .replace("model.safetensors", "B+16, best model.safetensors");
        URI from = Registry.parse("mine", text, List.of()).get(0).files().get(0).from();
        assertEquals("/me/mine/resolve/main/B+16, best model.safetensors", from.getPath());
        assertFalse(from.toString().contains("+"), from.toString());
    }

    @Test
    void aMistakeIsReportedOnce() {
        String text = WHOLE.replace("512", "\"many\"");
        var refusal = assertThrows(UserException.class, () -> Registry.parse("my file", text, List.of()));
        assertTrue(refusal.getMessage().startsWith("my file: 1 mistake;"), refusal.getMessage());
        assertEquals(2, refusal.getMessage().lines().count(), refusal.getMessage());
    }

    @Test
    void allMistakesAreReportedAtOnce() {
        String text =
                WHOLE.replace("\"Mine\"", "\"a/b\"").replace("\"MIT\"", "7").replace("12", "0");
        var refusal = assertThrows(UserException.class, () -> Registry.parse("my file", text, List.of()));
        for (String named : List.of("name", "licence", "files[0], bytes"))
            assertTrue(refusal.getMessage().contains("models[0], " + named + ": "), refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"''", "[]", "{\"models\": [", "{\"models\": []} {}", "{models: []}"})
    void whatIsNotJsonIsRefused(String text) {
        var refusal = assertThrows(UserException.class, () -> Registry.parse("my file", text, List.of()));
        assertTrue(refusal.getMessage().startsWith("my file: "), refusal.getMessage());
    }

    @Test
    void aNameThatIsTakenIsRefusedInEitherCase() {
        List<ZooEntry> before = Registry.parse("mine", WHOLE, List.of());
        var refusal = assertThrows(
                UserException.class, () -> Registry.parse("other", WHOLE.replace("\"Mine\"", "\"mINE\""), before));
        assertTrue(refusal.getMessage().contains("models[0], name"), refusal.getMessage());
    }

    @Test
    void theUsersModelsAreListedAfterTheLibrarys() throws IOException {
        Files.writeString(folder.resolve(ModelZoo.USER_MODELS), WHOLE);
        ModelZoo zoo = ModelZoo.in(folder);
        List<ZooEntry> entries = zoo.entries();
        assertEquals("Mine", entries.get(entries.size() - 1).name());
        assertEquals(Registry.builtIn().size() + 1, entries.size());
        assertEquals("Mine", zoo.get(" mine ").name());
    }

    @Test
    void anUnknownNameIsAnsweredWithThoseThereAre() {
        var refusal =
                assertThrows(UserException.class, () -> ModelZoo.in(folder).get("RN51"));
        assertTrue(refusal.getMessage().contains("RN50x4"), refusal.getMessage());
    }
}
