package org.multimodalneurons.visualize;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

import org.multimodalneurons.UserException;

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

    private static final int MOST = 16;

    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("red", "ff0000"),
            Map.entry("green", "00ff00"),
            Map.entry("blue", "0000ff"),
            Map.entry("cyan", "00ffff"),
            Map.entry("magenta", "ff00ff"),
            Map.entry("yellow", "ffff00"),
            Map.entry("orange", "ff8000"),
            Map.entry("gray", "ffffff"),
            Map.entry("grey", "ffffff"));

    /** Checks the colours. */
    public Channels {
        colours = colours.stream().map(List::copyOf).toList();
        if (colours.isEmpty() || colours.stream().anyMatch(colour -> colour.size() != 3))
            throw new IllegalArgumentException("Channels: expected red, green and blue for each, found " + colours);
    }

    /**
     * Channels as a user writes them.
     *
     * @param text {@code rgb}, or the colour of each channel: {@code cyan, magenta, yellow}; names as ImageJ's lookup tables
     *     have them, or {@code #ff8000}
     * @throws UserException when a colour is none, or there are more than 16
     */
    public static Channels parse(String text) {
        if (text.strip().equalsIgnoreCase("rgb")) return RGB;
        List<List<Float>> colours =
                Arrays.stream(text.split(",")).map(Channels::colour).toList();
        if (colours.size() > MOST)
            throw new UserException("Channels: found " + colours.size() + " colours, expected 1 to " + MOST + ".");
        return new Channels(colours);
    }

    private static List<Float> colour(String word) {
        String name = word.strip().toLowerCase(Locale.ROOT);
        String code = name.matches("#[0-9a-f]{6}") ? name.substring(1) : NAMED.get(name);
        if (code == null)
            throw new UserException("Channels: \"" + word.strip()
                    + "\" is no colour; write rgb, or for each channel one of "
                    + String.join(", ", new TreeSet<>(NAMED.keySet())) + ", or red, green and blue as in #ff8000.");
        int rgb = Integer.parseInt(code, 16);
        return List.of((rgb >> 16) / 255f, (rgb >> 8 & 255) / 255f, (rgb & 255) / 255f);
    }

    /** How many there are. */
    public int count() {
        return colours.size();
    }

    /** The most that all channels at their full value add up to in red, green or blue, at least 1. */
    double brightest() {
        double most = 1;
        for (int colour = 0; colour < 3; colour++) {
            double sum = 0;
            for (List<Float> channel : colours) sum += channel.get(colour);
            most = Math.max(most, sum);
        }
        return most;
    }

    /** The colours row by row, channels x 3. */
    float[] matrix() {
        float[] matrix = new float[3 * count()];
        for (int i = 0; i < matrix.length; i++) matrix[i] = colours.get(i / 3).get(i % 3);
        return matrix;
    }
}
