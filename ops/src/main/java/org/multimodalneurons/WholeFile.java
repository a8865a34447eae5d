package org.multimodalneurons;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are replaced as a whole, so that an interruption leaves the old one or the new one. */
public final class WholeFile {

    private WholeFile() {}

    /**
     * Moves a finished draft to its place, over what may be there: at once where the file system can.
     *
     * @param draft in the same folder
     */
    public static void replace(Path draft, Path file) throws IOException {
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
