package org.multimodalneurons.plugin;

import java.nio.file.Path;

/** Where what took long to work out is kept for later sessions. */
public final class Kept {

    private Kept() {}

    /** A folder below the user's home; it need not exist yet. */
    public static Path folder(String name) {
        return Path.of(System.getProperty("user.home"), ".multimodal-neurons", name);
    }
}
