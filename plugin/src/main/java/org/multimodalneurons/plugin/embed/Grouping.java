package org.multimodalneurons.plugin.embed;

import java.nio.file.Path;
import java.util.Locale;

import org.multimodalneurons.UserException;
import org.multimodalneurons.plugin.imagej.Pictures;

/** Where the group that a picture belongs to is read. */
enum Grouping {

    /** The name of the folder that the file lies in, where that is a folder in the chosen one. */
    FOLDER {
        @Override
        String group(Pictures pictures, int index) {
            Path file = pictures.file(index);
            if (file == null) return "";
            String folder = file.getParent().getFileName().toString();
            return folder.equals(pictures.title()) ? "" : folder;
        }
    },

    /** The name of the region, without the number that follows it: mitosis for mitosis-3. */
    REGION {
        @Override
        String group(Pictures pictures, int index) {
            return pictures.region(index).replaceFirst("[-_ .]*\\d+$", "");
        }
    },

    /** What the label of the slice says behind the image's title, without a number that follows it. */
    LABEL {
        @Override
        String group(Pictures pictures, int index) {
            String label = pictures.label(index);
            String own = label.substring(label.lastIndexOf(':') + 1);
            return own.replaceFirst("[-_ .]*\\d+$", "");
        }
    },

    /** None has a group. */
    NONE {
        @Override
        String group(Pictures pictures, int index) {
            return "";
        }
    };

    /** How the parameter is explained, in one place for all commands. */
    static final String SYNTAX =
            "folder (that a file lies in), region (its name, without the number), label (of the slice),"
                    + " none, or a column of the embeddings; empty: folder, or the column Group";

    abstract String group(Pictures pictures, int index);

    /**
     * What a user means, of pictures.
     *
     * @throws UserException when it is the name of a column
     */
    static Grouping parse(String word) {
        if (word == null || word.isBlank()) return FOLDER;
        for (Grouping grouping : values())
            if (grouping.name().toLowerCase(Locale.ROOT).equals(word.strip().toLowerCase(Locale.ROOT))) return grouping;
        throw new UserException("The parameter \"groups\" is \"" + word + "\"; of images write folder, region, label or"
                + " none. A column can be named where embeddings are given.");
    }
}
