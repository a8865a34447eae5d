package org.multimodalneurons.weights;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Optional;

/** How the numbers of a tensor are stored, by the names of the safetensors format; little-endian throughout. */
public enum DType {
    /** IEEE double precision. */
    F64(8),
    /** IEEE single precision. */
    F32(4),
    /** IEEE half precision. */
    F16(2),
    /** The upper half of a single-precision number. */
    BF16(2),
    /** Signed 64-bit integers. */
    I64(8),
    /** Signed 32-bit integers. */
    I32(4),
    /** Signed 16-bit integers. */
    I16(2),
    /** Signed bytes. */
    I8(1),
    /** Unsigned bytes. */
    U8(1),
    /** Bytes 0 or 1. */
    BOOL(1);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes that one element takes. */
    public int bytes() {
        return bytes;
    }

    /** Whether the elements are floating-point numbers. */
    public boolean isFloating() {
        return this == F64 || this == F32 || this == F16 || this == BF16;
    }

    /** The type of that name, if it is one that is read. */
    static Optional<DType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    /**
     * Widens or rounds elements to single precision.
     *
     * @param from whole elements, little-endian, from its position to its limit
     * @param to where they go, from its position on
     */
    void toFloats(ByteBuffer from, FloatBuffer to) {
        switch (this) {
            case F32 -> to.put(from.asFloatBuffer());
            case F16 -> {
                for (int at = from.position(); at < from.limit(); at += bytes)
                    to.put(HalfFloat.toFloat(from.getShort(at)));
            }
            case BF16 -> {
                for (int at = from.position(); at < from.limit(); at += bytes)
                    to.put(Float.intBitsToFloat(from.getShort(at) << 16));
            }
            case F64 -> {
                for (int at = from.position(); at < from.limit(); at += bytes) to.put((float) from.getDouble(at));
            }
            default -> {
                for (int at = from.position(); at < from.limit(); at += bytes) to.put((float) integer(from, at));
            }
        }
    }

    /** Widens integers; from and to as for {@link #toFloats}. */
    void toLongs(ByteBuffer from, LongBuffer to) {
        for (int at = from.position(); at < from.limit(); at += bytes) to.put(integer(from, at));
    }

    private long integer(ByteBuffer from, int index) {
        return switch (this) {
            case I64 -> from.getLong(index);
            case I32 -> from.getInt(index);
            case I16 -> from.getShort(index);
            case I8 -> from.get(index);
            case U8, BOOL -> from.get(index) & 0xff;
            default -> throw new IllegalArgumentException(this + " holds no integers");
        };
    }
}
