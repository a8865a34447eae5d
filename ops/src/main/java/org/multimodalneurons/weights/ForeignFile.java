package org.multimodalneurons.weights;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Files that come in the place of weights, known by their first bytes. */
final class ForeignFile {

    private static final int LOOK = 64;

    private ForeignFile() {}

    /** Throws what to do about a file that is plainly something else; returns when it may be safetensors. */
    static void refuse(String source, Bytes file) throws IOException {
        byte[] first = new byte[(int) Math.min(LOOK, file.size())];
        file.window(0, first.length).get(first);
        String text = new String(first, StandardCharsets.ISO_8859_1);
        String trimmed = text.strip().toLowerCase(Locale.ROOT);
        String reason = null;
        if (text.startsWith("version https://git-lfs"))
            reason = "a Git LFS pointer, not the file itself: fetch it first (git lfs pull)";
        else if (trimmed.startsWith("<!doctype") || trimmed.startsWith("<html"))
            reason = "an HTML page, not a weights file: the download went wrong, fetch the file again";
        else if (text.startsWith("PK\3\4") || text.startsWith("\u0080\2"))
            reason = "PyTorch archives are not read yet; convert it to safetensors";
        if (reason != null) throw new InvalidModelException(source, reason);
    }
}
