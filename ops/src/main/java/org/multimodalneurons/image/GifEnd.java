package org.multimodalneurons.image;

import java.io.DataInputStream;
import java.io.IOException;

/** The end of a GIF: its last byte, behind blocks of frames and of remarks, which are made of smaller blocks. */
final class GifEnd {

    private static final int SIGNATURE = 6;
    private static final int SIZE = 4; // of the screen, or of a frame
    private static final int PLACE = 4; // of a frame on the screen
    private static final int BACKGROUND_AND_ASPECT = 2;
    private static final int HAS_COLOURS = 0x80;
    private static final int COLOURS = 0x07;

    private static final int FRAME = 0x2C;
    private static final int REMARK = 0x21;
    private static final int PADDING = 0;

    private GifEnd() {}

    static void pass(DataInputStream bytes) throws IOException {
        bytes.skipNBytes(SIGNATURE + SIZE);
        int screen = bytes.readUnsignedByte();
        bytes.skipNBytes(BACKGROUND_AND_ASPECT + colours(screen));
        while (true) {
            switch (bytes.readUnsignedByte()) {
                case FRAME -> {
                    bytes.skipNBytes(PLACE + SIZE);
                    bytes.skipNBytes(colours(bytes.readUnsignedByte()));
                    bytes.skipNBytes(1); // of the code
                    passBlocks(bytes);
                }
                case REMARK -> {
                    bytes.skipNBytes(1); // its kind
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
