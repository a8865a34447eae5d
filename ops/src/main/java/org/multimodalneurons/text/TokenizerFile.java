package org.multimodalneurons.text;

import java.io.Reader;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import org.multimodalneurons.UserException;

/**
 * A tokenizer.json, made ready for clean text: without its own cleaning, which is not CLIP's, and without its control
 * tokens, so that a text that spells one out is read as the text that it is.
 *
 * @param name of the file, for messages
 * @param json what is left of it
 * @param vocabulary its tokens
 */
record TokenizerFile(String name, String json, ClipTokenizer.Vocabulary vocabulary) {

    private static final String START = "<|startoftext|>";
    private static final String END = "<|endoftext|>";

    /** Reads a file and closes nothing. */
    static TokenizerFile read(Reader reader, String name) {
        try {
            JsonObject file = JsonParser.parseReader(reader).getAsJsonObject();
            JsonObject tokens = file.getAsJsonObject("model").getAsJsonObject("vocab");
            JsonArray added = file.getAsJsonArray("added_tokens");
            if (added != null)
                for (JsonElement token : added)
                    tokens.add(
                            token.getAsJsonObject().get("content").getAsString(),
                            token.getAsJsonObject().get("id"));
            var vocabulary =
                    new ClipTokenizer.Vocabulary(tokens.size(), idOf(tokens, START, name), idOf(tokens, END, name));
            file.add("added_tokens", new JsonArray());
            file.add("normalizer", JsonNull.INSTANCE);
            file.add("post_processor", JsonNull.INSTANCE);
            return new TokenizerFile(name, file.toString(), vocabulary);
        } catch (JsonParseException | IllegalStateException | ClassCastException | NullPointerException e) {
            throw new UserException(
                    name + " is not a tokenizer.json with a byte-pair model: give the tokenizer.json that belongs to"
                            + " the model.",
                    e);
        }
    }

    /** Its tokens, in the order of their ids. */
    List<String> tokens() {
        return JsonParser.parseString(json)
                .getAsJsonObject()
                .getAsJsonObject("model")
                .getAsJsonObject("vocab")
                .asMap()
                .entrySet()
                .stream()
                .sorted(Comparator.comparingLong(token -> token.getValue().getAsLong()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static long idOf(JsonObject tokens, String token, String name) {
        JsonElement id = tokens.get(token);
        if (id == null)
            throw new UserException(name + " is not a CLIP tokenizer: it has no token " + token
                    + ". Give the tokenizer.json that belongs to the model.");
        return id.getAsLong();
    }
}
