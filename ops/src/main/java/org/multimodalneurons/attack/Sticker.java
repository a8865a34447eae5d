package org.multimodalneurons.attack;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** One copy on a plate a little below the middle. */
final class Sticker implements Layout {

    static final Layout LABEL = new Sticker();

    private static final Layout PLACE = new Anchored("sticker", .62);

    private Sticker() {}

    @Override
    public String name() {
        return PLACE.name();
    }

    @Override
    public List<Point2D> pens(Rectangle2D print, Square square) {
        return PLACE.pens(print, square);
    }

    /** With a white plate where none is asked for, on which white letters become black ones. */
    @Override
    public Lettering worn(Lettering asked) {
        if (asked.plate().isPresent()) return asked;
        Lettering.Plate plate = Lettering.Plate.white();
        return (asked.fill() == plate.colour() ? asked.inBlack() : asked).with(plate);
    }

    @Override
    public String toString() {
        return name();
    }
}
