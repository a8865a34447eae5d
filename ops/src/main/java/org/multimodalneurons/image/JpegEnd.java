package org.multimodalneurons.image;

import java.io.DataInputStream;
import java.io.IOException;

/**
 * The end of a JPEG: a marker behind the beginning of the pixels. What stands before them may hold a picture of its own, a
 * thumbnail with an end, and what stands behind the end may be long: a film, another picture.
 */
final class JpegEnd {

    // the bytes that begin a marker, and those that follow
    private static final int MARKER = 0xFF;
    private static final int TEMPORARY = 0x01;
    private static final int FIRST_RESTART = 0xD0;
    private static final int LAST_RESTART = 0xD7;
    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;

    private JpegEnd() {}

    static void pass(DataInputStream bytes) throws IOException {
        int marker = marker(bytes);
        while (marker != START_OF_SCAN) {
            if (marker == END_OF_IMAGE) return; // without pixels, which its reader tells
            if (hasLength(marker)) bytes.skipNBytes(Math.max(0, bytes.readUnsignedShort() - Short.BYTES));
            marker = marker(bytes);
        }
        while (marker != END_OF_IMAGE) marker = marker(bytes);
    }

    /** The second byte of the next marker; among pixels 0 follows a value of 255, which is none. */
    private static int marker(DataInputStream bytes) throws IOException {
        int byteBefore = 0;
        while (true) {
            int next = bytes.readUnsignedByte();
            if (byteBefore == MARKER && next != MARKER && next != 0) return next;
            byteBefore = next;
        }
    }

    private static boolean hasLength(int marker) {
        return marker != START_OF_IMAGE && marker != TEMPORARY && (marker < FIRST_RESTART || marker > LAST_RESTART);
    }
}
