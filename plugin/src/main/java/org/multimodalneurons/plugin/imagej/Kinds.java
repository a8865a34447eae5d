package org.multimodalneurons.plugin.imagej;

import java.awt.Color;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import ij.gui.Plot;

/** What points of a plot are told apart by: a colour for each kind, and a shape for each round of colours; the rest is grey. */
public final class Kinds {

    /** The most kinds that can be told apart. */
    public static final int MOST = 24;

    private static final int COLOURS = 6; // the last two of a line chart are black and grey
    private static final int[] SHAPES = {Plot.CIRCLE, Plot.BOX, Plot.TRIANGLE, Plot.DIAMOND};
    private static final Color OTHER = new Color(0xBBBBBB);

    private final List<String> shown;
    private final Map<String, Long> others;

    /**
     * The kinds of points.
     *
     * @param kindOfEach the kind of each point; empty where it has none
     */
    public Kinds(List<String> kindOfEach) {
        Map<String, Long> counts = kindOfEach.stream()
                .filter(kind -> !kind.isEmpty())
                .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
        List<String> largest = counts.keySet().stream()
                .sorted(Comparator.comparingLong((String kind) -> -counts.get(kind)))
                .limit(MOST)
                .toList();
        shown = counts.keySet().stream().filter(largest::contains).toList();
        others = new LinkedHashMap<>(counts);
        shown.forEach(others::remove);
    }

    /** Those that have a colour, in the order in which they first come; of too many, the largest. */
    public List<String> shown() {
        return shown;
    }

    /** How many have no colour of their own. */
    public int others() {
        return others.size();
    }

    /** The colour of a kind; grey for no kind and for those beyond the most. */
    public Color colour(String kind) {
        int place = shown.indexOf(kind);
        return place < 0 ? OTHER : LineChart.colour(place % COLOURS);
    }

    /** The shape of its points, one of {@link Plot}'s. */
    int shape(String kind) {
        int place = shown.indexOf(kind);
        return place < 0 ? Plot.CIRCLE : SHAPES[place / COLOURS];
    }
}
