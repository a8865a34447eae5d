package org.multimodalneurons.embed.classifier;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import org.multimodalneurons.JsonFault;
import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;
import org.multimodalneurons.model.ClipModel;

/**
 * A classifier in a JSON file that a person can read: the model's identity, what the classifier is worth, and a line for
 * each class with its label, how many examples it had, its bias and its weights.
 */
public final class ClassifierFile {

    /** The usual end of its name. */
    public static final String ENDING = ".classifier.json";

    private static final String KIND = "multimodal-neurons classifier";
    private static final Pattern BEGINNING =
            Pattern.compile("\\s*\\{\\s*\"kind\"\\s*:\\s*\"" + KIND + '"'); // laid out as it may be
    private static final int BEGINNING_BYTES = 1000;
    private static final int VERSION = 1;
    private static final Set<String> ALWAYS_KNOWN = Set.of("folds", "seed", "price");
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
    private static final Gson LENIENT =
            new GsonBuilder().serializeSpecialFloatingPointValues().create();

    private record Content(
            String kind,
            Integer version,
            String model,
            String prompts,
            String display,
            TrainingSummary training,
            Double temperature,
            List<Line> classes) {}

    private record Line(String label, Integer examples, Float bias, List<Float> weights) {

        float[] array() {
            float[] array = new float[weights.size()];
            for (int i = 0; i < array.length; i++) array[i] = weights.get(i);
            return array;
        }
    }

    private final Path file;

    private ClassifierFile(Path file) {
        this.file = file;
    }

    /**
     * Saves a classifier, over what may be there. The file is replaced as a whole, or not at all.
     *
     * @throws UserException when it cannot be written
     */
    public static void write(TrainedClassifier classifier, Path file) {
        String text = text(classifier);
        try {
            WholeFile.write(file, draft -> Files.writeString(draft, text));
        } catch (IOException e) {
            throw new UserException(
                    "The classifier cannot be saved to " + file + ": " + WholeFile.reason(e)
                            + ". Choose a file in a folder that exists, can be written to and has room.",
                    e);
        }
    }

    /**
     * Whether a file begins as one that {@link #write} made, be it damaged or of another version.
     *
     * @throws UserException when it cannot be read
     */
    public static boolean isOne(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            return BEGINNING
                    .matcher(new String(bytes.readNBytes(BEGINNING_BYTES), StandardCharsets.UTF_8))
                    .lookingAt();
        } catch (IOException e) {
            throw new UserException(
                    "The file " + file + " cannot be read: " + WholeFile.reason(e) + ". Choose another.", e);
        }
    }

    private static String text(TrainedClassifier classifier) {
        StringBuilder text = new StringBuilder("{\n");
        append(text, "kind", KIND);
        append(text, "version", VERSION);
        append(text, "model", classifier.model());
        append(text, "prompts", classifier.prompts());
        append(text, "display", classifier.display());
        append(text, "training", figures(classifier.summary()));
        append(text, "temperature", classifier.temperature());
        text.append("\"classes\": [\n");
        for (int k = 0; k < classifier.labels().size(); k++) {
            Line line = new Line(
                    classifier.labels().get(k),
                    classifier.examples().get(k),
                    classifier.classes().biases()[k],
                    list(classifier.classes().weights()[k]));
            text.append(k == 0 ? "" : ",\n").append(GSON.toJson(line));
        }
        return text.append("\n]\n}\n").toString();
    }

    /** Without what is not known: no number is none in JSON. */
    private static JsonObject figures(TrainingSummary summary) {
        JsonObject figures = LENIENT.toJsonTree(summary).getAsJsonObject();
        figures.asMap()
                .values()
                .removeIf(each ->
                        isNumber(each) ? !isFinite(each) : each.getAsString().isEmpty());
        return figures;
    }

    private static boolean isNumber(JsonElement figure) {
        return figure.getAsJsonPrimitive().isNumber();
    }

    private static boolean isFinite(JsonElement figure) {
        return Double.isFinite(figure.getAsDouble());
    }

    private static List<Float> list(float[] array) {
        return IntStream.range(0, array.length).mapToObj(i -> array[i]).toList();
    }

    private static void append(StringBuilder text, String key, Object value) {
        text.append('"').append(key).append("\": ").append(GSON.toJson(value)).append(",\n");
    }

    /**
     * Reads a classifier.
     *
     * @throws UserException when the file cannot be read, or is not one that {@link #write} made, naming the field
     */
    public static TrainedClassifier read(Path file) {
        return new ClassifierFile(file).read();
    }

    /**
     * Reads a classifier for the images of a model.
     *
     * @throws UserException as {@link #read(Path)}, and when it was trained on embeddings of another model
     */
    public static TrainedClassifier readFor(ClipModel clip, Path file) {
        TrainedClassifier classifier = read(file);
        if (!classifier.model().equals(clip.identity()))
            throw new UserException("The classifier in " + file + " was trained on embeddings of " + classifier.model()
                    + "; the model in use is " + clip.identity()
                    + ". Choose the classifier's model, or train a classifier with this one.");
        return classifier;
    }

    private TrainedClassifier read() {
        Content content = content();
        if (content == null || !KIND.equals(content.kind()))
            throw new UserException("The file " + file + " holds no classifier: \"kind\" is not \"" + KIND
                    + "\". Choose one that Train Classifier saved.");
        if (content.version() == null || content.version() != VERSION)
            throw wrong("version", String.valueOf(VERSION), content.version());
        require("model", content.model());
        require("prompts", content.prompts());
        if (content.temperature() == null
                || !(content.temperature() > 0)
                || content.temperature().isInfinite())
            throw wrong("temperature", "a number above 0", content.temperature());
        require("classes", content.classes());
        if (content.classes().size() < 2)
            throw wrong("classes", "at least 2", content.classes().size());
        Set<String> labels = new HashSet<>();
        for (int k = 0; k < content.classes().size(); k++) {
            check(
                    "classes[" + k + "]",
                    content.classes().get(k),
                    content.classes().get(0));
            if (!labels.add(content.classes().get(k).label()))
                throw wrong(
                        "classes[" + k + "].label",
                        "another than the labels before",
                        content.classes().get(k).label());
        }
        require("training", content.training());
        check(content.training());
        return classifier(content);
    }

    private void check(TrainingSummary training) {
        JsonObject figures = LENIENT.toJsonTree(training).getAsJsonObject(); // which leaves out what is missing
        for (RecordComponent each : TrainingSummary.class.getRecordComponents()) {
            boolean isNeeded = training.isMeasured() || ALWAYS_KNOWN.contains(each.getName());
            if (each.getType() == String.class || !isNeeded) continue;
            JsonElement found = figures.get(each.getName());
            if (found == null || !isFinite(found)) throw wrong("training." + each.getName(), "a number", found);
        }
    }

    /** As it was before it was written, which leaves out what is not known. */
    private static TrainingSummary whole(TrainingSummary training) {
        return training.isMeasured()
                ? training
                : TrainingSummary.unmeasured(training.seed(), training.price(), training.unmeasured());
    }

    private static TrainedClassifier classifier(Content content) {
        float[][] weights = content.classes().stream().map(Line::array).toArray(float[][]::new);
        float[] biases = new float[weights.length];
        for (int k = 0; k < biases.length; k++)
            biases[k] = content.classes().get(k).bias();
        return new TrainedClassifier(
                content.model(),
                content.prompts(),
                content.classes().stream().map(Line::label).toList(),
                content.classes().stream().map(Line::examples).toList(),
                new LinearClasses(weights, biases),
                content.temperature(),
                content.display() == null ? "" : content.display(), // files did not always tell
                whole(content.training()));
    }

    private void check(String field, Line line, Line first) {
        require(field, line);
        if (line.label() == null || line.label().isBlank()) throw wrong(field + ".label", "a text", line.label());
        if (line.examples() == null || line.examples() < 0)
            throw wrong(field + ".examples", "a number, 0 or more", line.examples());
        if (line.bias() == null || !Float.isFinite(line.bias())) throw wrong(field + ".bias", "a number", line.bias());
        require(field + ".weights", line.weights());
        if (line.weights().size() == 0) throw wrong(field + ".weights", "at least one number", "none");
        if (line.weights().size() != first.weights().size())
            throw wrong(
                    field + ".weights",
                    first.weights().size() + " numbers, as in the first class",
                    line.weights().size());
        for (int i = 0; i < line.weights().size(); i++)
            if (line.weights().get(i) == null || !Float.isFinite(line.weights().get(i)))
                throw wrong(
                        field + ".weights[" + i + "]",
                        "a number",
                        line.weights().get(i));
    }

    private void require(String field, Object value) {
        if (value == null) throw wrong(field, "something", "nothing");
    }

    private UserException wrong(String field, String expected, Object found) {
        return new UserException("The classifier in " + file + " cannot be used: \"" + field + "\" should be "
                + expected + ", but is " + found + ". Choose a file that Train Classifier saved, or train it again.");
    }

    private Content content() {
        if (!Files.isRegularFile(file))
            throw new UserException("There is no file " + file
                    + ". Choose one that Train Classifier saved; its name ends in " + ENDING + ".");
        try {
            return GSON.fromJson(Files.readString(file), Content.class);
        } catch (IOException e) {
            throw new UserException(
                    "The classifier " + file + " cannot be read: " + WholeFile.reason(e)
                            + ". Choose a file that Train Classifier saved.",
                    e);
        } catch (JsonParseException | IllegalArgumentException e) {
            throw new UserException(
                    "The file " + file + " holds no classifier, or a damaged one: " + JsonFault.reason(e)
                            + ". Choose a file that Train Classifier saved.",
                    e);
        }
    }
}
