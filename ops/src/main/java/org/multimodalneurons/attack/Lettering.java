package org.multimodalneurons.attack;

import java.util.Optional;

import org.multimodalneurons.UserException;

/**
 * How the letters of a text look.
 *
 * @param typeface the font
 * @param fill of the letters, 0xRRGGBB
 * @param outline the line around them
 * @param degrees by which each copy is turned clockwise about the middle of its ink
 * @param opacity of letters, line and plate together, above 0, at most 1
 * @param plate the rectangle under the letters, which turns with them
 */
public record Lettering(
        Typeface typeface, int fill, Optional<Outline> outline, double degrees, double opacity, Optional<Plate> plate) {

    private static final int WHITE = 0xffffff;
    private static final int BLACK = 0;

    /** Checks the numbers. */
    public Lettering {
        requireColour("fill", fill);
        if (!Double.isFinite(degrees))
            throw new UserException("Letters cannot be turned by " + degrees + " degrees; write a number such as 15.");
        if (!(opacity > 0 && opacity <= 1))
            throw new UserException("The opacity of the letters is " + opacity + "; it must be above 0, at most 1.");
    }

    /**
     * A line around letters.
     *
     * @param colour 0xRRGGBB
     * @param width how many pixels show wholly in its colour on a square of 288 pixels, above 0. The line is drawn half a
     *     pixel wider, for the antialiased edges of letters and line take as much from it.
     */
    public record Outline(int colour, double width) {

        private static final double EDGES = .5;

        /** Checks the numbers. */
        public Outline {
            requireColour("outline", colour);
            if (!(width > 0 && width < Layout.PAPER_SIDE))
                throw new UserException(
                        "The outline of the letters is " + width + " pixels wide; it must be above 0, or be left out.");
        }

        /** How far the line reaches out of the letters, as a share of the square's side. */
        double reach() {
            return (width + EDGES) / Layout.PAPER_SIDE;
        }
    }

    /**
     * A rectangle under letters: a sticker.
     *
     * @param colour 0xRRGGBB
     * @param margin around the ink, as a share of the font size, at least 0
     */
    public record Plate(int colour, double margin) {

        /** Checks the numbers. */
        public Plate {
            requireColour("plate", colour);
            if (!(margin >= 0 && Double.isFinite(margin)))
                throw new UserException("The margin of the plate is " + margin + "; it must be at least 0.");
        }

        /** A white one. */
        public static Plate white() {
            return new Plate(WHITE, .25);
        }
    }

    /** The paper's: white in DejaVu Sans, with a black line of one pixel around. */
    public static Lettering paper() {
        return plain(WHITE).with(new Outline(BLACK, 1));
    }

    /** DejaVu Sans in one colour, 0xRRGGBB. */
    public static Lettering plain(int fill) {
        return new Lettering(Typeface.of("DejaVu Sans"), fill, Optional.empty(), 0, 1, Optional.empty());
    }

    /** Black on a white plate: a sticker's. */
    public static Lettering sticker() {
        return plain(BLACK).with(Plate.white());
    }

    /** The same in another font. */
    public Lettering with(Typeface other) {
        return new Lettering(other, fill, outline, degrees, opacity, plate);
    }

    /** The same in black, without a line around. */
    Lettering inBlack() {
        return new Lettering(typeface, BLACK, Optional.empty(), degrees, opacity, plate);
    }

    /** The same with this line around. */
    public Lettering with(Outline line) {
        return new Lettering(typeface, fill, Optional.of(line), degrees, opacity, plate);
    }

    /** The same on this plate. */
    public Lettering with(Plate under) {
        return new Lettering(typeface, fill, outline, degrees, opacity, Optional.of(under));
    }

    private static void requireColour(String what, int colour) {
        if (colour < 0 || colour > WHITE)
            throw new UserException("The " + what + "'s colour is " + colour + "; it must be 0x000000 to 0xFFFFFF.");
    }
}
