package org.multimodalneurons.plugin.imagej;

import java.awt.Color;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import ij.gui.Plot;
import org.multimodalneurons.search.NaturalOrder;

/** What points of a plot are told apart by: a colour for each kind, and a shape for each round of colours; the rest is grey. */
public final class Kinds {

    /** The most kinds that can be told apart. */
    public static final int MOST = 24;

    /** Six of Okabe and Ito's colours, then six of Paul Tol's muted ones. */
    private static final int[] COLOURS = {
        0xD55E00, 0x0072B2, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x332288, 0x882255, 0x44AA99, 0x999933, 0x661100,
        0xAA4499
    };

    private static final int[] SHAPES = {Plot.CIRCLE, Plot.BOX};
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
        shown = largest.stream().sorted(new NaturalOrder()).toList();
        others = new LinkedHashMap<>(counts);
        shown.forEach(others::remove);
    }

    /** Those that have a colour, by name; of too many, the largest. */
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
        return place < 0 ? OTHER : new Color(COLOURS[place % COLOURS.length]);
    }

    /** The shape of its points, one of {@link Plot}'s. */
    int shape(String kind) {
        int place = shown.indexOf(kind);
        return place < 0 ? Plot.CIRCLE : SHAPES[place / COLOURS.length];
    }
}
