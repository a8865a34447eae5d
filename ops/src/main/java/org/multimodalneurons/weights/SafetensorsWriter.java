package org.multimodalneurons.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

import ai.djl.ndarray.NDArray;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;

/**
 * Writes tensors as a safetensors file. A file that is there already is replaced only once the new one is complete.
 */
public final class SafetensorsWriter {

    private static final int ALIGNMENT = 8;

    private SafetensorsWriter() {}

    /**
     * Writes float32 and int64 tensors.
     *
     * @param file where to; its folder must exist
     * @param floats how floating-point tensors are stored: {@link DType#F32}, or {@link DType#F16}, which rounds to
     *     nearest even
     * @param tensors by name, in the order of the file
     * @param metadata notes; may be empty
     * @throws UserException when the file cannot be written
     */
    public static void write(Path file, DType floats, Map<String, NDArray> tensors, Map<String, String> metadata) {
        if (floats != DType.F32 && floats != DType.F16)
            throw new IllegalArgumentException("Floats are written as F32 or F16, not as " + floats);
        Path partial = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(
                    partial,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                writeFully(channel, header(floats, tensors, metadata));
                for (NDArray tensor : tensors.values()) writeFully(channel, data(floats, tensor));
            }
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UserException(
                    file + ": cannot be written: " + WholeFile.reason(e) + "; check the folder and the space left", e);
        } finally {
            partial.toFile().delete();
        }
    }

    private static ByteBuffer header(DType floats, Map<String, NDArray> tensors, Map<String, String> metadata) {
        JsonObject header = new JsonObject();
        if (!metadata.isEmpty()) {
            JsonObject notes = new JsonObject();
            new LinkedHashMap<>(metadata).forEach(notes::addProperty);
            header.add("__metadata__", notes);
        }
        long end = 0;
        for (var tensor : tensors.entrySet()) {
            DType dtype = dtype(floats, tensor.getValue());
            long begin = end;
            end += tensor.getValue().size() * dtype.bytes();
            JsonObject entry = new JsonObject();
            entry.add("dtype", new JsonPrimitive(dtype.name()));
            entry.add("shape", array(tensor.getValue().getShape().getShape()));
            entry.add("data_offsets", array(begin, end));
            header.add(tensor.getKey(), entry);
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        int padded = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer bytes = littleEndian(Long.BYTES + padded).putLong(padded).put(json);
        while (bytes.hasRemaining()) bytes.put((byte) ' ');
        return bytes.flip();
    }

    private static ByteBuffer data(DType floats, NDArray tensor) {
        DType dtype = dtype(floats, tensor);
        ByteBuffer bytes = littleEndian(Math.toIntExact(tensor.size() * dtype.bytes()));
        switch (dtype) {
            case I64 -> bytes.asLongBuffer().put(tensor.toLongArray());
            case F32 -> bytes.asFloatBuffer().put(tensor.toFloatArray());
            default -> {
                var halves = bytes.asShortBuffer();
                for (float value : tensor.toFloatArray()) halves.put(HalfFloat.fromFloat(value));
            }
        }
        return bytes;
    }

    private static DType dtype(DType floats, NDArray tensor) {
        return switch (tensor.getDataType()) {
            case FLOAT32 -> floats;
            case INT64 -> DType.I64;
            default -> throw new IllegalArgumentException("Tensors of " + tensor.getDataType() + " are not written");
        };
    }

    private static JsonArray array(long... numbers) {
        JsonArray array = new JsonArray();
        for (long number : numbers) array.add(number);
        return array;
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) channel.write(bytes);
    }
}
