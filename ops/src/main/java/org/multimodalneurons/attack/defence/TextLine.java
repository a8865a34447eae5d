package org.multimodalneurons.attack.defence;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.multimodalneurons.attack.defence.ComponentTree.Region;

/**
 * Letters side by side: of like height, stroke and colour, on a line that leans by no more than 20 degrees or so.
 *
 * @param letters from left to right; what was added to {@link #completed} it comes last
 */
record TextLine(List<Letter> letters) {

    private static final int FEWEST = 3;
    private static final int LOWEST = 9; // pixels
    private static final double HIGHEST = .45; // of the picture
    private static final double THINNEST = .08; // width of its height: an l
    private static final double WIDEST = 2.2; // two letters that grew together
    private static final double EMPTIEST = .15; // of the bounding box
    private static final double BOLDEST = .6; // stroke, of the height
    private static final double FINEST = .05;
    private static final double MOST_UNEVEN = .55;
    private static final double MOST_UNEVEN_MEAN = .4;
    private static final double LIKE_COLOUR = 60;
    private static final double LIKE_STROKE = 1.9;
    private static final double LIKE_HEIGHT = 2.1; // a p beside an n
    private static final double COVERED = .8;
    private static final double ASTRAY = .45; // of the height, from the line

    /**
     * The lines among regions, each with all that belongs to it.
     *
     * @param regions that may be letters
     * @param side of the picture, the shorter one
     */
    static List<TextLine> of(List<Letter> regions, int side) {
        List<Letter> likely = withoutDoubles(
                regions.stream().filter(region -> mayBeLetter(region, side)).toList());
        List<TextLine> lines = new ArrayList<>();
        boolean[] taken = new boolean[likely.size()];
        for (int i = 0; i < taken.length; i++) {
            if (taken[i]) continue;
            TextLine line = new TextLine(chain(likely, i, taken)).straightened();
            if (line.isWritten()) lines.add(line.completed(regions));
        }
        return lines;
    }

    private static boolean mayBeLetter(Letter letter, int side) {
        int height = letter.region().height();
        double aspect = (double) letter.region().width() / height;
        return height >= LOWEST
                && height <= HIGHEST * side
                && aspect >= THINNEST
                && aspect <= WIDEST
                && letter.fill() >= EMPTIEST
                && letter.unevenness() <= MOST_UNEVEN
                && letter.stroke() <= BOLDEST * height
                && letter.stroke() >= FINEST * height;
    }

    /** The same letter is found at several thresholds: the one with the most even strokes stays. */
    private static List<Letter> withoutDoubles(List<Letter> letters) {
        List<Letter> kept = new ArrayList<>();
        letters.stream()
                .sorted(Comparator.comparingDouble(Letter::unevenness))
                .filter(letter -> kept.stream()
                        .noneMatch(
                                other -> other.overlap(letter) > .6 && other.colourDistance(letter) < 2 * LIKE_COLOUR))
                .forEach(kept::add);
        kept.sort(Comparator.comparingDouble(Letter::x));
        return kept;
    }

    private static List<Letter> chain(List<Letter> letters, int first, boolean[] taken) {
        List<Letter> chain = new ArrayList<>(List.of(letters.get(first)));
        taken[first] = true;
        for (int next = 0; next < chain.size(); next++)
            for (int i = 0; i < taken.length; i++)
                if (!taken[i] && areNeighbours(chain.get(next), letters.get(i))) {
                    taken[i] = true;
                    chain.add(letters.get(i));
                }
        chain.sort(Comparator.comparingDouble(Letter::x));
        return chain;
    }

    private static boolean areNeighbours(Letter a, Letter b) {
        double high = Math.max(a.region().height(), b.region().height());
        double low = Math.min(a.region().height(), b.region().height());
        double gap = a.gap(b);
        return high <= LIKE_HEIGHT * low
                && Math.max(a.stroke(), b.stroke()) <= LIKE_STROKE * Math.min(a.stroke(), b.stroke())
                && a.colourDistance(b) <= LIKE_COLOUR
                && gap <= .7 * high
                && gap >= -.25 * Math.min(a.region().width(), b.region().width())
                && Math.abs(a.y() - b.y()) <= .35 * high + .25 * Math.abs(a.x() - b.x());
    }

    /** Without what is larger, smaller or farther off than letters of one line are. */
    private TextLine straightened() {
        if (letters.size() < FEWEST) return this;
        double height = height();
        SimpleRegression middle = middle();
        return new TextLine(letters.stream()
                .filter(letter -> letter.region().height() <= LIKE_HEIGHT * height
                        && height <= LIKE_HEIGHT * letter.region().height()
                        && Math.abs(letter.y() - middle.predict(letter.x())) <= ASTRAY * height)
                .toList());
    }

    private boolean isWritten() {
        return letters.size() >= FEWEST
                && letters.stream().mapToDouble(Letter::unevenness).average().orElseThrow() <= MOST_UNEVEN_MEAN;
    }

    /** With all of its colour that lies on its band: dots, and letters that grew together. */
    private TextLine completed(List<Letter> regions) {
        double height = height();
        double stroke = median(Letter::stroke);
        SimpleRegression middle = middle();
        Stream<Letter> others = regions.stream()
                .filter(region -> !letters.contains(region)
                        && region.stroke() <= LIKE_STROKE * stroke
                        && region.region().height() <= LIKE_HEIGHT * height
                        && Math.abs(region.y() - middle.predict(region.x())) <= height
                        && letters.stream()
                                .anyMatch(letter -> region.colourDistance(letter) <= LIKE_COLOUR
                                        && region.gap(letter) <= .5 * height));
        return new TextLine(Stream.concat(letters.stream(), others).toList());
    }

    /** The median height of its letters, in pixels. */
    double height() {
        return median(letter -> letter.region().height());
    }

    /** Whether its box lies almost wholly in another's, larger one: holes of letters stand in line as letters do. */
    boolean liesIn(TextLine other) {
        Rectangle own = box();
        Rectangle around = other.box();
        Rectangle both = own.intersection(around);
        return area(own) < area(around) && !both.isEmpty() && area(both) > COVERED * area(own);
    }

    private Rectangle box() {
        Rectangle box = new Rectangle(-1, -1); // nothing yet
        for (Letter letter : letters) {
            Region region = letter.region();
            box.add(new Rectangle(region.left(), region.top(), region.width(), region.height()));
        }
        return box;
    }

    private static double area(Rectangle box) {
        return (double) box.width * box.height;
    }

    private double median(ToDoubleFunction<Letter> value) {
        return letters.stream()
                .mapToDouble(value)
                .sorted()
                .skip((letters.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }

    /** The line through the middles of its letters. */
    private SimpleRegression middle() {
        SimpleRegression middle = new SimpleRegression();
        for (Letter letter : letters) middle.addData(letter.x(), letter.y());
        return middle;
    }
}
