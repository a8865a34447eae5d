package org.multimodalneurons.weights;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.multimodalneurons.WholeFile;

/**
 * The named tensors of one model on disk, under the names that the file gives them. Nothing is read until it is asked
 * for. Implementations are thread-safe.
 */
public interface WeightFile extends AutoCloseable {

    /** What stands for the file in messages: its path. */
    String source();

    /** Every tensor of the file by name, in file order. */
    Map<String, TensorInfo> tensors();

    /** Free-text notes that the file carries. */
    Map<String, String> metadata();

    /**
     * Reads a part of a tensor, widened (F16, BF16, integers) or rounded (F64) to single precision.
     *
     * @param name as in the file
     * @param from index of the first element, in row-major order
     * @param into filled from its position to its limit
     * @throws IllegalArgumentException when the file has no such tensor
     * @throws IndexOutOfBoundsException when the tensor ends before the buffer does
     * @throws InvalidModelException when it cannot be read
     */
    void read(String name, long from, FloatBuffer into);

    /**
     * Reads a whole tensor as {@link #read} does.
     *
     * @return its elements in row-major order
     */
    default float[] floats(String name) {
        TensorInfo info = tensors().get(name);
        if (info == null) throw new IllegalArgumentException(source() + ": no tensor " + name);
        float[] values = new float[info.arrayLength(source())];
        read(name, 0, FloatBuffer.wrap(values));
        return values;
    }

    /**
     * Reads a tensor of integers.
     *
     * @return its elements in row-major order
     * @throws IllegalArgumentException when the file has no such tensor or it is not of integers
     */
    long[] longs(String name);

    @Override
    void close();

    /**
     * Opens the weights of a model on disk: safetensors or an archive of PyTorch's, told apart by their content.
     *
     * @param fileOrFolder a file of weights, the index of a model in several files, or the folder that holds either. Of
     *     several in a folder the first in this order is read: {@code open_clip_model.safetensors}, {@code
     *     open_clip_pytorch_model.safetensors}, {@code model.safetensors}, {@code model.safetensors.index.json}, the same
     *     in PyTorch's formats: {@code open_clip_pytorch_model.bin}, {@code pytorch_model.bin}, {@code
     *     pytorch_model.bin.index.json}; else the only safetensors file, else the only {@code .pt}, {@code .pth} or
     *     {@code .bin}
     * @throws InvalidModelException when there is none, or it is damaged or none that is read
     */
    static WeightFile open(Path fileOrFolder) {
        Path path = ModelFolder.weights(fileOrFolder);
        return ModelFolder.isIndex(path) ? ShardedWeights.open(path, WeightFile::openOne) : openOne(path);
    }

    /**
     * The files that {@link #open} reads: one, or an index and the files that it names.
     *
     * @throws InvalidModelException when there are none, or some are missing
     */
    static List<Path> files(Path fileOrFolder) {
        Path path = ModelFolder.weights(fileOrFolder);
        if (!ModelFolder.isIndex(path)) return List.of(path);
        return Stream.concat(Stream.of(path), ShardIndex.read(path).files().stream())
                .toList();
    }

    private static WeightFile openOne(Path file) {
        try {
            return ZipDirectory.isZip(file)
                    ? PyTorchArchive.open(file.toString(), Bytes.file(file))
                    : Safetensors.open(file);
        } catch (IOException e) {
            throw new InvalidModelException(file.toString(), "cannot be read: " + WholeFile.reason(e), e);
        }
    }
}
