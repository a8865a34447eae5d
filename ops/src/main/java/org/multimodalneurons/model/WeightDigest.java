package org.multimodalneurons.model;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

import org.multimodalneurons.weights.Architecture;

/**
 * Tells models apart by all their numbers, taken while they are being loaded: the same whatever the file is called and
 * on whatever machine it lies.
 */
final class WeightDigest {

    private static final int PIECE = 1 << 16;

    private final CRC32 sum = new CRC32();

    WeightDigest(Architecture architecture) {
        for (char c : architecture.toString().toCharArray()) sum.update(c);
    }

    /** Takes a tensor's values; tensors come in an order that the architecture settles. */
    void add(float[] values) {
        ByteBuffer piece = ByteBuffer.allocate(Math.min(PIECE, values.length) * Float.BYTES);
        for (int from = 0; from < values.length; from += PIECE) {
            int count = Math.min(PIECE, values.length - from);
            piece.clear().limit(count * Float.BYTES);
            piece.asFloatBuffer().put(values, from, count);
            sum.update(piece);
        }
    }

    /** Eight hexadecimal digits. */
    @Override
    public String toString() {
        return String.format("%08x", sum.getValue());
    }
}
