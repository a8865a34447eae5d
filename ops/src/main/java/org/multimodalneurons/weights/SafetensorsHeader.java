package org.multimodalneurons.weights;

import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.djl.ndarray.types.Shape;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import org.multimodalneurons.JsonFault;

/**
 * The header of a safetensors file: 8 bytes of length, then JSON that says for each tensor how its elements are stored,
 * its shape, and where its bytes begin and end. All of it is checked before any tensor is read: the tensors fill the
 * file without overlap, hole or remainder.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
final class SafetensorsHeader {

    /** The format's own limit: what exceeds it is damaged or hostile. */
    private static final long LARGEST = 100_000_000;

    private static final int LENGTH_BYTES = 8;

    /** A tensor and its bytes, counted from the file's first. */
    record Entry(TensorInfo info, long begin, long end) {}

    private final String source;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    private SafetensorsHeader(String source) {
        this.source = source;
    }

    Map<String, Entry> entries() {
        return Collections.unmodifiableMap(entries);
    }

    Map<String, String> metadata() {
        return Collections.unmodifiableMap(metadata);
    }

    /** Reads and checks the header; throws {@link InvalidModelException} with the first fault. */
    static SafetensorsHeader read(String source, Bytes file) throws IOException {
        var header = new SafetensorsHeader(source);
        long size = file.size();
        if (size == 0) throw header.invalid("the file is empty (0 bytes), not a weights file");
        ForeignFile.refuse(source, file);
        if (size < LENGTH_BYTES)
            throw header.invalid(
                    "the file has " + size + " bytes, too short for the 8-byte header length of safetensors");
        long length = file.window(0, LENGTH_BYTES).getLong();
        if (length < 2)
            throw header.invalid("invalid header length " + length + "; a safetensors header has at least 2 bytes");
        if (length > size - LENGTH_BYTES) throw header.cutOff(length, size, file);
        if (length > LARGEST)
            throw header.invalid("header length " + length + " is above the format's limit of " + LARGEST);
        ByteBuffer text = file.window(LENGTH_BYTES, (int) length);
        long data = LENGTH_BYTES + length;
        header.parse(StandardCharsets.UTF_8.decode(text).toString(), data, size - data);
        header.checkLayout(size - data, data);
        return header;
    }

    private InvalidModelException cutOff(long length, long size, Bytes file) throws IOException {
        boolean json = size > LENGTH_BYTES && file.window(LENGTH_BYTES, 1).get() == '{';
        return invalid(
                json && length <= LARGEST
                        ? "the header is cut off: it should have " + length + " bytes, found " + (size - LENGTH_BYTES)
                                + "; the download stopped early, fetch the file again"
                        : "header length " + length + " is larger than the file (" + size
                                + " bytes): damaged, or not a safetensors file");
    }

    private void parse(String text, long data, long available) throws IOException {
        try (JsonReader json = new JsonReader(new StringReader(text))) {
            if (json.peek() != JsonToken.BEGIN_OBJECT)
                throw invalid("the header is not a JSON object but begins with " + json.peek());
            json.beginObject();
            while (json.hasNext()) {
                String name = json.nextName();
                if (name.equals("__metadata__")) parseMetadata(json);
                else if (entries.put(name, entry(name, json, data, available)) != null)
                    throw invalid("tensor " + name + " appears twice in the header");
            }
            json.endObject();
            if (json.peek() != JsonToken.END_DOCUMENT) throw invalid("the header goes on after its JSON object");
        } catch (MalformedJsonException | EOFException e) {
            throw new InvalidModelException(source, "the header is not JSON: " + JsonFault.reason(e), e);
        } catch (IllegalStateException e) { // a token of another kind than the format has there
            throw new InvalidModelException(source, "the header is damaged: " + JsonFault.reason(e), e);
        }
    }

    private void parseMetadata(JsonReader json) throws IOException {
        if (json.peek() != JsonToken.BEGIN_OBJECT) throw invalid("__metadata__ is not a JSON object");
        json.beginObject();
        while (json.hasNext()) {
            String key = json.nextName();
            if (json.peek() != JsonToken.STRING) throw invalid("__metadata__: " + key + " is not a string");
            metadata.put(key, json.nextString());
        }
        json.endObject();
    }

    private Entry entry(String name, JsonReader json, long data, long available) throws IOException {
        if (json.peek() != JsonToken.BEGIN_OBJECT) throw invalid("tensor " + name + ": not a JSON object");
        String dtype = null;
        long[] shape = null;
        long[] offsets = null;
        json.beginObject();
        while (json.hasNext()) {
            String key = json.nextName();
            switch (key) {
                case "dtype" -> dtype = json.peek() == JsonToken.STRING ? json.nextString() : null;
                case "shape" -> shape = integers(name, key, json);
                case "data_offsets" -> offsets = integers(name, key, json);
                default -> throw invalid("tensor " + name + ": unknown entry " + key);
            }
        }
        json.endObject();
        if (dtype == null || shape == null || offsets == null || offsets.length != 2)
            throw invalid("tensor " + name + ": needs dtype, shape and two data_offsets");
        return checked(name, dtype, shape, offsets[0], offsets[1], data, available);
    }

    private Entry checked(String name, String type, long[] shape, long begin, long end, long data, long available) {
        String tensor = "tensor " + name + ": ";
        DType dtype = DType.named(type)
                .orElseThrow(() ->
                        invalid(tensor + "unknown dtype " + type + "; read are " + Arrays.toString(DType.values())));
        if (begin < 0) throw invalid(tensor + "negative offset " + begin);
        if (end < begin) throw invalid(tensor + "offsets reversed: begin " + begin + ", end " + end);
        if (end > available)
            throw invalid(tensor + "data end " + end + ", but the file has " + available
                    + " bytes of data: cut off or damaged, fetch it again");
        long needed = bytes(tensor, dtype, shape);
        if (needed != end - begin)
            throw invalid(tensor + "shape " + Arrays.toString(shape) + " of " + dtype + " needs " + needed
                    + " bytes, has " + (end - begin));
        return new Entry(new TensorInfo(name, dtype, new Shape(shape)), data + begin, data + end);
    }

    private long bytes(String tensor, DType dtype, long[] shape) {
        for (long dimension : shape)
            if (dimension < 0) throw invalid(tensor + "negative dimension in shape " + Arrays.toString(shape));
        if (Arrays.stream(shape).anyMatch(dimension -> dimension == 0)) return 0;
        try {
            return Math.multiplyExact(Arrays.stream(shape).reduce(1, Math::multiplyExact), dtype.bytes());
        } catch (ArithmeticException e) {
            throw new InvalidModelException(
                    source, tensor + "element count overflows for shape " + Arrays.toString(shape), e);
        }
    }

    private long[] integers(String tensor, String key, JsonReader json) throws IOException {
        String fault = "tensor " + tensor + ": " + key + " is not a list of whole numbers";
        if (json.peek() != JsonToken.BEGIN_ARRAY) throw invalid(fault);
        List<Long> numbers = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            if (json.peek() != JsonToken.NUMBER) throw invalid(fault);
            try {
                numbers.add(json.nextLong());
            } catch (NumberFormatException e) {
                throw new InvalidModelException(source, fault + " of 64 bits", e);
            }
        }
        json.endArray();
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    private void checkLayout(long available, long data) {
        List<Entry> ordered = new ArrayList<>(entries.values());
        ordered.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long end = data;
        String previous = "the header";
        for (Entry entry : ordered) {
            String name = entry.info().name();
            if (entry.begin() < end)
                throw invalid("tensors " + previous + " and " + name + " overlap: " + name + " begins at "
                        + (entry.begin() - data) + ", " + previous + " ends at " + (end - data));
            if (entry.begin() > end)
                throw invalid(
                        "hole of " + (entry.begin() - end) + " bytes in the data between " + previous + " and " + name);
            end = entry.end();
            previous = name;
        }
        if (end - data != available)
            throw invalid((available - (end - data)) + " bytes after the last tensor (" + previous
                    + ") belong to none: damaged, fetch the file again");
    }

    private InvalidModelException invalid(String reason) {
        return new InvalidModelException(source, reason);
    }
}
