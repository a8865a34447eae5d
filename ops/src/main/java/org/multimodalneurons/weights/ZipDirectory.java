package org.multimodalneurons.weights;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The directory at the end of a zip file: which entries there are and where their bytes begin, so that those can be read
 * in place, by several threads, from files beyond 4 GiB, which no reader of streams offers. Entries are read as they are
 * stored; compressed ones, which PyTorch never writes, are refused when they are asked for.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE, sections 4.3.7 to 4.5.3</a>
 */
final class ZipDirectory {

    /** An entry as the directory describes it; {@code header} is where its local header begins. */
    record Entry(String name, int flags, int method, long packedSize, long size, long header) {}

    /** The bytes of an entry, counted from the file's first. */
    record Extent(long begin, long size) {}

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;

    private static final int LOCAL_BYTES = 30;
    private static final int CENTRAL_BYTES = 46;
    private static final int END_BYTES = 22;
    private static final int END_64_BYTES = 56;
    private static final int LOCATOR_64_BYTES = 20;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int EXTRA_64 = 1;
    private static final int SHORT = 0xffff;
    private static final long INT = 0xffffffffL;

    /** Room for some hundred thousand entries; the largest CLIPs have two thousand. */
    private static final long LARGEST = 32 << 20;

    private final String source;
    private final Bytes file;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long begin;

    private ZipDirectory(String source, Bytes file) {
        this.source = source;
        this.file = file;
    }

    /** Whether a file begins as a zip does: with an entry or, when it has none, with its end. */
    static boolean isZip(Path file) throws IOException {
        try (InputStream start = Files.newInputStream(file)) {
            ByteBuffer first = ByteBuffer.wrap(start.readNBytes(Integer.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
            return first.limit() == Integer.BYTES && (first.getInt(0) == LOCAL || first.getInt(0) == END);
        }
    }

    /** Reads the directory; throws {@link InvalidModelException} when the file is cut off or damaged. */
    static ZipDirectory read(String source, Bytes file) throws IOException {
        var directory = new ZipDirectory(source, file);
        try {
            directory.read();
            return directory;
        } catch (EOFException | BufferUnderflowException e) {
            throw new InvalidModelException(source, "the zip's directory is damaged: fetch the file again", e);
        }
    }

    Map<String, Entry> entries() {
        return Collections.unmodifiableMap(entries);
    }

    /** Where the bytes of an entry lie; throws {@link InvalidModelException} when they are not there as they should be. */
    Extent extent(Entry entry) throws IOException {
        if (entry.method() != 0)
            throw invalid("entry " + entry.name() + " is compressed (method " + entry.method()
                    + "), which PyTorch's own archives never are; unpack the zip and pack it without compression");
        if ((entry.flags() & 1) != 0) throw invalid("entry " + entry.name() + " is encrypted, which is not read");
        if (entry.packedSize() != entry.size())
            throw invalid("entry " + entry.name() + " has " + entry.packedSize() + " bytes stored for " + entry.size()
                    + ": damaged, fetch the file again");
        if (entry.header() > begin - LOCAL_BYTES) throw beyond(entry);
        ByteBuffer local = file.window(entry.header(), LOCAL_BYTES);
        if (local.getInt() != LOCAL)
            throw invalid("entry " + entry.name() + " is not where the zip's directory says: damaged, fetch it again");
        long data = entry.header() + LOCAL_BYTES + unsigned(local, 26) + unsigned(local, 28);
        if (entry.size() > begin - data) throw beyond(entry);
        return new Extent(data, entry.size());
    }

    private void read() throws IOException {
        long end = end();
        ByteBuffer fields = file.window(end, END_BYTES);
        long count = unsigned(fields, 10);
        long size = fields.getInt(12) & INT;
        begin = fields.getInt(16) & INT;
        long expectedEnd = end;
        boolean mustBeWide = count == SHORT || size == INT || begin == INT;
        if (mustBeWide || has64(end)) { // PyTorch writes the wide record always
            expectedEnd = end64(end);
            ByteBuffer wide = file.window(expectedEnd, END_64_BYTES);
            count = wide.getLong(32);
            size = wide.getLong(40);
            begin = wide.getLong(48);
        }
        if (size > LARGEST || size < 0)
            throw invalid("the zip's directory claims " + Long.toUnsignedString(size) + " bytes; at most " + LARGEST
                    + " are read");
        if (begin < 0 || begin + size != expectedEnd)
            throw invalid("the zip's directory is not where it should be: damaged, fetch the file again");
        if (count < 0 || count > size / CENTRAL_BYTES)
            throw invalid("the zip's directory claims " + Long.toUnsignedString(count) + " entries in " + size
                    + " bytes: damaged, fetch the file again");
        ByteBuffer directory = file.window(begin, (int) size);
        for (long i = 0; i < count; i++) {
            Entry entry = entry(directory);
            if (entries.put(entry.name(), entry) != null)
                throw invalid("the zip has two entries " + entry.name() + ": refused, since only one can be meant");
        }
    }

    /** Where the end record begins: the last thing in the file but for a comment, whose length it tells. */
    private long end() throws IOException {
        long size = file.size();
        int length = (int) Math.min(size, END_BYTES + LONGEST_COMMENT);
        ByteBuffer tail = file.window(size - length, length);
        for (int at = length - END_BYTES; at >= 0; at--)
            if (tail.getInt(at) == END && unsigned(tail, at + 20) == length - at - END_BYTES) return size - length + at;
        throw invalid("the zip is cut off: it has no directory at its end; the download stopped early, fetch it again");
    }

    private boolean has64(long end) throws IOException {
        return end >= LOCATOR_64_BYTES
                && file.window(end - LOCATOR_64_BYTES, Integer.BYTES).getInt() == LOCATOR_64;
    }

    private long end64(long end) throws IOException {
        if (!has64(end)) throw new EOFException();
        long at = file.window(end - LOCATOR_64_BYTES, LOCATOR_64_BYTES).getLong(8);
        boolean there = at >= 0
                && at <= end - LOCATOR_64_BYTES - END_64_BYTES
                && file.window(at, Integer.BYTES).getInt() == END_64;
        if (!there) throw new EOFException();
        return at;
    }

    private Entry entry(ByteBuffer directory) {
        ByteBuffer fields = part(directory, CENTRAL_BYTES);
        if (fields.getInt(0) != CENTRAL) throw new BufferUnderflowException();
        byte[] name = new byte[unsigned(fields, 28)];
        directory.get(name);
        ByteBuffer extra = part(directory, unsigned(fields, 30));
        part(directory, unsigned(fields, 32));
        long packed = fields.getInt(20) & INT;
        long size = fields.getInt(24) & INT;
        long header = fields.getInt(42) & INT;
        if (size == INT || packed == INT || header == INT) {
            ByteBuffer wide = wide(extra);
            if (size == INT) size = wide.getLong();
            if (packed == INT) packed = wide.getLong();
            if (header == INT) header = wide.getLong();
        }
        if (size < 0 || packed < 0 || header < 0) throw new BufferUnderflowException();
        return new Entry(
                new String(name, StandardCharsets.UTF_8),
                unsigned(fields, 8),
                unsigned(fields, 10),
                packed,
                size,
                header);
    }

    /** The 64-bit sizes among an entry's extra fields. */
    private static ByteBuffer wide(ByteBuffer extra) {
        while (true) {
            int id = extra.getShort();
            ByteBuffer field = part(extra, extra.getShort() & SHORT);
            if (id == EXTRA_64) return field;
        }
    }

    private static ByteBuffer part(ByteBuffer from, int length) {
        if (length > from.remaining()) throw new BufferUnderflowException();
        ByteBuffer part = from.slice(from.position(), length).order(from.order());
        from.position(from.position() + length);
        return part;
    }

    private static int unsigned(ByteBuffer fields, int at) {
        return fields.getShort(at) & SHORT;
    }

    private InvalidModelException beyond(Entry entry) {
        return invalid("entry " + entry.name() + " of " + entry.size()
                + " bytes reaches beyond the zip's data: damaged, fetch the file again");
    }

    private InvalidModelException invalid(String reason) {
        return new InvalidModelException(source, reason);
    }
}
