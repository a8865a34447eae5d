package org.multimodalneurons.attack;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.multimodalneurons.UserException;

/** Copies at random places of the square: of many trials the first whose copies do not overlap, else the one where they do least. */
record Scattered(int copies, long seed) implements Layout {

    private static final int TRIALS = 12;
    private static final int PLACES = 50; // looked at for each copy

    Scattered {
        if (copies < 1)
            throw new UserException("A scatter of " + copies + " copies was asked for; it needs at least 1.");
    }

    @Override
    public String name() {
        return "scattered " + copies + " seed " + seed;
    }

    @Override
    public List<Point2D> pens(Rectangle2D print, Square square) {
        SplittableRandom random = new SplittableRandom(seed);
        Trial best = Trial.of(copies, print, square, random);
        for (int trial = 1; trial < TRIALS && best.overlap > 0; trial++) {
            Trial next = Trial.of(copies, print, square, random);
            if (next.overlap < best.overlap) best = next;
        }
        return best.copies.stream()
                .map(copy -> (Point2D) new Point2D.Double(copy.getX() - print.getX(), copy.getY() - print.getY()))
                .toList();
    }

    /** Every copy is put where it fits, if there is such a place. */
    @Override
    public boolean fits(Rectangle2D print, Square square, Rectangle2D frame) {
        return print.getWidth() <= frame.getWidth() && print.getHeight() <= frame.getHeight();
    }

    /** Where the copies came to lie, and how many pixels two of them share. */
    private record Trial(List<Rectangle2D> copies, double overlap) {

        static Trial of(int count, Rectangle2D print, Square square, SplittableRandom random) {
            List<Rectangle2D> copies = new ArrayList<>();
            double overlap = 0;
            for (int i = 0; i < count; i++) {
                Rectangle2D best = anywhere(print, square, random);
                double least = shared(best, copies);
                for (int place = 1; place < PLACES && least > 0; place++) {
                    Rectangle2D next = anywhere(print, square, random);
                    double shared = shared(next, copies);
                    if (shared < least) {
                        best = next;
                        least = shared;
                    }
                }
                overlap += least;
                copies.add(best);
            }
            return new Trial(copies, overlap);
        }

        private static Rectangle2D anywhere(Rectangle2D print, Square square, SplittableRandom random) {
            double roomX = Math.max(0, square.side() - print.getWidth());
            double roomY = Math.max(0, square.side() - print.getHeight());
            return new Rectangle2D.Double(
                    square.left() + roomX * random.nextDouble(),
                    square.top() + roomY * random.nextDouble(),
                    print.getWidth(),
                    print.getHeight());
        }

        private static double shared(Rectangle2D copy, List<Rectangle2D> others) {
            double shared = 0;
            for (Rectangle2D other : others) {
                double width = Math.min(copy.getMaxX(), other.getMaxX()) - Math.max(copy.getX(), other.getX());
                double height = Math.min(copy.getMaxY(), other.getMaxY()) - Math.max(copy.getY(), other.getY());
                if (width > 0 && height > 0) shared += width * height;
            }
            return shared;
        }
    }
}
