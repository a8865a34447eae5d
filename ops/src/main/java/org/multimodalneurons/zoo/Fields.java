package org.multimodalneurons.zoo;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/**
 * An object of a JSON file read field by field. A field that is not what it should be is noted, with its place, among the
 * faults of the file, so that one reading finds them all.
 */
final class Fields {

    private final String place;
    private final JsonObject object;
    private final List<String> faults;
    private final Set<String> asked = new TreeSet<>();

    /**
     * Begins to read an object.
     *
     * @param place where it stands in the file, to begin messages with
     * @param faults gets a line for each mistake
     */
    Fields(String place, JsonObject object, List<String> faults) {
        this.place = place;
        this.object = object;
        this.faults = faults;
    }

    /** Notes a mistake of a field. */
    void fault(String key, String expected, Object found) {
        faults.add((place.isEmpty() ? "" : place + ", ") + key + ": expected " + expected + ", found " + found);
    }

    Optional<String> text(String key) {
        Optional<JsonElement> found = get(key);
        if (found.isEmpty()) return Optional.empty();
        if (found.get() instanceof JsonPrimitive value
                && value.isString()
                && !value.getAsString().isBlank()) return Optional.of(value.getAsString());
        fault(key, "a text", found.get());
        return Optional.empty();
    }

    /** A text that must be there; empty with a fault noted when it is not. */
    String requiredText(String key) {
        if (get(key).isEmpty()) fault(key, "a text", "nothing");
        return text(key).orElse("");
    }

    /** A text of a given form. */
    Optional<String> text(String key, String form, String expected) {
        Optional<String> text = text(key);
        if (text.isEmpty() || text.get().matches(form)) return text;
        fault(key, expected, '"' + text.get() + '"');
        return Optional.empty();
    }

    /** A whole number above zero. */
    OptionalLong count(String key) {
        Optional<JsonElement> found = get(key);
        if (found.isEmpty()) return OptionalLong.empty();
        if (found.get() instanceof JsonPrimitive value && value.isNumber()) {
            double number = value.getAsDouble();
            if (number == Math.rint(number) && number > 0 && number < 1e15) return OptionalLong.of((long) number);
        }
        fault(key, "a whole number above zero", found.get());
        return OptionalLong.empty();
    }

    /** A whole number above zero that must be there; empty with one fault noted when it is not. */
    OptionalLong requiredCount(String key) {
        if (get(key).isEmpty()) fault(key, "a whole number above zero", "nothing");
        return count(key);
    }

    Optional<URI> address(String key) {
        Optional<String> text = text(key);
        if (text.isEmpty()) return Optional.empty();
        try {
            var uri = new URI(text.get());
            if (uri.isAbsolute()) return Optional.of(uri);
            fault(key, "an address that begins with https://", '"' + text.get() + '"');
        } catch (URISyntaxException e) {
            fault(key, "an address", e.getMessage());
        }
        return Optional.empty();
    }

    /** The objects of a list, which must be there and hold at least as many. */
    List<Fields> objects(String key, int atLeast) {
        List<Fields> objects = new ArrayList<>();
        Optional<JsonElement> found = get(key);
        if (found.isPresent() && found.get() instanceof JsonArray array && array.size() >= atLeast)
            for (JsonElement element : array) {
                String at = (place.isEmpty() ? "" : place + ", ") + key + "[" + objects.size() + "]";
                if (element instanceof JsonObject child) objects.add(new Fields(at, child, faults));
                else faults.add(at + ": expected an object in braces, found " + element);
            }
        else
            fault(
                    key,
                    "a list in brackets" + (atLeast > 0 ? " that is not empty" : ""),
                    found.isEmpty() ? "nothing" : found.get());
        return objects;
    }

    /** Notes every field that was not asked for: a misspelt one would otherwise be passed over. */
    void nothingElse() {
        for (String key : object.keySet())
            if (!asked.contains(key))
                faults.add((place.isEmpty() ? "" : place + ", ") + key + ": no such field; there are " + asked);
    }

    private Optional<JsonElement> get(String key) {
        asked.add(key);
        return Optional.ofNullable(object.get(key)).filter(element -> !element.isJsonNull());
    }
}
