package org.multimodalneurons.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import org.multimodalneurons.weights.SafetensorsHeader.Entry;

/**
 * A safetensors file, read piece by piece, so that files beyond 2 GiB are read like small ones. The whole header is
 * checked on opening.
 */
public final class Safetensors implements WeightFile {

    /** Bytes that are read at once; a multiple of every element's size. */
    private static final int PIECE = 1 << 18;

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
    public void read(String name, long from, FloatBuffer into) {
        Entry entry = entry(name);
        Objects.checkFromIndexSize(from, into.remaining(), entry.info().count());
        DType dtype = entry.info().dtype();
        inPieces(entry, from, into.remaining(), piece -> dtype.toFloats(piece, into));
    }

    @Override
    public long[] longs(String name) {
        Entry entry = entry(name);
        DType dtype = entry.info().dtype();
        if (dtype.isFloating())
            throw new IllegalArgumentException(source + ": tensor " + name + " is " + dtype + ", not of integers");
        LongBuffer values = LongBuffer.allocate(entry.info().arrayLength(source));
        inPieces(entry, 0, values.capacity(), piece -> dtype.toLongs(piece, values));
        return values.array();
    }

    @Override
    public void close() {
        try {
            bytes.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads elements piece by piece through a buffer that stays in the processor's cache. */
    private void inPieces(Entry entry, long from, int count, Consumer<ByteBuffer> take) {
        int size = entry.info().dtype().bytes();
        ByteBuffer piece =
                ByteBuffer.allocate((int) Math.min(PIECE, (long) count * size)).order(ByteOrder.LITTLE_ENDIAN);
        long at = entry.begin() + from * size;
        long end = at + (long) count * size;
        try {
            for (; at < end; at += piece.limit()) {
                piece.clear().limit((int) Math.min(piece.capacity(), end - at));
                bytes.read(at, piece);
                take.accept(piece.flip());
            }
        } catch (IOException e) {
            throw new InvalidModelException(
                    source, "tensor " + entry.info().name() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Entry entry(String name) {
        Entry entry = header.entries().get(name);
        if (entry == null) throw new IllegalArgumentException(source + ": no tensor " + name);
        return entry;
    }
}
