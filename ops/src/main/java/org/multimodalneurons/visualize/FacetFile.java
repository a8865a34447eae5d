package org.multimodalneurons.visualize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;

/** Facets in a JSON file: the model's identity, the facets' names and, for each layer, a row of numbers for each facet. */
record FacetFile(Path file) {

    private static final String KIND = "multimodal-neurons facets 1";

    /** What Gson reads and writes. */
    private record Content(String kind, String model, List<String> names, List<Facets.InLayer> layers) {}

    void write(Facets facets) {
        String json = new Gson().toJson(new Content(KIND, facets.model(), facets.names(), facets.layers()));
        String lines = json.replace("[[", "[\n[").replace("],[", "],\n[").replace("{\"layer\"", "\n{\"layer\"");
        try {
            WholeFile.write(file, draft -> Files.writeString(draft, lines + "\n"));
        } catch (IOException e) {
            throw new UserException(
                    "The facets cannot be saved to " + file + ": " + WholeFile.reason(e)
                            + ". Choose a folder that can be written to and has room.",
                    e);
        }
    }

    Facets read() {
        Content content = content();
        if (content == null || !KIND.equals(content.kind()) || !isWhole(content))
            throw new UserException("The file " + file + " does not hold facets. Choose one that was saved by Faceted"
                    + " Visualization, or a folder with a subfolder of pictures for each facet.");
        return new Facets(content.model(), content.names(), content.layers());
    }

    private Content content() {
        try {
            return new Gson().fromJson(Files.readString(file), Content.class);
        } catch (IOException e) {
            throw new UserException("The facets in " + file + " cannot be read: " + WholeFile.reason(e), e);
        } catch (JsonParseException | NumberFormatException e) {
            return null;
        }
    }

    private static boolean isWhole(Content content) {
        if (content.model() == null || content.names() == null || content.layers() == null) return false;
        return !content.names().contains(null)
                && !content.layers().isEmpty()
                && content.layers().stream()
                        .allMatch(in -> isWhole(in, content.names().size()));
    }

    private static boolean isWhole(Facets.InLayer in, int facets) {
        return in != null
                && in.layer() != null
                && in.directions() != null
                && in.directions().length == facets
                && Arrays.stream(in.directions()).noneMatch(Objects::isNull);
    }
}
