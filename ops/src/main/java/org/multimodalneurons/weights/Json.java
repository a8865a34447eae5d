package org.multimodalneurons.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import org.multimodalneurons.JsonFault;
import org.multimodalneurons.WholeFile;

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
            throw new InvalidModelException(file.toString(), "cannot be read: " + WholeFile.reason(e), e);
        }
    }

    static Json parse(String source, String text) {
        try {
            if (JsonParser.parseString(text) instanceof JsonObject object) return new Json(source, object);
            throw new InvalidModelException(source, "not a JSON object");
        } catch (JsonParseException e) {
            throw new InvalidModelException(source, "not JSON: " + JsonFault.reason(e), e);
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

    /** The object under a key, which must be there: defaults in its place would be those of another model. */
    Json required(String key) {
        if (get(key).isEmpty()) throw wrong(key, "an object with what the model is made of", "nothing");
        return object(key);
    }

    Optional<Integer> integer(String key) {
        return get(key).map(element -> whole(key, "a whole number", element));
    }

    Optional<Double> number(String key) {
        return get(key).map(element -> number(key, "a number", element));
    }

    Optional<Boolean> bool(String key) {
        return get(key).map(element -> {
            if (element instanceof JsonPrimitive value && value.isBoolean()) return value.getAsBoolean();
            throw wrong(key, "true or false", element);
        });
    }

    Optional<String> string(String key) {
        return get(key).map(element -> {
            if (element instanceof JsonPrimitive value && value.isString()) return value.getAsString();
            throw wrong(key, "a string", element);
        });
    }

    /** A list of whole numbers, or a single one. */
    Optional<List<Integer>> integers(String key) {
        return get(key).map(element -> elements(key, element).stream()
                .map(each -> whole(key, "whole numbers", each))
                .toList());
    }

    /** A list of numbers, or a single one. */
    Optional<List<Double>> numbers(String key) {
        return get(key).map(element -> elements(key, element).stream()
                .map(each -> number(key, "numbers", each))
                .toList());
    }

    /** Three numbers, one for each of red, green and blue. */
    List<Float> channels(String key, List<Float> otherwise) {
        List<Float> channels = numbers(key)
                .map(numbers -> numbers.stream().map(Double::floatValue).toList())
                .orElse(otherwise);
        if (channels.size() != 3) throw wrong(key, "three numbers", channels);
        return channels;
    }

    /** What an entry stands for, by its JSON. */
    <T> T named(String key, Map<String, T> names, T otherwise) {
        return get(key).map(found -> names.get(found.toString())).orElse(otherwise);
    }

    private List<JsonElement> elements(String key, JsonElement element) {
        List<JsonElement> elements = element instanceof JsonArray array ? array.asList() : List.of(element);
        if (elements.isEmpty()) throw wrong(key, "at least one number", element);
        return elements;
    }

    private double number(String key, String expected, JsonElement element) {
        if (element instanceof JsonPrimitive value && value.isNumber()) return value.getAsDouble();
        throw wrong(key, expected, element);
    }

    private int whole(String key, String expected, JsonElement element) {
        double number = number(key, expected, element);
        if (number == Math.rint(number) && Math.abs(number) < Integer.MAX_VALUE) return (int) number;
        throw wrong(key, expected, element);
    }

    /** Whatever stands under a key, unless it is null. */
    Optional<JsonElement> get(String key) {
        return Optional.ofNullable(object.get(key)).filter(element -> !element.isJsonNull());
    }

    InvalidModelException wrong(String key, String expected, Object found) {
        return new InvalidModelException(source, key + ": expected " + expected + ", found " + found);
    }
}
