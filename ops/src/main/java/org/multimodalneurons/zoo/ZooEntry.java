package org.multimodalneurons.zoo;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.multimodalneurons.weights.Gelu;

/**
 * A model that can be had, whether it is on disk or not.
 *
 * @param name what people and macros call it, and its folder's name: no commas, quotes or spaces
 * @param architecture such as {@code ResNet-50x4}
 * @param embeddingSize length of its embeddings
 * @param parameters how many numbers were trained, in both towers, where that is known
 * @param licence of the weights, or that none is stated
 * @param goodFor one sentence on what to use it for
 * @param home the page to read and cite
 * @param revision the hub's commit that the files are taken from; without one it is the newest, and the first download
 *     notes which that was
 * @param files what makes up the model: weights and configurations
 * @param activation of its transformers' MLPs, where no file of its own tells
 */
public record ZooEntry(
        String name,
        String architecture,
        int embeddingSize,
        OptionalLong parameters,
        String licence,
        String goodFor,
        URI home,
        Optional<String> revision,
        List<ZooFile> files,
        Optional<Gelu> activation) {

    /** The name of the model that ships inside, and needs no file. */
    public static final String EMBEDDED = "embedded";

    public ZooEntry {
        files = List.copyOf(files);
    }

    /** Whether it is the model that ships inside. */
    public boolean isEmbedded() {
        return name.equals(EMBEDDED);
    }

    /** How much there is to download, in bytes: about, where not all lengths are known, and 0 where nothing is. */
    public long bytes() {
        boolean known = files.stream().filter(ZooFile::isWeights).allMatch(file -> file.bytes()
                .isPresent());
        return known ? knownBytes() : Math.max(knownBytes(), parameters.orElse(0) * Float.BYTES);
    }

    /** The length of the files of known length. */
    long knownBytes() {
        return files.stream().mapToLong(file -> file.bytes().orElse(0)).sum();
    }

    /**
     * Whether the SHA-256 of all weights is known before the first download. Where it is not, the first download records
     * what came, and later ones must match it.
     */
    public boolean pinned() {
        return files.stream().filter(ZooFile::isWeights).allMatch(file -> file.sha256()
                .isPresent());
    }

    /** The same model with a revision and files. */
    ZooEntry with(Optional<String> ofRevision, List<ZooFile> ofFiles) {
        return new ZooEntry(
                name, architecture, embeddingSize, parameters, licence, goodFor, home, ofRevision, ofFiles, activation);
    }
}
