package org.multimodalneurons.plugin.embed;

import java.nio.file.Files;
import java.nio.file.Path;

import org.multimodalneurons.UserException;

/** Where a result is to be saved, looked at before the work that would be lost. */
final class SavedFile {

    private SavedFile() {}

    /**
     * Makes sure, as far as that can be known, that a file can be written.
     *
     * @throws UserException when it is a folder, or its folder is missing or closed
     */
    static void requireWritable(Path file) {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null || Files.isDirectory(target))
            throw new UserException("The parameter \"save\" is " + file + ", which is a folder; name a file in it.");
        if (!Files.isDirectory(folder))
            throw new UserException("The parameter \"save\" is " + file + ", but there is no folder " + folder
                    + ". Make it, or choose another.");
        if (!Files.isWritable(folder))
            throw new UserException("The parameter \"save\" is " + file + ", but the folder " + folder
                    + " cannot be written to. Choose another.");
    }
}
