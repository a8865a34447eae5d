package org.multimodalneurons.model;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.zip.CRC32;

import org.multimodalneurons.weights.Architecture;

/**
 * Tells models apart by all their numbers, taken while they are being loaded: the same whatever the file is called and
 * on whatever machine it lies.
 */
final class WeightDigest {

    private static final int PIECE = 1 << 14;

    private final CRC32 sum = new CRC32();
    private final ByteBuffer bigEndian = ByteBuffer.allocate(PIECE * Float.BYTES);

    WeightDigest(Architecture architecture) {
        for (char c : architecture.toString().toCharArray()) sum.update(c);
    }

    /** Takes values from the position to the limit, moving neither; they come in an order that the architecture settles. */
    void add(FloatBuffer values) {
        for (int from = values.position(); from < values.limit(); from += PIECE) {
            int count = Math.min(PIECE, values.limit() - from);
            bigEndian.clear().limit(count * Float.BYTES);
            bigEndian.asFloatBuffer().put(values.slice(from, count));
            sum.update(bigEndian);
        }
    }

    /** Eight hexadecimal digits. */
    @Override
    public String toString() {
        return String.format("%08x", sum.getValue());
    }
}
