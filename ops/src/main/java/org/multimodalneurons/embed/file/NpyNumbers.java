package org.multimodalneurons.embed.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How NumPy keeps the numbers of one of its types.
 *
 * @param bytes of each
 * @param order of these
 * @param reading gives the number that begins at a place
 */
record NpyNumbers(int bytes, ByteOrder order, Reading reading) {

    private interface Reading {

        /** @param place in bytes */
        float at(ByteBuffer bytes, int place);
    }

    /**
     * Of a type.
     *
     * @param type its byte order, kind and bytes: {@code <f4}, {@code >f8}, {@code |u1}
     * @throws IOException when it is not one of numbers
     */
    static NpyNumbers of(String type) throws IOException {
        ByteOrder order = type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return switch (type.substring(1)) {
            case "f2" -> new NpyNumbers(2, order, (bytes, place) -> half(bytes.getShort(place)));
            case "f4" -> new NpyNumbers(4, order, ByteBuffer::getFloat);
            case "f8" -> new NpyNumbers(8, order, (bytes, place) -> (float) bytes.getDouble(place));
            case "i1", "b1" -> new NpyNumbers(1, order, ByteBuffer::get);
            case "u1" -> new NpyNumbers(1, order, (bytes, place) -> bytes.get(place) & 0xFF);
            case "i2" -> new NpyNumbers(2, order, ByteBuffer::getShort);
            case "i4" -> new NpyNumbers(4, order, ByteBuffer::getInt);
            case "i8" -> new NpyNumbers(8, order, ByteBuffer::getLong);
            default -> throw NpyHeader.unfit("its numbers are of the type " + type);
        };
    }

    /** The numbers of a row. */
    float[] floats(ByteBuffer row) {
        float[] floats = new float[row.capacity() / bytes];
        for (int i = 0; i < floats.length; i++) floats[i] = reading.at(row, i * bytes);
        return floats;
    }

    /** A float of 16 bits by IEEE 754: a sign, 5 bits of exponent, 10 of fraction. */
    private static float half(short bits) {
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        float size =
                switch (exponent) {
                    case 0 -> Math.scalb((float) fraction, -24);
                    case 0x1F -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
                    default -> Math.scalb((float) (0x400 + fraction), exponent - 25);
                };
        return bits < 0 ? -size : size;
    }
}
