package org.multimodalneurons.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/**
 * An object of a JSON file, whose entries are optional and have the type that is asked for, or else the file is refused.
 *
 * @param source the file, and the path of the object in it
 */
record Json(String source, JsonObject object) {

    static Json read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new InvalidModelException(file.toString(), "cannot be read: " + e.getMessage(), e);
        }
    }

    static Json parse(String source, String text) {
        try {
            if (JsonParser.parseString(text) instanceof JsonObject object) return new Json(source, object);
            throw new InvalidModelException(source, "not a JSON object");
        } catch (JsonParseException e) {
            throw new InvalidModelException(source, "not JSON: " + e.getMessage(), e);
        }
    }

    /** The object under a key; an empty one when there is none. */
    Json object(String key) {
        return get(key).map(element -> {
                    if (element instanceof JsonObject child) return new Json(source + ", " + key, child);
                    throw wrong(key, "an object", element);
                })
                .orElseGet(() -> new Json(source + ", " + key, new JsonObject()));
    }

    boolean has(String key) {
        return get(key).isPresent();
    }

    Optional<Integer> integer(String key) {
        return get(key).map(element -> {
            try {
                double number = element.getAsDouble();
                if (number == Math.rint(number) && Math.abs(number) < Integer.MAX_VALUE) return (int) number;
            } catch (RuntimeException e) {
                throw wrong(key, "a whole number", element);
            }
            throw wrong(key, "a whole number", element);
        });
    }

    Optional<String> string(String key) {
        return get(key).map(JsonElement::getAsString);
    }

    /** A list of whole numbers, or a single one. */
    Optional<List<Integer>> integers(String key) {
        return numbers(key)
                .map(numbers -> numbers.stream().map(Double::intValue).toList());
    }

    Optional<List<Double>> numbers(String key) {
        return get(key).map(element -> {
            List<Double> numbers = new ArrayList<>();
            try {
                if (element instanceof JsonArray array) for (JsonElement each : array) numbers.add(each.getAsDouble());
                else numbers.add(element.getAsDouble());
            } catch (RuntimeException e) {
                throw wrong(key, "numbers", element);
            }
            return numbers;
        });
    }

    /** Whatever stands under a key, unless it is null. */
    Optional<JsonElement> get(String key) {
        return Optional.ofNullable(object.get(key)).filter(element -> !element.isJsonNull());
    }

    InvalidModelException wrong(String key, String expected, Object found) {
        return new InvalidModelException(source, key + ": expected " + expected + ", found " + found);
    }
}
