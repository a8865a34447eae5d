package org.multimodalneurons.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Consumer;

/**
 * A tensor whose elements need not lie one after another: a transposed or cut-out view.
 *
 * @param info the tensor
 * @param begin where its storage begins in the file, in bytes
 * @param offset of its first element in the storage, in elements
 * @param strides steps in the storage from one element to the next along each axis, in elements; none negative
 */
record StridedView(TensorInfo info, long begin, long offset, List<Long> strides) {

    private static final long LARGEST_SPAN = Integer.MAX_VALUE - 8;

    /** Whether all elements lie in a storage of that many, and none of the storage's is meant twice. */
    boolean fits(long available) {
        if (offset < 0 || offset > available) return false;
        try {
            long count = 1;
            long last = offset;
            for (int axis = 0; axis < strides.size(); axis++) {
                long size = info.shape().get(axis);
                if (size == 0) return true;
                count = Math.multiplyExact(count, size);
                last = Math.addExact(last, Math.multiplyExact(size - 1, strides.get(axis)));
            }
            return count <= available && last < available;
        } catch (ArithmeticException e) {
            return false;
        }
    }

    /** Reads elements in row-major order; see {@link ElementFile#elements}. */
    void read(Bytes bytes, long from, int count, Consumer<ByteBuffer> take) throws IOException {
        int size = info.dtype().bytes();
        if (count == 0) return;
        if (isContiguous()) {
            long first = begin + (offset + from) * size;
            bytes.pieces(first, first + (long) count * size, take);
            return;
        }
        long span = (last() - offset + 1) * size;
        if (span > LARGEST_SPAN) throw new IOException("a view spread over " + span + " bytes; save it contiguous");
        ByteBuffer storage = bytes.window(begin + offset * size, (int) span);
        long[] place = place(from);
        ByteBuffer piece = ByteBuffer.allocate(PieceBuffer.SIZE).order(ByteOrder.LITTLE_ENDIAN);
        for (int done = 0; done < count; done++) {
            piece.put(storage.slice((int) position(place) * size, size));
            if (!piece.hasRemaining() || done == count - 1) {
                take.accept(piece.flip());
                piece.clear();
            }
            advance(place);
        }
    }

    /** Position in the storage of the last element, of a tensor that has any. */
    private long last() {
        long last = offset;
        for (int axis = 0; axis < strides.size(); axis++) last += (info.shape().get(axis) - 1) * strides.get(axis);
        return last;
    }

    /** The coordinates of an element. */
    private long[] place(long index) {
        long[] place = new long[strides.size()];
        long rest = index;
        for (int axis = place.length - 1; axis >= 0; axis--) {
            place[axis] = rest % info.shape().get(axis);
            rest /= info.shape().get(axis);
        }
        return place;
    }

    /** Steps from the first element to the one at these coordinates. */
    private long position(long[] place) {
        long position = 0;
        for (int axis = 0; axis < place.length; axis++) position += place[axis] * strides.get(axis);
        return position;
    }

    private void advance(long[] place) {
        for (int axis = place.length - 1; axis >= 0; axis--) {
            if (++place[axis] < info.shape().get(axis)) return;
            place[axis] = 0;
        }
    }

    private boolean isContiguous() {
        long expected = 1;
        for (int axis = strides.size() - 1; axis >= 0; axis--) {
            long size = info.shape().get(axis);
            if (size != 1 && strides.get(axis) != expected) return false;
            expected *= size;
        }
        return true;
    }
}
