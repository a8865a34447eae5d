package org.multimodalneurons.plugin;

import org.multimodalneurons.plugin.imagej.PictureTable;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.scijava.plugin.Parameter;

/** A command whose table has rows for each picture, and which can append them to ImageJ's Results as Measure does. */
public abstract class MeasuringCommand extends GalleryCommand {

    @Parameter(
            label = "Append",
            description = "add the rows to the Results table, as Measure does, instead of making a new table",
            persist = false)
    private boolean append;

    /** Whether rows are to be added to ImageJ's Results. */
    public final boolean isAppended() {
        return append;
    }

    /**
     * Whether a table of answers, a row for each picture, tells more than the ranks of one picture do: for several, and where
     * its rows go to others, of earlier pictures, of the other files of a batch, or in files.
     */
    protected final boolean isAnswered(Pictures pictures) {
        return pictures.size() > 1 || append || Surroundings.isUnwatched();
    }

    /** A table for rows about pictures: ImageJ's Results, or a new one. */
    protected final PictureTable table(Pictures pictures) {
        return append ? PictureTable.results(pictures) : PictureTable.fresh(pictures);
    }
}
