package org.multimodalneurons.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.multimodalneurons.WholeFile;
import org.multimodalneurons.weights.SafetensorsHeader.Entry;

/**
 * A safetensors file, read piece by piece, so that files beyond 2 GiB are read like small ones. The whole header is
 * checked on opening.
 */
public final class Safetensors implements ElementFile {

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
            return opened(file.toString(), Bytes.file(file));
        } catch (IOException e) {
            throw new InvalidModelException(file.toString(), "cannot be read: " + WholeFile.reason(e), e);
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

    /** The same over other bytes, which are closed with it, and at once when they are refused. */
    static Safetensors opened(String source, Bytes bytes) throws IOException {
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
    public void elements(String name, long from, int count, Consumer<ByteBuffer> take) {
        Entry entry = header.entries().get(name);
        int size = entry.info().dtype().bytes();
        long begin = entry.begin() + from * size;
        try {
            bytes.pieces(begin, begin + (long) count * size, take);
        } catch (IOException e) {
            throw new InvalidModelException(source, "tensor " + name + " cannot be read: " + WholeFile.reason(e), e);
        }
    }

    @Override
    public void close() {
        try {
            bytes.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
