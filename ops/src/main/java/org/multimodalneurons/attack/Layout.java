package org.multimodalneurons.attack;

import java.awt.Shape;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.multimodalneurons.UserException;

/**
 * Where the copies of a text stand. Places are shares of the square that a model sees, so that a layout means the same on
 * pictures of every size.
 */
public interface Layout {

    /** Side of the paper's square in pixels: its places and line widths are told on it. */
    int PAPER_SIDE = 288;

    /** As {@link #parse} reads it, and tables show it. */
    String name();

    /**
     * Where the pen starts for each copy, on its base line, in pixels of the picture.
     *
     * @param print what one copy covers when the pen starts at (0, 0), in pixels
     * @param square of the picture
     */
    List<Point2D> pens(Rectangle2D print, Square square);

    /** The area that no copy may leave, in pixels of the picture. */
    default Rectangle2D frame(Square square) {
        return square.area();
    }

    /**
     * Whether all copies lie within the frame.
     *
     * @param print as for {@link #pens}
     * @param frame in pixels of the picture
     */
    default boolean fits(Rectangle2D print, Square square, Rectangle2D frame) {
        double near = 1e-6; // pixels: sums are rounded
        return pens(print, square).stream()
                .allMatch(pen -> print.getMinX() + pen.getX() > frame.getMinX() - near
                        && print.getMinY() + pen.getY() > frame.getMinY() - near
                        && print.getMaxX() + pen.getX() < frame.getMaxX() + near
                        && print.getMaxY() + pen.getY() < frame.getMaxY() + near);
    }

    /** How letters look in this layout that are asked to look so. */
    default Lettering worn(Lettering asked) {
        return asked;
    }

    /**
     * The paper's eight copies, which were measured in its pictures.
     *
     * @see <a href="https://distill.pub/2021/multimodal-neurons">Goh et al. 2021, figure 12 and its typographic attacks</a>
     */
    static Layout paper() {
        return PaperLayout.EIGHT;
    }

    /** One copy in the middle. */
    static Layout centred() {
        return Anchored.CENTRED;
    }

    /** One copy at the foot. */
    static Layout below() {
        return Anchored.BELOW;
    }

    /** One copy a little below the middle, where a label sticks to a thing: black on a white plate where no plate is asked for. */
    static Layout sticker() {
        return Sticker.LABEL;
    }

    /**
     * One copy about a place, moved inside where it would leave the square.
     *
     * @param x of its middle, as a share of the side from the left
     * @param y of its middle, as a share of the side from the top
     */
    static Layout at(double x, double y) {
        return new At(x, y);
    }

    /**
     * Copies here and there, which do not overlap where there is room.
     *
     * @param copies at least 1
     * @param seed the same seed gives the same places
     */
    static Layout scattered(int copies, long seed) {
        return new Scattered(copies, seed);
    }

    /**
     * One copy about the centroid of a shape, within its bounds.
     *
     * @param shape in shares of the side, see {@link Square#shares}; it encloses an area
     */
    static Layout inside(Shape shape) {
        return Inside.of(shape);
    }

    /**
     * A layout as a person writes it: paper, centred, below, sticker, at .5 .15, or scattered 4 seed 1, where copies and seed
     * may be left out.
     *
     * @throws UserException when it is none of these
     */
    static Layout parse(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        Matcher scatter = Pattern.compile("scattered(?: +(\\d{1,4}))?(?: +seed +(-?\\d{1,18}))?")
                .matcher(word);
        if (scatter.matches())
            return scattered(
                    scatter.group(1) == null ? 4 : Integer.parseInt(scatter.group(1)),
                    scatter.group(2) == null ? 1 : Long.parseLong(scatter.group(2)));
        Matcher place =
                Pattern.compile("at +([01]?\\.\\d+|[01]) +([01]?\\.\\d+|[01])").matcher(word);
        if (place.matches()) return at(Double.parseDouble(place.group(1)), Double.parseDouble(place.group(2)));
        return List.of(paper(), centred(), below(), sticker()).stream()
                .filter(layout -> layout.name().equals(word))
                .findFirst()
                .orElseThrow(() -> new UserException("There is no layout \"" + text
                        + "\"; write paper, centred, below, sticker, at .5 .15, or scattered 4 seed 1."));
    }
}
