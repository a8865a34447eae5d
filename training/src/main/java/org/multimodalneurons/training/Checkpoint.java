package org.multimodalneurons.training;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * A state of training on disk: named counters and float32 tensors, bit for bit.
 *
 * @param counters such as steps done
 * @param tensors row-major values with their shapes
 */
public record Checkpoint(Map<String, Long> counters, Map<String, Tensor> tensors) {

    /** Values in row-major order, and their shape. */
    @SuppressWarnings("ArrayRecordComponent") // a plain carrier of numbers, never compared
    public record Tensor(long[] shape, float[] values) {

        /** A copy of an array's values. */
        public static Tensor of(NDArray array) {
            return new Tensor(array.getShape().getShape(), array.toFloatArray());
        }

        /** The shape as DJL writes it. */
        public Shape djlShape() {
            return new Shape(shape);
        }
    }

    private static final int MAGIC = 0x4D4E4350;

    /** Nothing yet, to be filled. */
    public static Checkpoint empty() {
        return new Checkpoint(new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /** Adds copies of arrays, with a prefix before their names. */
    public void put(String prefix, Map<String, NDArray> arrays) {
        arrays.forEach((name, array) -> tensors.put(prefix + name, Tensor.of(array)));
    }

    /** The tensors whose names begin with a prefix, without it. */
    public Map<String, Tensor> below(String prefix) {
        Map<String, Tensor> found = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) found.put(name.substring(prefix.length()), tensor);
        });
        return found;
    }

    /** Writes a file; one that is there already is replaced at once when all is written. */
    public void write(Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
            out.writeInt(MAGIC);
            out.writeInt(counters.size());
            for (var counter : counters.entrySet()) {
                out.writeUTF(counter.getKey());
                out.writeLong(counter.getValue());
            }
            out.writeInt(tensors.size());
            for (var tensor : tensors.entrySet()) write(out, tensor.getKey(), tensor.getValue());
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(DataOutputStream out, String name, Tensor tensor) throws IOException {
        out.writeUTF(name);
        out.writeInt(tensor.shape().length);
        for (long extent : tensor.shape()) out.writeLong(extent);
        ByteBuffer bytes = ByteBuffer.allocate(tensor.values().length * 4);
        bytes.asFloatBuffer().put(tensor.values());
        out.write(bytes.array());
    }

    /** Reads what {@link #write} wrote. */
    public static Checkpoint read(Path file) throws IOException {
        Checkpoint checkpoint = empty();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readInt() != MAGIC) throw new IOException(file + " is no checkpoint of this program");
            for (int i = in.readInt(); i > 0; i--) checkpoint.counters.put(in.readUTF(), in.readLong());
            for (int i = in.readInt(); i > 0; i--) checkpoint.tensors.put(in.readUTF(), readTensor(in));
        }
        return checkpoint;
    }

    private static Tensor readTensor(DataInputStream in) throws IOException {
        long[] shape = new long[in.readInt()];
        for (int axis = 0; axis < shape.length; axis++) shape[axis] = in.readLong();
        float[] values = new float[(int) new Shape(shape).size()];
        ByteBuffer.wrap(in.readNBytes(values.length * 4)).asFloatBuffer().get(values);
        return new Tensor(shape, values);
    }
}
