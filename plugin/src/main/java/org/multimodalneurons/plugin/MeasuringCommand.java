package org.multimodalneurons.plugin;

import org.multimodalneurons.plugin.imagej.PictureTable;
import org.multimodalneurons.plugin.imagej.Pictures;
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

    /** A table for rows about pictures: ImageJ's Results, or a new one. */
    protected final PictureTable table(Pictures pictures) {
        return append ? PictureTable.results(pictures) : PictureTable.fresh(pictures);
    }
}
