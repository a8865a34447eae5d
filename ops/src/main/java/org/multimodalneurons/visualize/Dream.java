package org.multimodalneurons.visualize;

/**
 * What {@link DeepDream} has made of a picture.
 *
 * @param drawing of the size and channels of the picture
 * @param iterations done, over all octaves
 * @param ending {@link Visualization.Ending#FINISHED} or {@link Visualization.Ending#CANCELLED}, after which the drawing is
 *     what there was until then
 * @param recipe in words
 */
public record Dream(Drawing drawing, int iterations, Visualization.Ending ending, String recipe) {

    /** Whether it was cancelled. */
    public boolean isCancelled() {
        return ending == Visualization.Ending.CANCELLED;
    }
}
