package org.multimodalneurons.plugin.imagej;

import ij.ImagePlus;
import ij.gui.Plot;

/**
 * What is drawn to be read, such as bars, a matrix or a sheet of thumbnails. A new image is the active one, so that the next
 * command may look at a chart where another picture was meant.
 */
public final class Chart {

    private static final String MARK = "Multimodal Neurons chart";

    private Chart() {}

    /** Marks an image as a chart, and gives it back. */
    public static ImagePlus marked(ImagePlus image) {
        image.setProperty(MARK, true);
        return image;
    }

    /** Whether it is a chart of ours or a plot of ImageJ. */
    static boolean is(ImagePlus image) {
        return image.getProperty(MARK) != null || image.getProperty(Plot.PROPERTY_KEY) != null;
    }

    /** Tells the user that a command looks at a chart, if it does. */
    public static void noteIf(ImagePlus image) {
        if (is(image))
            Surroundings.note("The image that is looked at, \"" + image.getTitle()
                    + "\", is a chart. If another is meant, select that one before, or name it: image=[its title].");
    }
}
