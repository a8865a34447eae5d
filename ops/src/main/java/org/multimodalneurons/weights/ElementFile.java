package org.multimodalneurons.weights;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Objects;
import java.util.function.Consumer;

/** A file whose tensors are little-endian elements. */
interface ElementFile extends WeightFile {

    /**
     * Reads a part of a tensor as it is stored.
     *
     * @param name of a tensor of the file
     * @param from index of the first element, in row-major order
     * @param count how many, all of which the tensor has
     * @param take gets them piece by piece, as whole elements from position to limit; it must not keep the buffer
     * @throws InvalidModelException when it cannot be read
     */
    void elements(String name, long from, int count, Consumer<ByteBuffer> take);

    @Override
    default void read(String name, long from, FloatBuffer into) {
        TensorInfo info = info(name);
        Objects.checkFromIndexSize(from, into.remaining(), info.count());
        elements(name, from, into.remaining(), piece -> info.dtype().toFloats(piece, into));
    }

    @Override
    default long[] longs(String name) {
        TensorInfo info = info(name);
        if (info.dtype().isFloating())
            throw new IllegalArgumentException(
                    source() + ": tensor " + name + " is " + info.dtype() + ", not of integers");
        LongBuffer values = LongBuffer.allocate(info.arrayLength(source()));
        elements(name, 0, values.capacity(), piece -> info.dtype().toLongs(piece, values));
        return values.array();
    }

    private TensorInfo info(String name) {
        TensorInfo info = tensors().get(name);
        if (info == null) throw new IllegalArgumentException(source() + ": no tensor " + name);
        return info;
    }
}
