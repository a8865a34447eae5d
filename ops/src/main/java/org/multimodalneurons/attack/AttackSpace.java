package org.multimodalneurons.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.multimodalneurons.attack.Lettering.Outline;
import org.multimodalneurons.attack.Lettering.Plate;

/**
 * All labels that a search may try: words, places, sizes and colours.
 *
 * @param words the most promising first
 * @param ink the largest share of the pixels that a label may cover
 */
record AttackSpace(List<String> words, double ink) {

    private static final int NEAR = 40; // words that are drawn as often as all others together
    private static final List<Double> SIZES = List.of(1., .75, .5, .35); // of the ink
    private static final double FAR = .12; // a step aside, as a share of the side
    private static final double LITTLE = .03;
    private static final int KICKS = 3;
    private static final int BLACK = 0;
    private static final int WHITE = 0xffffff;
    private static final List<Integer> FILLS = List.of(BLACK, WHITE, 0xd00000, 0xffd000, 0x0040c0, 0x008030);
    private static final List<Integer> PLATES = List.of(WHITE, BLACK, 0xffd000);
    private static final List<Layout> LAYOUTS = layouts();
    private static final List<Lettering> LETTERINGS = letterings();

    private static List<Layout> layouts() {
        List<Layout> layouts = new ArrayList<>(List.of(Layout.below(), Layout.centred(), Layout.paper()));
        for (double y : new double[] {.15, .38, .62, .85})
            for (double x : new double[] {.25, .5, .75}) layouts.add(new At(x, y));
        for (int copies = 2; copies <= 4; copies++) layouts.add(Layout.scattered(copies, copies));
        return List.copyOf(layouts);
    }

    /** Plain, with a line around in black or white, or on a plate; none in one colour on itself. */
    private static List<Lettering> letterings() {
        List<Lettering> letterings = new ArrayList<>();
        for (int fill : FILLS) {
            letterings.add(Lettering.plain(fill));
            for (int line : List.of(BLACK, WHITE))
                if (line != fill) letterings.add(Lettering.plain(fill).with(new Outline(line, 2)));
            for (int plate : PLATES)
                if (plate != fill) letterings.add(Lettering.plain(fill).with(new Plate(plate, .15)));
        }
        return List.copyOf(letterings);
    }

    /** A word in every place, black and as large as it may be: what is tried first. */
    List<AttackCandidate> everywhere(String word) {
        return LAYOUTS.stream()
                .map(layout -> new AttackCandidate(word, LETTERINGS.get(0), layout, ink))
                .toList();
    }

    /** The same label in all colours. */
    List<AttackCandidate> coloured(AttackCandidate label) {
        return LETTERINGS.stream()
                .map(lettering -> new AttackCandidate(label.text(), lettering, label.layout(), label.ink()))
                .toList();
    }

    /** The same label with each of the first words. */
    List<AttackCandidate> saying(AttackCandidate label, int count) {
        return words.stream()
                .limit(count)
                .map(word -> new AttackCandidate(word, label.lettering(), label.layout(), label.ink()))
                .toList();
    }

    /** Any label; its word is one of the most promising every other time. */
    AttackCandidate any(Random random) {
        return new AttackCandidate(
                word(random), drawn(LETTERINGS, random), drawn(LAYOUTS, random), ink * drawn(SIZES, random));
    }

    /** The same label but for its word, its place, its size or its colours. */
    AttackCandidate neighbour(AttackCandidate of, Random random) {
        AttackCandidate other = any(random);
        return switch (random.nextInt(5)) {
            case 0 -> new AttackCandidate(other.text(), of.lettering(), of.layout(), of.ink());
            case 1 -> new AttackCandidate(of.text(), other.lettering(), of.layout(), of.ink());
            case 2 -> new AttackCandidate(of.text(), of.lettering(), other.layout(), of.ink());
            case 3 -> new AttackCandidate(of.text(), of.lettering(), nudged(of.layout(), random), of.ink());
            default -> new AttackCandidate(of.text(), of.lettering(), of.layout(), other.ink());
        };
    }

    /** The same label but for some of these. */
    AttackCandidate relative(AttackCandidate of, Random random) {
        AttackCandidate other = of;
        for (int kick = 0; kick < KICKS; kick++) other = neighbour(other, random);
        return other;
    }

    /** A single label a little aside; a scatter with other places. */
    private static Layout nudged(Layout layout, Random random) {
        if (layout instanceof Scattered scatter) return Layout.scattered(scatter.copies(), random.nextInt(1000));
        At from = layout instanceof At at ? at : new At(.5, layout == Layout.below() ? 1 : .5);
        return new At(moved(from.x(), random), moved(from.y(), random));
    }

    /** In hundredths, so that a place can be written down. */
    private static double moved(double place, Random random) {
        double step = random.nextBoolean() ? FAR : LITTLE;
        double moved = Math.max(0, Math.min(1, place + step * random.nextGaussian()));
        return Math.round(100 * moved) / 100.;
    }

    private String word(Random random) {
        int among = random.nextBoolean() ? Math.min(NEAR, words.size()) : words.size();
        return words.get(random.nextInt(among));
    }

    private static <T> T drawn(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
