package org.multimodalneurons.training.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.google.gson.JsonObject;

/** The drawings of one Iconify package: {@code icons.json}, and {@code chars.json} where it says which emoji they are. */
final class IconSet {

    private final JsonObject root;
    private final Map<String, String> byCode = new HashMap<>();
    private final Map<String, String> byName = new HashMap<>();

    private IconSet(JsonObject root) {
        this.root = root;
        for (String section : List.of("icons", "aliases"))
            if (root.has(section))
                for (String name : root.getAsJsonObject(section).keySet())
                    byName.putIfAbsent(EmojiNames.plain(name), name);
    }

    /** A set of the contents of an {@code icons.json}. */
    static IconSet of(JsonObject root) {
        return new IconSet(root);
    }

    /** Reads a package and adds the names that its {@code chars.json} gives to those known. */
    static IconSet read(Packages packages, Source source, EmojiNames names) {
        Map<String, byte[]> files =
                packages.files(source, path -> path.equals("icons.json") || path.equals("chars.json"));
        IconSet set = new IconSet(EmojiNames.json(files.get("icons.json")).getAsJsonObject());
        if (files.containsKey("chars.json"))
            EmojiNames.json(files.get("chars.json")).getAsJsonObject().asMap().forEach((code, name) -> {
                set.byCode.put(EmojiNames.key(code), name.getAsString());
                names.add(code, name.getAsString());
            });
        return set;
    }

    /**
     * The drawings of an emoji: by its code, else by the first of its names that the set has; drawings of the same
     * thing numbered {@code -1}, {@code -2} are all of them.
     *
     * @return name of the drawing to SVG; empty if the set has none
     */
    Map<String, String> drawings(String code, EmojiNames names) {
        Map<String, String> found = new LinkedHashMap<>();
        String exact = byCode.get(EmojiNames.key(code));
        if (exact != null) {
            add(exact, found);
            return found;
        }
        for (String name : names.of(code)) {
            for (String candidate : spellings(name)) {
                if (names.belongsToAnother(candidate, code)) continue;
                if (byName.containsKey(candidate)) add(byName.get(candidate), found);
                for (int i = 1; i <= 5 && byName.getOrDefault(candidate + i, "").endsWith("-" + i); i++)
                    add(byName.get(candidate + i), found);
                if (!found.isEmpty()) return found;
            }
        }
        return found;
    }

    /** The drawing of exactly this name, if there is one. */
    Map<String, String> drawing(String name) {
        Map<String, String> found = new LinkedHashMap<>();
        if (root.getAsJsonObject("icons").has(name)) add(name, found);
        return found;
    }

    private static List<String> spellings(String name) {
        String plain = EmojiNames.plain(name);
        List<String> spellings = new ArrayList<>(List.of(plain, plain + "face", plain.replace("face", "")));
        if (plain.startsWith("flag")) {
            String country = plain.substring(4);
            spellings.addAll(List.of("flagforflag" + country, "flagfor" + country, country + "flag", country));
        }
        return spellings;
    }

    private void add(String name, Map<String, String> found) {
        String body = svg(name);
        if (!found.containsValue(body)) found.put(name, body);
    }

    private String svg(String name) {
        JsonObject icons = root.getAsJsonObject("icons");
        String real = name;
        while (!icons.has(real))
            real = root.getAsJsonObject("aliases")
                    .getAsJsonObject(real)
                    .get("parent")
                    .getAsString();
        JsonObject icon = icons.getAsJsonObject(real);
        double width = number(icon, "width", 16);
        double height = number(icon, "height", 16);
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" color=\"#000\""
                        + " width=\"%s\" height=\"%s\" viewBox=\"%s %s %s %s\">%s</svg>",
                width,
                height,
                number(icon, "left", 0),
                number(icon, "top", 0),
                width,
                height,
                icon.get("body").getAsString());
    }

    private double number(JsonObject icon, String key, double otherwise) {
        if (icon.has(key)) return icon.get(key).getAsDouble();
        return root.has(key) ? root.get(key).getAsDouble() : otherwise;
    }
}
