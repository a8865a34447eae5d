package org.multimodalneurons.zoo;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import org.multimodalneurons.JsonFault;
import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;
import org.multimodalneurons.weights.Gelu;

/** A list of models in a JSON file; {@code docs/models.md} describes its form. All mistakes are reported at once. */
final class Registry {

    /** A model's name becomes a folder and a macro's argument; a file's name must not lead out of that folder. */
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._@+-]{0,62}[A-Za-z0-9+]|[A-Za-z0-9]";

    private static final String NAME_EXPECTED =
            "1 to 64 letters, digits and . _ @ + - that begin and end with a letter or digit, no name of the system's"
                    + " such as nul, and none that ends in .partial, .import, .removed or .json";
    /** A plain name on every operating system: it cannot lead out of the model's folder. */
    private static final String FILE = "(?!\\.{1,2}$)[^/\\\\:*?\"<>|\\p{Cntrl}]{1,200}";

    /** Far beyond any model's, and whole in an int. */
    private static final int LARGEST_EMBEDDING = 1_000_000;

    private static final Set<String> RESERVED = Set.of("con", "prn", "aux", "nul");
    private static final String HUB = "https://huggingface.co/";
    private static final Map<String, Gelu> ACTIVATIONS = Map.of("QuickGELU", Gelu.QUICK, "GELU", Gelu.EXACT);

    private final Predicate<URI> allowed;
    private final List<String> faults = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    private Registry(List<ZooEntry> before, Predicate<URI> allowed) {
        this.allowed = allowed;
        for (ZooEntry entry : before) taken.add(key(entry.name()));
    }

    /** The models that the library knows, that which ships inside first. */
    static List<ZooEntry> builtIn() {
        try (InputStream stream = Registry.class.getResourceAsStream("models.json")) {
            if (stream == null) throw new IllegalStateException("models.json is missing in this build");
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return parse("models.json of the library", text, List.of());
        } catch (IOException e) {
            throw new UserException("The list of models cannot be read: " + WholeFile.reason(e), e);
        }
    }

    /** The models that a user's file adds to others; none when there is no such file. */
    static List<ZooEntry> read(Path file, List<ZooEntry> before) {
        return read(file, before, Address::isSafe);
    }

    /** The model of a record, whose files may come from this computer; none when there is no such file. */
    static List<ZooEntry> record(Path file) {
        return read(file, List.of(), from -> Address.isSafe(from) || Address.isLocalFile(from));
    }

    private static List<ZooEntry> read(Path file, List<ZooEntry> before, Predicate<URI> allowed) {
        if (!Files.exists(file)) return List.of();
        try {
            return parse(file.toString(), Files.readString(file), before, allowed);
        } catch (IOException e) {
            throw new UserException(file + ": cannot be read: " + WholeFile.reason(e), e);
        }
    }

    static List<ZooEntry> parse(String source, String text, List<ZooEntry> before) {
        return parse(source, text, before, Address::isSafe);
    }

    private static List<ZooEntry> parse(String source, String text, List<ZooEntry> before, Predicate<URI> allowed) {
        var registry = new Registry(before, allowed);
        List<ZooEntry> entries = registry.entries(object(source, text));
        if (registry.faults.isEmpty()) return entries;
        throw new UserException(
                source + ": " + (registry.faults.size() == 1 ? "1 mistake" : registry.faults.size() + " mistakes")
                        + "; correct them, or remove the file:\n  " + String.join("\n  ", registry.faults));
    }

    /** A model's name as a user gives it, checked. */
    static String checkedName(String name) {
        if (isName(name)) return name;
        throw new UserException("A model cannot be called \"" + name + "\": expected " + NAME_EXPECTED + ".");
    }

    /** What must differ between models: file systems of two platforms do not tell a from A. */
    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static boolean isName(String name) {
        String stem = key(name).replaceFirst("\\..*", "");
        boolean system = RESERVED.contains(stem) || stem.matches("(com|lpt)[0-9]");
        boolean ours = key(name).matches(".*\\.(partial|import|removed|json)");
        return name.matches(NAME) && !system && !ours;
    }

    private static JsonObject object(String source, String text) {
        try (var reader = new JsonReader(new StringReader(text))) {
            JsonElement read = new Gson().getAdapter(JsonElement.class).read(reader);
            if (read instanceof JsonObject object && reader.peek() == JsonToken.END_DOCUMENT) return object;
            throw new UserException(source + ": expected one JSON object in braces, and nothing after it");
        } catch (JsonParseException | IOException e) {
            throw new UserException(source + ": not JSON: " + JsonFault.reason(e), e);
        }
    }

    private List<ZooEntry> entries(JsonObject object) {
        var fields = new Fields("", object, faults);
        List<ZooEntry> entries =
                fields.objects("models", 0).stream().map(this::entry).toList();
        fields.nothingElse();
        return entries;
    }

    private ZooEntry entry(Fields fields) {
        String name = name(fields);
        if (!name.isEmpty() && !taken.add(key(name))) fields.fault("name", "one that no other model has", name);
        boolean embedded = name.equals(ZooEntry.EMBEDDED);
        Optional<String> hub = fields.text("hub", "[A-Za-z0-9._-]+/[A-Za-z0-9._-]+", "owner/repository");
        Optional<String> revision = fields.text("revision", "[0-9a-f]{40}", "a commit of 40 hexadecimal digits");
        Optional<URI> home = fields.address("home").or(() -> hub.map(each -> URI.create(HUB + each)));
        if (home.isEmpty()) fields.fault("home", "an address, or a hub", "nothing");
        String base = hub.map(each -> HUB + each + "/resolve/" + revision.orElse("main") + "/")
                .orElse("");
        List<ZooFile> files = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Fields each : fields.objects("files", embedded ? 0 : 1)) {
            ZooFile file = file(each, base);
            if (!names.add(key(file.name()))) each.fault("name", "one that no other file has", file.name());
            files.add(file);
        }
        var entry = new ZooEntry(
                name,
                fields.requiredText("architecture"),
                embeddingSize(fields),
                fields.count("parameters"),
                fields.requiredText("licence"),
                fields.requiredText("goodFor"),
                home.orElse(URI.create(HUB)),
                revision,
                files,
                activation(fields));
        fields.nothingElse();
        return entry;
    }

    private static int embeddingSize(Fields fields) {
        OptionalLong size = fields.requiredCount("embeddingSize");
        if (size.isPresent() && size.getAsLong() > LARGEST_EMBEDDING)
            fields.fault("embeddingSize", "at most " + LARGEST_EMBEDDING, size.getAsLong());
        return (int) Math.min(size.orElse(1), LARGEST_EMBEDDING);
    }

    private String name(Fields fields) {
        String name = fields.requiredText("name");
        if (name.isEmpty() || isName(name)) return name;
        fields.fault("name", NAME_EXPECTED, '"' + name + '"');
        return "";
    }

    private ZooFile file(Fields fields, String base) {
        String name = fields.requiredText("name");
        if (!name.isEmpty() && !name.matches(FILE))
            fields.fault("name", "a file's name without a path", '"' + name + '"');
        Optional<URI> from = fields.address("from");
        if (from.isEmpty() && base.isEmpty()) fields.fault("from", "an address, or a hub for the model", "nothing");
        from.filter(address -> !allowed.test(address))
                .ifPresent(address -> fields.fault("from", "an address that begins with https://", address));
        var file = new ZooFile(
                name,
                from.orElseGet(() -> URI.create(base + inPath(name))),
                fields.count("bytes"),
                fields.text("sha256", "[0-9a-f]{64}", "64 hexadecimal digits in lower case"));
        fields.nothingElse();
        return file;
    }

    /** A file's name as a part of an address; the encoder is one for forms, where a plus stands for a blank. */
    private static String inPath(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Optional<Gelu> activation(Fields fields) {
        Optional<String> name = fields.text("activation", "QuickGELU|GELU", "QuickGELU or GELU");
        return name.map(ACTIVATIONS::get);
    }
}
