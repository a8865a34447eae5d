package org.multimodalneurons.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The end of a TIFF: its directories one after the other, and the pixels that each of them tells of, wherever they are. */
final class TiffEnd {

    private static final int HEAD = 8;
    private static final int ENTRY = 12;
    private static final int MOST_ENTRIES = 1000; // as ImageJ takes for a directory
    private static final int INLINE = 4;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int UNCOMPRESSED = 1;
    private static final int PLANAR = 2;

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int STRIPS = 273;
    private static final int SAMPLES = 277;
    private static final int ROWS = 278;
    private static final int STRIP_LENGTHS = 279;
    private static final int LAYOUT = 284;
    private static final int TILES = 324;
    private static final int TILE_LENGTHS = 325;

    private static final Set<Integer> TOLD =
            Set.of(WIDTH, HEIGHT, BITS, COMPRESSION, STRIPS, SAMPLES, ROWS, STRIP_LENGTHS, LAYOUT, TILES, TILE_LENGTHS);

    private static final long[] NONE = {};

    /** Reads parts of a file. */
    interface Source {
        /** Fills a part with the bytes from a place on, all of which are in the file. */
        void read(long at, byte[] part) throws IOException;
    }

    private final long length;
    private final Source source;
    private ByteOrder order = ByteOrder.BIG_ENDIAN;

    /** @param length of the file in bytes */
    TiffEnd(long length, Source source) {
        this.length = length;
        this.source = source;
    }

    /** Throws an EOFException when the file ends before. */
    void pass() throws IOException {
        ByteBuffer head = read(0, HEAD);
        if (head.get(0) == 'I') order = ByteOrder.LITTLE_ENDIAN;
        long next = unsigned(head.order(order).getInt(HEAD - Integer.BYTES));
        Set<Long> passed = new HashSet<>();
        while (next != 0 && passed.add(next)) next = passDirectory(next);
    }

    /** The place of the next one, or 0. */
    private long passDirectory(long at) throws IOException {
        int entries = Short.toUnsignedInt(read(at, Short.BYTES).getShort());
        if (entries == 0 || entries > MOST_ENTRIES) return 0; // it is none, and ImageJ goes no further either
        ByteBuffer directory = read(at + Short.BYTES, entries * ENTRY + Integer.BYTES);
        Map<Integer, long[]> tags = new HashMap<>();
        for (int i = 0; i < entries; i++) {
            int tag = Short.toUnsignedInt(directory.getShort(i * ENTRY));
            if (TOLD.contains(tag)) tags.put(tag, values(directory.slice(i * ENTRY, ENTRY)));
        }
        passStrips(tags);
        passTiles(tags);
        return unsigned(directory.getInt(entries * ENTRY));
    }

    private void passStrips(Map<Integer, long[]> tags) throws IOException {
        long[] strips = tags.getOrDefault(STRIPS, NONE);
        long[] lengths = tags.getOrDefault(STRIP_LENGTHS, NONE);
        boolean compressed = first(tags, COMPRESSION, UNCOMPRESSED) > UNCOMPRESSED;
        long height = first(tags, HEIGHT, 0);
        long rows = Math.max(1, Math.min(height, first(tags, ROWS, height)));
        long stripsOfPlane = Math.max(1, (height + rows - 1) / rows);
        for (int i = 0; i < strips.length; i++) {
            long needed = i < lengths.length ? lengths[i] : compressed ? 0 : Long.MAX_VALUE;
            long its = Math.min(rows, height - i % stripsOfPlane * rows);
            long plain = its * bytesOfRow(tags);
            if (!compressed) needed = Math.min(needed, plain); // some writers tell of more
            else if (needed == plain) needed = 0; // the length before compression, as Zeiss writes it
            require(strips[i], needed);
        }
        if (!compressed && strips.length > 0) requireAll(tags, strips, lengths);
    }

    /** A damaged head may tell of a picture far larger than its file: no reader is to make room for that. */
    private void requireAll(Map<Integer, long[]> tags, long[] strips, long[] lengths) throws IOException {
        long planes = first(tags, LAYOUT, 1) == PLANAR ? first(tags, SAMPLES, 1) : 1;
        long needed = planes * first(tags, HEIGHT, 0) * bytesOfRow(tags);
        long told = Arrays.stream(lengths).sum();
        if (lengths.length == strips.length && told < needed && strips[0] + needed > length)
            throw new IOException("it tells of " + first(tags, WIDTH, 0) + " x " + first(tags, HEIGHT, 0) + " pixels, "
                    + needed + " bytes, and holds " + told + " of them");
    }

    private static long bytesOfRow(Map<Integer, long[]> tags) {
        long samples = first(tags, LAYOUT, 1) == PLANAR ? 1 : first(tags, SAMPLES, 1);
        return (first(tags, WIDTH, 0) * samples * first(tags, BITS, 1) + Byte.SIZE - 1) / Byte.SIZE;
    }

    private void passTiles(Map<Integer, long[]> tags) throws IOException {
        long[] tiles = tags.getOrDefault(TILES, NONE);
        long[] lengths = tags.getOrDefault(TILE_LENGTHS, NONE);
        for (int i = 0; i < Math.min(tiles.length, lengths.length); i++) require(tiles[i], lengths[i]);
    }

    private static long first(Map<Integer, long[]> tags, int tag, long otherwise) {
        long[] values = tags.getOrDefault(tag, NONE);
        return values.length == 0 ? otherwise : values[0];
    }

    /** The whole numbers of an entry. */
    private long[] values(ByteBuffer entry) throws IOException {
        entry.order(order);
        int type = Short.toUnsignedInt(entry.getShort(2));
        if (type != SHORT && type != LONG) return NONE;
        int size = type == SHORT ? Short.BYTES : Integer.BYTES;
        long count = unsigned(entry.getInt(4));
        ByteBuffer values = count * size <= INLINE
                ? entry.slice(ENTRY - INLINE, INLINE).order(order)
                : read(unsigned(entry.getInt(ENTRY - INLINE)), count * size);
        long[] numbers = new long[(int) count];
        for (int i = 0; i < numbers.length; i++)
            numbers[i] = type == SHORT ? Short.toUnsignedInt(values.getShort()) : unsigned(values.getInt());
        return numbers;
    }

    private ByteBuffer read(long at, long count) throws IOException {
        require(at, count);
        if (count > Integer.MAX_VALUE) throw new IOException("it tells of a table of " + count + " bytes");
        byte[] bytes = new byte[(int) count];
        source.read(at, bytes);
        return ByteBuffer.wrap(bytes).order(order);
    }

    private void require(long at, long count) throws EOFException {
        if (at + count > length) throw new EOFException();
    }

    private static long unsigned(int value) {
        return Integer.toUnsignedLong(value);
    }
}
