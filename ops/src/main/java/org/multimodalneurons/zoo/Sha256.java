package org.multimodalneurons.zoo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** The SHA-256 of bytes that come one after another. */
final class Sha256 {

    private static final int PORTION = 1 << 20;

    private final MessageDigest digest;

    Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Adds the rest of a buffer, whose position stays. */
    void add(ByteBuffer bytes) {
        digest.update(bytes.duplicate());
    }

    /** Adds a file; hears after each portion how many bytes were added. */
    void add(Path file, LongConsumer added) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] portion = new byte[PORTION];
            for (int read = in.read(portion); read >= 0; read = in.read(portion)) {
                digest.update(portion, 0, read);
                added.accept(read);
            }
        }
    }

    /** 64 hexadecimal digits; begins anew. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The SHA-256 of a file; hears after each portion how many bytes were read. */
    static String of(Path file, LongConsumer read) throws IOException {
        var sha256 = new Sha256();
        sha256.add(file, read);
        return sha256.hex();
    }
}
