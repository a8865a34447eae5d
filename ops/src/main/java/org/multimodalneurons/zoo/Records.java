package org.multimodalneurons.zoo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;
import org.multimodalneurons.weights.Gelu;

/**
 * What was fetched or imported, in {@code NAME.record.json} beside a model's folder: its entry as in a list of models,
 * with the SHA-256 of every file. A download's record stays when the model is removed, so that the next one is held to
 * the same files.
 */
final class Records {

    private static final String SUFFIX = ".record.json";
    private static final Gson JSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private final Path folder;

    Records(Path folder) {
        this.folder = folder;
    }

    /** Where a model's record is. */
    Path file(String model) {
        return folder.resolve(model + SUFFIX);
    }

    /** A model's record, when there is one. */
    Optional<ZooEntry> of(String model) {
        return read(file(model)).stream().findFirst();
    }

    /** All records, by name. */
    List<ZooEntry> all() {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .flatMap(file -> read(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new UserException(folder + ": cannot be listed: " + WholeFile.reason(e), e);
        }
    }

    private static List<ZooEntry> read(Path file) {
        return Registry.record(file);
    }

    /** The entry with the hashes that are recorded where it gives none. */
    ZooEntry pinned(ZooEntry entry) {
        Optional<ZooEntry> record = of(entry.name());
        if (record.isEmpty()) return entry;
        Map<String, Optional<String>> recorded = new LinkedHashMap<>();
        for (ZooFile file : record.get().files()) recorded.put(file.name(), file.sha256());
        return entry.with(
                entry.revision(),
                entry.files().stream()
                        .map(file -> new ZooFile(
                                file.name(),
                                file.from(),
                                file.bytes(),
                                file.sha256().or(() -> recorded.getOrDefault(file.name(), Optional.empty()))))
                        .toList());
    }

    /** Writes a model's record in place of any before. */
    void write(ZooEntry entry) throws IOException {
        Path file = file(entry.name());
        String json = JSON.toJson(Map.of("models", List.of(json(entry)))) + "\n";
        WholeFile.write(file, draft -> Files.writeString(draft, json));
    }

    /** Forgets a model. */
    void delete(String model) throws IOException {
        Files.deleteIfExists(file(model));
    }

    private static Map<String, Object> json(ZooEntry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", entry.name());
        json.put("architecture", entry.architecture());
        json.put("embeddingSize", entry.embeddingSize());
        entry.parameters().ifPresent(count -> json.put("parameters", count));
        json.put("licence", entry.licence());
        json.put("goodFor", entry.goodFor());
        json.put("home", entry.home().toString());
        entry.revision().ifPresent(revision -> json.put("revision", revision));
        entry.activation().ifPresent(gelu -> json.put("activation", gelu == Gelu.QUICK ? "QuickGELU" : "GELU"));
        List<Map<String, Object>> files = new ArrayList<>();
        for (ZooFile file : entry.files()) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("name", file.name());
            each.put("from", file.from().toString());
            file.bytes().ifPresent(bytes -> each.put("bytes", bytes));
            file.sha256().ifPresent(sha256 -> each.put("sha256", sha256));
            files.add(each);
        }
        json.put("files", files);
        return json;
    }
}
