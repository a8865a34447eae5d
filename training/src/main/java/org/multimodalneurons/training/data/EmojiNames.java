package org.multimodalneurons.training.data;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** What each emoji is called: labels and shortcodes of {@code emojibase-data}, and the names that icon sets map it to. */
final class EmojiNames {

    private final Map<String, Set<String>> names = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();

    /** Names of {@code en/data.json} and {@code en/shortcodes/*.json}. */
    static EmojiNames of(Packages packages, Source emojibase) {
        Map<String, byte[]> files = packages.files(
                emojibase, path -> path.equals("en/data.json") || path.matches("en/shortcodes/[a-z-]+\\.json"));
        EmojiNames result = new EmojiNames();
        for (JsonElement element : json(files.remove("en/data.json")).getAsJsonArray()) {
            JsonObject emoji = element.getAsJsonObject();
            result.label(emoji.get("hexcode").getAsString(), emoji.get("label").getAsString());
        }
        for (byte[] file : files.values())
            json(file).getAsJsonObject().asMap().forEach((code, value) -> {
                if (value instanceof JsonArray several) several.forEach(one -> result.add(code, one.getAsString()));
                else result.add(code, value.getAsString());
            });
        for (List<String> row : ResourceTable.read("names.tsv", 2)) result.add(row.get(0), row.get(1));
        return result;
    }

    /** Whether a name is the label of another emoji, so that it must not stand for this one. */
    boolean belongsToAnother(String name, String code) {
        return !owners.getOrDefault(plain(name), key(code)).equals(key(code));
    }

    /** A name's letters and digits alone, in lower case. */
    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** Adds an emoji's own label, which then stands for no other emoji. */
    void label(String code, String label) {
        add(code, label);
        owners.put(plain(label), key(code));
    }

    /** Adds a name of an emoji; the order of adding is the order of preference. */
    void add(String code, String name) {
        names.computeIfAbsent(key(code), any -> new LinkedHashSet<>()).add(name);
    }

    /** The names of an emoji; empty if it is unknown. */
    Collection<String> of(String code) {
        return names.getOrDefault(key(code), Set.of());
    }

    /** A code without the variation selectors that sources write or leave out as they like. */
    static String key(String code) {
        return code.toLowerCase(Locale.ROOT).replace("-fe0f", "").replaceFirst("^0+", "");
    }

    static JsonElement json(byte[] file) {
        return JsonParser.parseString(new String(file, StandardCharsets.UTF_8));
    }
}
