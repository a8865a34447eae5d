package org.multimodalneurons.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every malformed file of the reference data is refused with a message that says what is wrong with it. */
class MalformedFilesTest {

    private static final String MODEL = "/open_clip_model.safetensors";

    /** What the message must hold, by file. */
    private static final Map<String, List<String>> MESSAGES = Map.ofEntries(
            Map.entry("empty.safetensors", List.of("the file is empty (0 bytes), not a weights file")),
            Map.entry("seven-bytes.safetensors", List.of("too short for the 8-byte header length")),
            Map.entry("truncated-header.safetensors", List.of("header is cut off", "16360 bytes", "found 8180")),
            Map.entry(
                    "huge-header-length.safetensors",
                    List.of("header length 1152921504606846976 is larger than the file")),
            Map.entry("negative-header-length.safetensors", List.of("invalid header length -5")),
            Map.entry("header-not-json.safetensors", List.of("header is not JSON", "line 1 column")),
            Map.entry("header-is-a-list.safetensors", List.of("header is not a JSON object")),
            Map.entry("offsets-overlap.safetensors", List.of("tensors a and b overlap")),
            Map.entry("offsets-beyond-file.safetensors", List.of("tensor b: data end 4000", "file has 40")),
            Map.entry("offsets-reversed.safetensors", List.of("tensor b: offsets reversed")),
            Map.entry("offsets-hole.safetensors", List.of("hole of 4 bytes in the data between a and b")),
            Map.entry("unknown-dtype.safetensors", List.of("tensor b: unknown dtype F99", "BF16")),
            Map.entry("shape-size-mismatch.safetensors", List.of("tensor b: shape [5] of F32 needs 20 bytes, has 16")),
            Map.entry("shape-overflow.safetensors", List.of("tensor b: element count overflows")),
            Map.entry("negative-shape.safetensors", List.of("tensor b: negative dimension")),
            Map.entry("duplicate-key.safetensors", List.of("tensor a appears twice")),
            Map.entry(
                    "missing-tensor" + MODEL,
                    List.of("missing: visual.layer2.0.bn2.running_var, expected shape [12]", "1 tensors")),
            Map.entry(
                    "wrong-shape" + MODEL,
                    List.of("visual.layer3.0.conv2.weight: found shape [24, 23, 3, 3], expected [24, 24, 3, 3]")),
            Map.entry("nan-weights" + MODEL, List.of("visual.conv1.weight holds NaN (2 of 81 numbers", "index 7")),
            Map.entry(
                    "not-a-clip" + MODEL,
                    List.of(
                            "not a CLIP checkpoint: looked for visual.conv1.weight",
                            "found",
                            "such as visual.layer1.0")),
            Map.entry(
                    "pickle-runs-code.pt",
                    List.of(
                            "refused: the archive asks for posix.system, which no weights file needs; nothing was run")),
            Map.entry(
                    "zip-without-weights.pt",
                    List.of("a zip, but no data.pkl in it: not a PyTorch archive; found hello.txt")),
            Map.entry("truncated.pt", List.of("the zip is cut off")),
            Map.entry("text-file.pt", List.of("a Git LFS pointer, not the file itself: fetch it first")),
            Map.entry("html-page.safetensors", List.of("an HTML page, not a weights file: the download went wrong")));

    static Stream<String> files() {
        return MESSAGES.keySet().stream().sorted();
    }

    @Test
    void everyCaseOfTheReferenceIsCovered() throws IOException {
        String cases = Files.readString(Reference.path("malformed/cases.json"));
        Set<String> files = Stream.of(JsonParser.parseString(cases))
                .flatMap(list -> list.getAsJsonArray().asList().stream())
                .map(JsonElement::getAsJsonObject)
                .map(entry -> entry.get("file").getAsString())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(files, new TreeSet<>(MESSAGES.keySet()));
    }

    @ParameterizedTest
    @MethodSource("files")
    void itIsRefusedWithAMessageThatNamesTheFault(String file) {
        Path path = Reference.path("malformed/" + file);
        String message = assertThrows(InvalidModelException.class, () -> ClipModel.open(path))
                .getMessage();
        assertTrue(message.startsWith(path.toString()), message);
        for (String part : MESSAGES.get(file)) assertTrue(message.contains(part), message);
    }
}
