package org.multimodalneurons.image;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;

/**
 * The end of a GIF: behind blocks of frames and of remarks, which are made of smaller blocks. Many writers leave out the byte
 * that is to follow the last block; then the file ends there, behind a
 * frame.
 */
final class GifEnd {

    private static final int SIGNATURE = 6;
    private static final int SIZE = 4; // of the screen, or of a frame
    private static final int PLACE = 4; // of a frame on the screen
    private static final int BACKGROUND_AND_ASPECT = 2;
    private static final int HAS_COLOURS = 0x80;
    private static final int COLOURS = 0x07;

    private static final int FRAME = 0x2C;
    private static final int REMARK = 0x21;
    private static final int ON_THE_NEXT_FRAME = 0xF9;
    private static final int PADDING = 0;
    private static final int MISSING = -1;

    private GifEnd() {}

    static void pass(DataInputStream bytes) throws IOException {
        bytes.skipNBytes(SIGNATURE + SIZE);
        int screen = bytes.readUnsignedByte();
        bytes.skipNBytes(BACKGROUND_AND_ASPECT + colours(screen));
        boolean isWhole = false;
        while (true) {
            switch (bytes.read()) {
                case MISSING -> {
                    if (isWhole) return;
                    throw new EOFException();
                }
                case FRAME -> {
                    bytes.skipNBytes(PLACE + SIZE);
                    bytes.skipNBytes(colours(bytes.readUnsignedByte()));
                    bytes.skipNBytes(1); // of the code
                    passBlocks(bytes);
                    isWhole = true;
                }
                case REMARK -> {
                    if (bytes.readUnsignedByte() == ON_THE_NEXT_FRAME) isWhole = false;
                    passBlocks(bytes);
                }
                case PADDING -> {} // some writers leave it between blocks
                default -> {
                    return; // the end, or what only its reader can tell
                }
            }
        }
    }

    /** The bytes of a table of colours. */
    private static int colours(int flags) {
        return (flags & HAS_COLOURS) == 0 ? 0 : 3 * (2 << (flags & COLOURS));
    }

    private static void passBlocks(DataInputStream bytes) throws IOException {
        for (int length = bytes.readUnsignedByte(); length > 0; length = bytes.readUnsignedByte())
            bytes.skipNBytes(length);
    }
}
