package org.multimodalneurons.plugin.probe;

import ij.ImagePlus;
import org.multimodalneurons.UserException;
import org.multimodalneurons.plugin.imagej.HeatMap;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.multimodalneurons.plugin.imagej.ShownImage;

/** What a command shows beside its table. */
enum MapStyle {

    /** Nothing. */
    NONE {
        @Override
        ImagePlus of(HeatMap map, String title) {
            return null;
        }
    },

    /** The values. */
    VALUES {
        @Override
        ImagePlus of(HeatMap map, String title) {
            return map.map(title);
        }
    },

    /** Colours over a copy of the image. */
    COLOURS {
        @Override
        ImagePlus of(HeatMap map, String title) {
            return map.overlay(title);
        }
    };

    /** As a user chooses the first. */
    static final String TABLE = "table";

    /** As a user chooses the second. */
    static final String MAP = "map";

    /** As a user chooses the third. */
    static final String OVERLAY = "overlay";

    /** How the parameter is explained, in one place for all commands. */
    static final String SYNTAX =
            "the table alone, or maps too: values, or colours over a copy of the image; of regions and files there is the"
                    + " table alone";

    /** Of a heat map, as an image; null for none. */
    abstract ImagePlus of(HeatMap map, String title);

    /**
     * What is shown of pictures. There are maps of whole slices and of a selection; the usual choice, map, means none of
     * others.
     *
     * @param show one of the three words
     * @throws UserException when there is nothing to lay colours over
     */
    static MapStyle of(String show, Pictures pictures) {
        boolean mapped = pictures instanceof ShownImage;
        if (show.equals(OVERLAY) && !mapped)
            throw new UserException(
                    "With show=overlay colours are laid over the image or its selection; of regions and of"
                            + " the files of a folder there is a table alone. Leave show out.");
        if (!mapped || show.equals(TABLE)) return NONE;
        return show.equals(MAP) ? VALUES : COLOURS;
    }
}
