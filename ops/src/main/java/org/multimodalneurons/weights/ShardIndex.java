package org.multimodalneurons.weights;

import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import org.multimodalneurons.JsonFault;
import org.multimodalneurons.WholeFile;

/**
 * The index of a model in several files, such as {@code model.safetensors.index.json}: its {@code weight_map} says for
 * each tensor in which of the files beside it the tensor lies.
 *
 * @param file the index itself
 * @param shards the name of the file that holds each tensor, by the tensor's name, in the order of the index
 */
record ShardIndex(Path file, Map<String, String> shards) {

    private static final long LARGEST = 32 << 20;
    private static final String TENSORS = "weight_map";

    /** Reads an index; throws {@link InvalidModelException} with what is wrong with it. */
    static ShardIndex read(Path file) {
        try {
            long size = Files.size(file);
            if (size > LARGEST)
                throw invalid(file, "an index of " + size + " bytes is none; at most " + LARGEST + " are read");
            return parse(file, Files.readString(file));
        } catch (MalformedJsonException | EOFException | IllegalStateException e) {
            throw new InvalidModelException(file.toString(), "the index is not JSON: " + JsonFault.reason(e), e);
        } catch (IOException e) {
            throw new InvalidModelException(file.toString(), "cannot be read: " + WholeFile.reason(e), e);
        }
    }

    private static ShardIndex parse(Path file, String text) throws IOException {
        Map<String, String> shards = new LinkedHashMap<>();
        boolean found = false;
        try (JsonReader json = new JsonReader(new StringReader(text))) {
            if (json.peek() != JsonToken.BEGIN_OBJECT) throw invalid(file, "the index is not a JSON object");
            json.beginObject();
            while (json.hasNext()) {
                if (!json.nextName().equals(TENSORS)) {
                    json.skipValue();
                } else {
                    if (found) throw invalid(file, TENSORS + " appears twice in the index");
                    found = true;
                    shards(file, json, shards);
                }
            }
            json.endObject();
        }
        if (shards.isEmpty())
            throw invalid(file, "the index names no tensors: expected a " + TENSORS + " from tensors to files");
        return new ShardIndex(file, shards);
    }

    private static void shards(Path file, JsonReader json, Map<String, String> shards) throws IOException {
        if (json.peek() != JsonToken.BEGIN_OBJECT) throw invalid(file, TENSORS + " is not a JSON object");
        json.beginObject();
        while (json.hasNext()) {
            String tensor = json.nextName();
            if (json.peek() != JsonToken.STRING) throw invalid(file, "tensor " + tensor + ": expected a file name");
            String shard = json.nextString();
            if (!isPlainName(shard))
                throw invalid(
                        file,
                        "tensor " + tensor + ": refused to look for it in \"" + shard
                                + "\"; shards are named by a plain file name and lie beside the index");
            String before = shards.put(tensor, shard);
            if (before != null)
                throw invalid(file, "tensor " + tensor + " is listed twice: in " + before + " and in " + shard);
        }
        json.endObject();
    }

    /** Whether it names a file of the same folder on every operating system, and nothing else. */
    private static boolean isPlainName(String name) {
        return name.matches("[^/\\\\:\\p{Cntrl}]{1,255}") && !name.equals(".") && !name.equals("..");
    }

    /** The files that the tensors lie in, in the order of the index; all must be there. */
    List<Path> files() {
        Set<String> names = new LinkedHashSet<>(shards.values());
        List<Path> files = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String name : names) {
            Path shard = file.resolveSibling(name);
            if (Files.isRegularFile(shard)) files.add(shard);
            else missing.add(name);
        }
        if (!missing.isEmpty())
            throw invalid(
                    file,
                    missing.size() + " of " + names.size() + " files are missing beside the index: "
                            + Faults.some(missing) + "; fetch them too");
        return files;
    }

    private static InvalidModelException invalid(Path file, String reason) {
        return new InvalidModelException(file.toString(), reason);
    }
}
