package org.multimodalneurons.training.data;

import java.util.List;

/**
 * One npm package of art or names, pinned.
 *
 * @param name package name
 * @param version exact version
 * @param style what its drawings are called in the data; {@code -} if it has none
 * @param modality kind of drawing: {@code render} (shaded), {@code flat}, {@code line} (black or outlined); {@code -}
 * @param licence SPDX identifier
 * @param use what it serves: labels, training pictures or held-out pictures
 * @param sha256 of the package's tarball, hexadecimal
 */
public record Source(
        String name, String version, String style, String modality, String licence, String use, String sha256) {

    /** The packages of {@code sources.tsv}, in its order. */
    public static List<Source> all() {
        return ResourceTable.read("sources.tsv", 7).stream()
                .map(r -> new Source(r.get(0), r.get(1), r.get(2), r.get(3), r.get(4), r.get(5), r.get(6)))
                .toList();
    }

    /** The name of the tarball that {@code npm pack} writes. */
    public String fileName() {
        return name.replace("@", "").replace('/', '-') + "-" + version + ".tgz";
    }

    /** Whether its drawings have one colour only. */
    public boolean monochrome() {
        return style.equals("fluent-contrast") || style.equals("emojione-mono");
    }
}
