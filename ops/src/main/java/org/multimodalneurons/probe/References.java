package org.multimodalneurons.probe;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import org.multimodalneurons.WholeFile;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;

/**
 * Where reference statistics are found: of the embedded model they ship with the library, from the pictures of {@code
 * sample-images/held-out}; of others they are kept in a folder once they were computed.
 *
 * @param folder of the cache
 */
public record References(Path folder) {

    /** The statistics of a layer; empty where nobody has computed them. */
    public Optional<ReferenceStatistics> of(ClipModel clip, Layer layer) {
        Path file = file(clip, layer);
        try {
            if (Files.exists(file)) {
                try (DataInputStream in = new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
                    return Optional.of(ReferenceStatistics.read(in));
                }
            }
            return shipped(clip, layer);
        } catch (IOException e) {
            throw new UncheckedIOException("The reference statistics " + file + " cannot be read; delete the file.", e);
        }
    }

    /** Keeps statistics for later sessions, in place of earlier ones of the same model and layer. */
    public void keep(ClipModel clip, ReferenceStatistics statistics) {
        Path file = file(clip, statistics.layer());
        try {
            WholeFile.share(file, draft -> {
                try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(draft)))) {
                    statistics.write(out);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("The reference statistics cannot be kept in " + folder + ".", e);
        }
    }

    private Path file(ClipModel clip, Layer layer) {
        String key = clip.identity() + " " + layer.name();
        return folder.resolve(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)) + ".bin");
    }

    /** Those that ship with the library: of the embedded model. */
    public static Optional<ReferenceStatistics> shipped(ClipModel clip, Layer layer) {
        if (clip.source().isPresent()) return Optional.empty();
        try (InputStream resource = References.class.getResourceAsStream("reference/" + layer.name() + ".bin")) {
            if (resource == null) return Optional.empty();
            return Optional.of(ReferenceStatistics.read(new DataInputStream(new GZIPInputStream(resource))));
        } catch (IOException e) {
            throw new UncheckedIOException("The reference statistics of the embedded model cannot be read.", e);
        }
    }
}
