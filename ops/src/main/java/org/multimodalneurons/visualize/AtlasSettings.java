package org.multimodalneurons.visualize;

import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Projection;
import org.multimodalneurons.text.Prompts;

/**
 * How an {@link ActivationAtlas} is made.
 *
 * @param images that are looked at, at most; of more, so many are chosen at random
 * @param places of each picture whose activation is taken, at random; all where there are fewer
 * @param projection of activations to the plane
 * @param grid columns and rows
 * @param fewest activations of a cell that is drawn
 * @param cell width and height of a drawing, in pixels
 * @param steps of a drawing
 * @param power of the cosine, see {@link Objectives#directions}; at least 0
 * @param seed of all chance
 */
public record AtlasSettings(
        int images,
        int places,
        Projection projection,
        int grid,
        int fewest,
        int cell,
        int steps,
        double power,
        long seed) {

    /** The largest grid. */
    public static final int MOST = 100;

    /** Captions that cells are named by. */
    public static final Prompts WORDINGS = Prompts.parse("{} | a picture of a {}");

    /** Worth looking at after some minutes. */
    public static final AtlasSettings USUAL = new AtlasSettings(1000, 1, Projection.TSNE, 8, 4, 128, 96, 2, 1);

    /** Checks the numbers. */
    public AtlasSettings {
        require("Images", images, 1, Integer.MAX_VALUE);
        require("Places of an image", places, 1, 1000);
        require("Grid", grid, 1, MOST);
        require("Activations of a cell", fewest, 1, Integer.MAX_VALUE);
        require("Cell", cell, 8, 1024);
        require("Steps", steps, 1, FeatureVisualization.MOST_STEPS);
        Objectives.requirePower(power);
    }

    private static void require(String name, int value, int least, int most) {
        if (value < least || value > most)
            throw new UserException(name + ": found " + value + ", expected " + least
                    + (most == Integer.MAX_VALUE ? " or more." : " to " + most + "."));
    }
}
