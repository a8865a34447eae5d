package org.multimodalneurons.weights;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Files that come in the place of weights, known by their first bytes. */
final class ForeignFile {

    /** Room for the first header of a tar file, which is known by its end. */
    private static final int LOOK = 512;

    private static final int TAR_MARK = 257;

    private ForeignFile() {}

    /** Throws what to do about a file that is plainly something else; returns when it may be weights. */
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
        else if (!mayBeSafetensors(text) && (isPickle(text) || text.startsWith("ustar", TAR_MARK)))
            reason =
                    "a PyTorch file of the format before version 1.6, which is not read; load it and save it again with"
                            + " a newer PyTorch: torch.save(torch.load('old.pt', map_location='cpu'), 'new.pt')";
        else if (!mayBeSafetensors(text) && text.startsWith("\u001f\u008b"))
            reason = "a gzip file; unpack it first (gunzip)";
        if (reason != null) throw new InvalidModelException(source, reason);
    }

    /** Whether a JSON object may begin after eight bytes of length, which could look like anything. */
    private static boolean mayBeSafetensors(String text) {
        return text.startsWith("{", Long.BYTES);
    }

    /** Whether it begins as pickles of protocols 2 to 5 do. */
    private static boolean isPickle(String text) {
        return text.length() > 2 && text.charAt(0) == 0x80 && text.charAt(1) >= 2 && text.charAt(1) <= 5;
    }
}
