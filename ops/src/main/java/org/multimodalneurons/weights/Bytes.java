package org.multimodalneurons.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Bytes that can be looked at in windows, wherever they lie; more than 2 GiB of them if need be. */
interface Bytes extends AutoCloseable {

    long size() throws IOException;

    /** A read-only, little-endian view of {@code length} bytes from {@code begin} on. */
    ByteBuffer window(long begin, int length) throws IOException;

    @Override
    void close() throws IOException;

    /** A file, each window mapped into memory: pages are read as they are touched, nothing is copied to the heap. */
    static Bytes mapped(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new Bytes() {
            @Override
            public long size() throws IOException {
                return channel.size();
            }

            @Override
            public ByteBuffer window(long begin, int length) throws IOException {
                return channel.map(MapMode.READ_ONLY, begin, length).order(ByteOrder.LITTLE_ENDIAN);
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
            public ByteBuffer window(long begin, int length) {
                return bytes.slice(Math.toIntExact(begin), length)
                        .asReadOnlyBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN);
            }

            @Override
            public void close() {}
        };
    }
}
