package org.multimodalneurons.zoo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The disk that models are written to. */
interface Disk {

    /** The one of the machine. */
    Disk REAL = new Disk() {
        @Override
        public long free(Path folder) throws IOException {
            return Files.getFileStore(folder).getUsableSpace();
        }

        @Override
        public WritableByteChannel append(Path file) throws IOException {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    };

    /** Bytes that can still be written to a folder. */
    long free(Path folder) throws IOException;

    /** Opens a file, made if need be, to write at its end. */
    WritableByteChannel append(Path file) throws IOException;
}
