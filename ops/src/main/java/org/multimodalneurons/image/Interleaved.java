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

    /** Reads count pixels alpha, blue, green, red from a byte on, as 0xAARRGGBB. */
    static void readAbgr(byte[] bytes, int from, int count, int[] pixels, int at) {
        for (int i = 0; i < count; i++) pixels[at + i] = Integer.rotateRight((int) LITTLE.get(bytes, from + 4 * i), 8);
    }
}
