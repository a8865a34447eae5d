package org.multimodalneurons.plugin.embed;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.EmbeddingSet;
import org.multimodalneurons.embed.EmbeddingSet.Item;
import org.multimodalneurons.plugin.imagej.Pictures;

/** Where the group that a picture belongs to is read. */
enum Grouping {

    /** The name of the folder that the file lies in, where that is a folder in the chosen one. */
    FOLDER {
        @Override
        String group(Pictures pictures, int index) {
            Path file = pictures.file(index);
            boolean deeper = pictures.label(index).indexOf('/') >= 0;
            return file != null && deeper ? folder(file) : "";
        }

        @Override
        String group(Item item) {
            return folder(item.file());
        }
    },

    /** The name of the region's group in ImageJ, else its own without the number behind it: mitosis for mitosis-3. */
    REGION {
        @Override
        String group(Pictures pictures, int index) {
            String group = pictures.regionGroup(index);
            return group.isEmpty() ? withoutNumber(pictures.region(index)) : group;
        }

        @Override
        String group(Item item) {
            throw new UserException(
                    "The parameter \"groups\" is region, which is known of images only: embeddings keep no ROI"
                            + " group, and a label does not tell for certain where the name of a region begins. Run Export"
                            + " Embeddings... on the image with groups=region and give its file; its column Group keeps"
                            + " them. Or write folder, label, none or a column.");
        }
    },

    /** What the label says behind the image's title, without a number behind it. */
    LABEL {
        @Override
        String group(Pictures pictures, int index) {
            return ofLabel(pictures.label(index));
        }

        @Override
        String group(Item item) {
            return ofLabel(item.label());
        }
    },

    /** None has a group. */
    NONE {
        @Override
        String group(Pictures pictures, int index) {
            return "";
        }

        @Override
        String group(Item item) {
            return "";
        }
    };

    /** How the parameter is explained, in one place for all commands. */
    static final String SYNTAX =
            "folder (that a file lies in), region (its ROI group, else its name without the number),"
                    + " label (of the slice), none, or a column of the embeddings; empty: the column Group, else folder";

    /** The group of a picture; empty where it has none. */
    abstract String group(Pictures pictures, int index);

    /** The group of an embedding that was given; empty where it has none. */
    abstract String group(Item item);

    /** What a word means; nothing where it is none of these. */
    static Optional<Grouping> named(String word) {
        return Arrays.stream(values())
                .filter(grouping -> grouping.name().equalsIgnoreCase(word.strip()))
                .findFirst();
    }

    /**
     * What a user means, of pictures.
     *
     * @param word blank means folder
     * @throws UserException when it is none of these words
     */
    static Grouping parse(String word) {
        if (word.isBlank()) return FOLDER;
        return named(word)
                .orElseThrow(() -> new UserException("The parameter \"groups\" is \"" + word
                        + "\"; of images write folder, region, label or none. A column can be named where embeddings are"
                        + " given."));
    }

    /** By the folders of their files; in no group where all lie in one, which tells none from another. */
    static EmbeddingSet byFolders(EmbeddingSet set) {
        EmbeddingSet grouped = set.grouped(FOLDER::group);
        return grouped.groups().size() > 1 ? grouped : set;
    }

    private static String folder(Path file) {
        Path folder = file.getParent();
        return folder == null || folder.getFileName() == null
                ? ""
                : folder.getFileName().toString();
    }

    /** Of a file as another machine may have called it; only on this side of / and \\ is a name of its own. */
    private static String folder(String file) {
        String[] names = file.split(file.startsWith("/") ? "/+" : "[/\\\\]+", -1);
        String folder = names.length < 2 ? "" : names[names.length - 2];
        return folder.endsWith(":") ? "" : folder; // a drive
    }

    private static String ofLabel(String label) {
        return withoutNumber(label.substring(label.lastIndexOf(':') + 1));
    }

    /** ImageJ tells regions of one name apart by -1, -2, and names those without one by their place, 0034-0120. */
    private static String withoutNumber(String name) {
        return name.matches("[-_ .\\d]*") ? "" : name.replaceFirst("[-_ .]+\\d+$", "");
    }
}
