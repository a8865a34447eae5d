package org.multimodalneurons.zoo;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One file of a model.
 *
 * @param name what it is called in the model's folder; no path
 * @param from where it is downloaded from
 * @param bytes its length, where that is known beforehand
 * @param sha256 64 hexadecimal digits in lower case, where they are known beforehand: then nothing else is accepted
 */
public record ZooFile(String name, URI from, OptionalLong bytes, Optional<String> sha256) {

    /** Whether it holds weights, or the index of their shards, rather than a small configuration. */
    public boolean isWeights() {
        return !name.endsWith(".json") || name.endsWith(".index.json");
    }

    /** The same file with what was found. */
    ZooFile with(long length, String hash) {
        return new ZooFile(name, from, OptionalLong.of(length), Optional.of(hash));
    }
}
