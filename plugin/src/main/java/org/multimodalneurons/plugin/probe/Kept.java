package org.multimodalneurons.plugin.probe;

import java.nio.file.Path;

/** Where what took long to work out is kept for later sessions. */
final class Kept {

    private Kept() {}

    /** A folder below the user's home; it need not exist yet. */
    static Path folder(String name) {
        return Path.of(System.getProperty("user.home"), ".multimodal-neurons", name);
    }
}
