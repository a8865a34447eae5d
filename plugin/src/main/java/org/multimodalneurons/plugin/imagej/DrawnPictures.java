package org.multimodalneurons.plugin.imagej;

import java.util.List;

import ij.process.ColorProcessor;
import org.multimodalneurons.visualize.Drawing;

/** Drawn pictures as ImageJ's. */
public final class DrawnPictures {

    private static final int GAP = 4;

    private DrawnPictures() {}

    /** One picture. */
    public static ColorProcessor of(Drawing drawing) {
        return new ColorProcessor(Montage.picture(drawing.rgb()));
    }

    /**
     * Pictures in rows and columns, as many of one as of the other or one column more, with white between them; one picture
     * alone as it is.
     *
     * @param drawings of one size, at least one
     */
    public static ColorProcessor grid(List<Drawing> drawings) {
        int columns = (int) Math.ceil(Math.sqrt(drawings.size()));
        int rows = (drawings.size() + columns - 1) / columns;
        int width = drawings.get(0).width() + GAP;
        int height = drawings.get(0).height() + GAP;
        ColorProcessor grid = new ColorProcessor(columns * width - GAP, rows * height - GAP);
        grid.setValue(0xFFFFFF);
        grid.fill();
        for (int i = 0; i < drawings.size(); i++)
            grid.insert(of(drawings.get(i)), i % columns * width, i / columns * height);
        return grid;
    }
}
