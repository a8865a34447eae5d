package org.multimodalneurons.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.multimodalneurons.weights.SafetensorsHeader.Entry;

/**
 * A safetensors file, memory-mapped tensor by tensor, so that files beyond 2 GiB are read like small ones. The whole
 * header is checked on opening.
 */
public final class Safetensors implements WeightFile {

    /** Largest part of a tensor that is mapped at once; a multiple of every element's size. */
    private static final int WINDOW = 1 << 28;

    private final String source;
    private final Bytes bytes;
    private final SafetensorsHeader header;
    private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();

    private Safetensors(String source, Bytes bytes) throws IOException {
        this.source = source;
        this.bytes = bytes;
        header = SafetensorsHeader.read(source, bytes);
        header.entries().forEach((name, entry) -> tensors.put(name, entry.info()));
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws InvalidModelException when there is no such file, or it is not a sound safetensors file
     */
    public static Safetensors open(Path file) {
        if (!Files.isRegularFile(file)) throw new InvalidModelException(file.toString(), "there is no such file");
        try {
            return opened(file.toString(), Bytes.mapped(file));
        } catch (IOException e) {
            throw new InvalidModelException(file.toString(), "cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * The same over bytes in memory.
     *
     * @param source what messages call it
     * @param bytes the whole file, from index 0 to the limit
     */
    public static Safetensors of(String source, ByteBuffer bytes) {
        try {
            return opened(source, Bytes.inMemory(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Safetensors opened(String source, Bytes bytes) throws IOException {
        try {
            return new Safetensors(source, bytes);
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    @Override
    public Map<String, String> metadata() {
        return header.metadata();
    }

    @Override
    public float[] floats(String name) {
        Entry entry = entry(name);
        float[] values = new float[count(entry)];
        DType dtype = entry.info().dtype();
        read(entry, (window, first, count) -> dtype.toFloats(window, values, first, count));
        return values;
    }

    @Override
    public long[] longs(String name) {
        Entry entry = entry(name);
        DType dtype = entry.info().dtype();
        if (dtype.isFloating())
            throw new IllegalArgumentException(source + ": tensor " + name + " is " + dtype + ", not of integers");
        long[] values = new long[count(entry)];
        read(entry, (window, first, count) -> {
            for (int i = 0; i < count; i++) values[first + i] = dtype.integer(window, i * dtype.bytes());
        });
        return values;
    }

    @Override
    public void close() {
        try {
            bytes.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Reader {
        void accept(ByteBuffer window, int first, int count);
    }

    private void read(Entry entry, Reader reader) {
        int size = entry.info().dtype().bytes();
        try {
            for (long begin = entry.begin(); begin < entry.end(); begin += WINDOW) {
                int length = (int) Math.min(WINDOW, entry.end() - begin);
                reader.accept(bytes.window(begin, length), (int) ((begin - entry.begin()) / size), length / size);
            }
        } catch (IOException e) {
            throw new InvalidModelException(
                    source, "tensor " + entry.info().name() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private int count(Entry entry) {
        long count = entry.info().count();
        if (count > Integer.MAX_VALUE - 8)
            throw new InvalidModelException(
                    source, "tensor " + entry.info().name() + " has " + count + " elements, more than an array holds");
        return (int) count;
    }

    private Entry entry(String name) {
        Entry entry = header.entries().get(name);
        if (entry == null) throw new IllegalArgumentException(source + ": no tensor " + name);
        return entry;
    }
}
