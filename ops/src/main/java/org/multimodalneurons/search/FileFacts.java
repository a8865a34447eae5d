package org.multimodalneurons.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What tells whether a file is still the one that was indexed.
 *
 * @param bytes its size
 * @param modified when it was last written, in milliseconds since 1970
 */
public record FileFacts(long bytes, long modified) {

    /** Of a file of which nothing is known: as none has these facts, it is looked at again the next time. */
    static final FileFacts UNKNOWN = new FileFacts(-1, -1);

    /** Of a file as it is now; nothing is known of one that is gone, and reading it will say so. */
    static FileFacts now(Path file) {
        try {
            BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileFacts(facts.size(), facts.lastModifiedTime().toMillis());
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
