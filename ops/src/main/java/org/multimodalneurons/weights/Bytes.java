package org.multimodalneurons.weights;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** Bytes that can be read from any place, wherever they lie; more than 2 GiB of them if need be. */
interface Bytes extends AutoCloseable {

    long size() throws IOException;

    /** Fills a buffer from its position to its limit with the bytes from {@code begin} on, which must be there. */
    void read(long begin, ByteBuffer into) throws IOException;

    /** A little-endian copy of {@code length} bytes from {@code begin} on. */
    default ByteBuffer window(long begin, int length) throws IOException {
        ByteBuffer copy = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        read(begin, copy);
        return copy.flip();
    }

    /**
     * Reads bytes piece by piece through a little-endian buffer that stays in the processor's cache.
     *
     * @param begin the first
     * @param end after the last
     * @param take gets each piece, of whole elements from position to limit; it must not keep it
     */
    default void pieces(long begin, long end, Consumer<ByteBuffer> take) throws IOException {
        ByteBuffer piece = PieceBuffer.take();
        try {
            for (long at = begin; at < end; at += piece.limit()) {
                piece.clear().limit((int) Math.min(piece.capacity(), end - at));
                read(at, piece);
                take.accept(piece.flip());
            }
        } finally {
            PieceBuffer.giveBack(piece);
        }
    }

    @Override
    void close() throws IOException;

    /**
     * A file. It is read, not mapped: mapped pages would count as memory of this process beside the copy that the model
     * needs anyway, would keep the file from being replaced or deleted on Windows until the garbage collector comes
     * by, and would end the process if another one cut the file short.
     */
    static Bytes file(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new Bytes() {
            @Override
            public long size() throws IOException {
                return channel.size();
            }

            @Override
            public void read(long begin, ByteBuffer into) throws IOException {
                long at = begin;
                while (into.hasRemaining()) {
                    int count = channel.read(into, at);
                    if (count < 0) throw new EOFException("the file ends at byte " + at);
                    at += count;
                }
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    /** Bytes already in memory. */
    static Bytes inMemory(ByteBuffer bytes) {
        return new Bytes() {
            @Override
            public long size() {
                return bytes.limit();
            }

            @Override
            public void read(long begin, ByteBuffer into) {
                into.put(bytes.slice(Math.toIntExact(begin), into.remaining()));
            }

            @Override
            public void close() {}
        };
    }
}
