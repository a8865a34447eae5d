package org.multimodalneurons.plugin;

/** A command that looks at the active image or, where a folder is given, at the files in that instead. */
public interface FolderInstead {

    /** Whether files of a folder are to be looked at. */
    boolean hasFolder();
}
