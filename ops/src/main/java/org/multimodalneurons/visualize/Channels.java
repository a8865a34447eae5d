package org.multimodalneurons.visualize;

import java.util.List;

/**
 * The channels of a picture and the colour that each is shown in, to the model as on the screen: an ImageJ composite, in
 * which colours add up and what exceeds full intensity is cut off.
 *
 * @param colours [red, green, blue] in 0..1 of each channel at its full value
 */
public record Channels(List<List<Float>> colours) {

    /** Red, green and blue. */
    public static final Channels RGB =
            new Channels(List.of(List.of(1f, 0f, 0f), List.of(0f, 1f, 0f), List.of(0f, 0f, 1f)));

    /** One channel, from black to white. */
    public static final Channels GRAY = new Channels(List.of(List.of(1f, 1f, 1f)));

    /** Checks the colours. */
    public Channels {
        colours = colours.stream().map(List::copyOf).toList();
        if (colours.isEmpty() || colours.stream().anyMatch(colour -> colour.size() != 3))
            throw new IllegalArgumentException("Channels: expected red, green and blue for each, found " + colours);
    }

    /** How many there are. */
    public int count() {
        return colours.size();
    }

    /** The colours row by row, channels x 3. */
    float[] matrix() {
        float[] matrix = new float[3 * count()];
        for (int i = 0; i < matrix.length; i++) matrix[i] = colours.get(i / 3).get(i % 3);
        return matrix;
    }
}
