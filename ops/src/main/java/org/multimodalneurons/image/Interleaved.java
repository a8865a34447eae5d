package org.multimodalneurons.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Pixels that lie in bytes side by side, read with one access each: the fourth byte belongs to a neighbour. */
final class Interleaved {

    private static final VarHandle BIG = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LITTLE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private Interleaved() {}

    /** Reads count pixels red, green, blue from a byte on, as 0x??RRGGBB. */
    static void readRgb(byte[] bytes, int from, int count, int[] pixels, int at) {
        int done = 0;
        if (from == 0 && count > 0) // nothing lies before the first pixel
        pixels[at + done++] = ((bytes[0] & 255) << 16) | ((bytes[1] & 255) << 8) | (bytes[2] & 255);
        for (int i = done; i < count; i++) pixels[at + i] = (int) BIG.get(bytes, from + 3 * i - 1);
    }

    /** Reads count pixels blue, green, red from a byte on, as 0x??RRGGBB. */
    static void readBgr(byte[] bytes, int from, int count, int[] pixels, int at) {
        int whole = Math.min(count, (bytes.length - from - 1) / 3);
        for (int i = 0; i < whole; i++) pixels[at + i] = (int) LITTLE.get(bytes, from + 3 * i);
        for (int i = whole, k = from + 3 * whole; i < count; i++, k += 3) // nothing lies behind the last pixel
        pixels[at + i] = ((bytes[k + 2] & 255) << 16) | ((bytes[k + 1] & 255) << 8) | (bytes[k] & 255);
    }

    /**
     * Reads eight neighbouring columns of pixels blue, green, red, as 0x??RRGGBB; a byte must lie behind the last pixel.
     *
     * @param from first byte of the first pixel
     * @param stride bytes from row to row
     * @param columns receive height pixels each, eight of them from number at on
     */
    static void readBgrColumns(byte[] bytes, int from, int stride, int height, int[][] columns, int at) {
        int[] a = columns[at], b = columns[at + 1], c = columns[at + 2], d = columns[at + 3];
        int[] e = columns[at + 4], f = columns[at + 5], g = columns[at + 6], h = columns[at + 7];
        for (int y = 0, k = from; y < height; y++, k += stride) {
            a[y] = (int) LITTLE.get(bytes, k);
            b[y] = (int) LITTLE.get(bytes, k + 3);
            c[y] = (int) LITTLE.get(bytes, k + 6);
            d[y] = (int) LITTLE.get(bytes, k + 9);
            e[y] = (int) LITTLE.get(bytes, k + 12);
            f[y] = (int) LITTLE.get(bytes, k + 15);
            g[y] = (int) LITTLE.get(bytes, k + 18);
            h[y] = (int) LITTLE.get(bytes, k + 21);
        }
    }

    /** Reads one column of pixels blue, green, red, as 0x00RRGGBB, and no byte beside them. */
    static void readBgrColumn(byte[] bytes, int from, int stride, int height, int[] column) {
        for (int y = 0, k = from; y < height; y++, k += stride)
            column[y] = ((bytes[k + 2] & 255) << 16) | ((bytes[k + 1] & 255) << 8) | (bytes[k] & 255);
    }

    /** Reads count pixels alpha, blue, green, red from a byte on, as 0xAARRGGBB. */
    static void readAbgr(byte[] bytes, int from, int count, int[] pixels, int at) {
        for (int i = 0; i < count; i++) pixels[at + i] = Integer.rotateRight((int) LITTLE.get(bytes, from + 4 * i), 8);
    }
}
