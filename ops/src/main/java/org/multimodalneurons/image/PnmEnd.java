package org.multimodalneurons.image;

import java.io.DataInputStream;
import java.io.IOException;

/** The end of a PBM, PGM or PPM: as many values as its header tells, in bytes or in words. */
final class PnmEnd {

    private static final long MOST = 1 << 30; // of a side: twice three values of so many pixels can still be counted
    private static final String WORDS = "123";
    private static final String BYTES = "456";
    private static final int ONE_BYTE = 255;

    private PnmEnd() {}

    /** Whether the first bytes of a file are those of such an image. */
    static boolean isBegin(byte[] head) {
        return head.length > 2
                && head[0] == 'P'
                && (WORDS + BYTES).indexOf(head[1]) >= 0
                && Character.isWhitespace(head[2]);
    }

    static void pass(DataInputStream bytes) throws IOException {
        bytes.skipNBytes(1);
        char kind = (char) bytes.readUnsignedByte();
        boolean bits = kind == '1' || kind == '4';
        long width = number(bytes);
        long height = number(bytes);
        long largest = bits ? 1 : number(bytes);
        long values = width * height * (kind == '3' || kind == '6' ? 3 : 1);
        if (kind == '4') bytes.skipNBytes((width + 7) / 8 * height);
        else if (BYTES.indexOf(kind) >= 0) bytes.skipNBytes(values * (largest > ONE_BYTE ? 2 : 1));
        else if (bits) for (long i = 0; i < values; i++) graphic(bytes); // they need no space between them
        else for (long i = 0; i < values; i++) word(bytes);
    }

    /** A number, with the one character behind it. */
    private static long number(DataInputStream bytes) throws IOException {
        long number = 0;
        for (int c = graphic(bytes); Character.isDigit(c); c = bytes.readUnsignedByte())
            number = Math.min(MOST, 10 * number + Character.digit(c, 10));
        return number;
    }

    /** Passes the next word; the last one of a file may have nothing behind it. */
    private static void word(DataInputStream bytes) throws IOException {
        int c = graphic(bytes);
        while (c >= 0 && !Character.isWhitespace(c)) c = bytes.read();
    }

    /** The next character that is no space and in no remark. */
    private static int graphic(DataInputStream bytes) throws IOException {
        while (true) {
            int c = bytes.readUnsignedByte();
            if (c == '#') while (c != '\n' && c != '\r') c = bytes.readUnsignedByte();
            else if (!Character.isWhitespace(c)) return c;
        }
    }
}
