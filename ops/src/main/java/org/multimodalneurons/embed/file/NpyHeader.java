package org.multimodalneurons.embed.file;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What stands before the numbers in NumPy's file of one array: a few bytes, and a dictionary as Python writes it.
 *
 * @param type of the numbers, with their byte order: {@code <f4}
 * @param shape how many there are along each axis
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">The NPY format</a>
 */
record NpyHeader(String type, List<Long> shape) {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int WRITTEN = 128; // bytes in all, as NumPy pads it for two axes of any length
    private static final int LONGEST = 1 << 16;

    private static final Pattern TYPE = Pattern.compile("'descr': *'([^']+)'");
    private static final Pattern ROW_BY_ROW = Pattern.compile("'fortran_order': *False");
    private static final Pattern SHAPE = Pattern.compile("'shape': *\\(([\\d, ]*)\\)");

    /** Of 32-bit floats, [rows, columns]. */
    static NpyHeader ofFloats(long rows, long columns) {
        return new NpyHeader("<f4", List.of(rows, columns));
    }

    /**
     * Reads it and no further.
     *
     * @throws IOException when there is none, or numbers do not follow row by row
     */
    static NpyHeader read(DataInputStream in) throws IOException {
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) throw unfit("it begins otherwise");
        int version = in.readUnsignedByte();
        in.readByte(); // the minor version
        int length = version == 1
                ? Short.toUnsignedInt(Short.reverseBytes(in.readShort()))
                : Integer.reverseBytes(in.readInt());
        if (length < 0 || length > LONGEST) throw unfit("its header would have " + length + " bytes");
        String text = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1).strip();
        Matcher type = TYPE.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!type.find() || !shape.find() || !ROW_BY_ROW.matcher(text).find()) throw unfit(text);
        try {
            return new NpyHeader(type.group(1), axes(shape.group(1)));
        } catch (NumberFormatException e) {
            throw unfit(text);
        }
    }

    private static List<Long> axes(String text) {
        return Stream.of(text.split("[, ]+"))
                .filter(axis -> !axis.isEmpty())
                .map(Long::valueOf)
                .toList();
    }

    static IOException unfit(String found) {
        return new IOException("it is no NumPy array of numbers in C order (" + found + ")");
    }

    /** As it stands in a file. */
    byte[] bytes() {
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shapeInWords() + ", }";
        ByteBuffer bytes = ByteBuffer.allocate(WRITTEN).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).put((byte) 1).put((byte) 0);
        int rest = WRITTEN - bytes.position() - Short.BYTES;
        bytes.putShort((short) rest);
        bytes.put(String.format("%-" + (rest - 1) + "s\n", text).getBytes(StandardCharsets.ISO_8859_1));
        return bytes.array();
    }

    /** As Python writes it, with one axis or more: (3,) or (3, 2). */
    String shapeInWords() {
        String axes = String.join(", ", shape.stream().map(String::valueOf).toList());
        return "(" + axes + (shape.size() == 1 ? ",)" : ")");
    }
}
