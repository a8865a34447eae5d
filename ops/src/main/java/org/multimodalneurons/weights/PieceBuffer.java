package org.multimodalneurons.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A little-endian buffer outside the heap for each thread that reads, so that files are read into it without another
 * copy, and that it need not be made anew for every tensor: the collector is slow to free such memory.
 */
final class PieceBuffer {

    /** How many bytes are read at once; a multiple of every element's size, small enough for the processor's cache. */
    static final int SIZE = 1 << 18;

    private static final ThreadLocal<ByteBuffer> SPARE = new ThreadLocal<>();

    private PieceBuffer() {}

    /** The thread's spare one, or a new one where that is in use. */
    static ByteBuffer take() {
        ByteBuffer spare = SPARE.get();
        SPARE.remove();
        return spare == null ? ByteBuffer.allocateDirect(SIZE).order(ByteOrder.LITTLE_ENDIAN) : spare;
    }

    /** Makes it the thread's spare one. */
    static void giveBack(ByteBuffer buffer) {
        SPARE.set(buffer);
    }
}
