package org.multimodalneurons.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multimodalneurons.model.Reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A model in several files is read like the same in one; index and files must agree. */
class ShardedWeightsTest {

    private static final String FIRST = "model-00001-of-00002.safetensors";
    private static final String SECOND = "model-00002-of-00002.safetensors";
    private static final String TENSOR = "\"text_model.final_layer_norm.bias\"";

    @TempDir
    Path folder;

    private Path index;

    @BeforeEach
    void copyTheModel() throws IOException {
        try (Stream<Path> files = Files.list(Reference.path("models/vit-hf-sharded"))) {
            for (Path file : files.toList()) Files.copy(file, folder.resolve(file.getFileName()));
        }
        index = folder.resolve("model.safetensors.index.json");
    }

    @Test
    void theSameTensorsAreReadAsFromOneFile() {
        try (WeightFile one = WeightFile.open(Reference.path("models/vit-hf"));
                WeightFile several = WeightFile.open(folder)) {
            assertEquals(index.toString(), several.source());
            assertEquals(one.tensors(), several.tensors());
            for (String name : one.tensors().keySet()) assertArrayEquals(one.floats(name), several.floats(name), name);
            assertThrows(IllegalArgumentException.class, () -> several.floats("absent"));
        }
    }

    @Test
    void missingFilesAreAllNamed() throws IOException {
        Files.delete(folder.resolve(SECOND));
        assertTrue(refusal().contains("1 of 2 files are missing beside the index: " + SECOND), refusal());
        Files.delete(folder.resolve(FIRST));
        assertTrue(refusal().contains("2 of 2 files are missing beside the index: " + FIRST + ", " + SECOND));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "model-00001-of-00002.safetensors" | "../model.safetensors"     | refused to look for it in "../model.safetensors"
                    "model-00001-of-00002.safetensors" | "/etc/passwd"              | refused to look for it in "/etc/passwd"
                    "model-00001-of-00002.safetensors" | "a\\\\b.safetensors"       | plain file name
                    "model-00001-of-00002.safetensors" | "C:b.safetensors"          | plain file name
                    "model-00001-of-00002.safetensors" | ".."                       | plain file name
                    "model-00001-of-00002.safetensors" | ""                         | plain file name
                    "model-00001-of-00002.safetensors" | 3                          | expected a file name
                    "weight_map"                       | "weights"                  | names no tensors
                    "weight_map": {                    | "weight_map": [            | weight_map is not a JSON object
                    "metadata": {                      | "weight_map": {"a": "b"}, "metadata": {  | weight_map appears twice
                    "metadata"                         | metadata                   | the index is not JSON
                    """)
    void anIndexThatIsWrongIsRefused(String from, String to, String says) throws IOException {
        String text = Files.readString(index);
        assertTrue(text.contains(from), text);
        Files.writeString(index, text.replace(from, to));
        assertTrue(refusal().startsWith(index + ": "), refusal());
        assertTrue(refusal().contains(says), refusal());
    }

    @Test
    void aTensorListedTwiceIsRefused() throws IOException {
        String text = Files.readString(index);
        Files.writeString(
                index, text.replace("\"weight_map\": {", "\"weight_map\": {" + TENSOR + ": \"" + FIRST + "\", "));
        String message = refusal();
        assertTrue(message.contains("tensor " + TENSOR.replace("\"", "") + " is listed twice: in " + FIRST), message);
    }

    @Test
    void aTensorThatLiesElsewhereIsNamed() throws IOException {
        String text = Files.readString(index);
        String entry = TENSOR + ": \"" + FIRST + "\"";
        assertTrue(text.contains(entry), text);
        Files.writeString(index, text.replace(entry, TENSOR + ": \"" + SECOND + "\""));
        String message = refusal();
        assertTrue(
                message.contains("1 tensors are not in the file that the index says: "
                        + "text_model.final_layer_norm.bias (" + SECOND + ")"),
                message);
    }

    @Test
    void tensorsThatTheIndexDoesNotListAreNamed() throws IOException {
        String text = Files.readString(index);
        Files.writeString(index, text.replace(TENSOR, "\"renamed\""));
        assertTrue(
                refusal()
                        .contains("the index does not list what " + FIRST
                                + " holds: text_model.final_layer_norm.bias; index and files"),
                refusal());
    }

    @Test
    void aTensorInTwoFilesIsRefused() throws IOException {
        String third = "model-00003-of-00003.safetensors";
        Files.copy(folder.resolve(SECOND), folder.resolve(third));
        String text = Files.readString(index);
        Files.writeString(index, text.replaceFirst(SECOND, third));
        String message = refusal();
        assertTrue(message.contains("is there twice: in "), message);
        assertTrue(message.contains(SECOND) && message.contains(third), message);
    }

    @Test
    void aDamagedFileIsRefusedByItsOwnName() throws IOException {
        Files.write(folder.resolve(SECOND), new byte[0]);
        String message = refusal();
        assertTrue(message.startsWith(folder.resolve(SECOND) + ": the file is empty"), message);
        assertFalse(message.contains(FIRST), message);
    }

    @Test
    void tensorsComeInTheOrderOfTheIndex() {
        try (WeightFile several = WeightFile.open(index)) {
            assertEquals(
                    List.copyOf(ShardIndex.read(index).shards().keySet()),
                    List.copyOf(several.tensors().keySet()));
        }
    }

    private String refusal() {
        return assertThrows(InvalidModelException.class, () -> WeightFile.open(folder)
                        .close())
                .getMessage();
    }
}
