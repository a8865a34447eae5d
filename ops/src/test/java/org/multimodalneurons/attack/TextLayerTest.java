package org.multimodalneurons.attack;

import java.awt.Rectangle;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.RgbImage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Where a text's ink lies, how much it covers and how it looks. */
class TextLayerTest {

    private static final int SIDE = 96;
    private static final Lettering BLUE = Lettering.plain(0x2040ff);

    private static TextLayer layer(Lettering lettering, Layout layout, TextSize size) {
        return TextLayer.of("dog", lettering, layout, size, SIDE, SIDE);
    }

    private static RgbImage plain(int width, int height, int grey) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) grey);
        return RgbImage.of(width, height, rgb);
    }

    /** The smallest rectangle around the ink. */
    private static Rectangle box(TextLayer layer) {
        Rectangle box = new Rectangle(-1, -1);
        boolean[] ink = layer.ink();
        for (int i = 0; i < ink.length; i++)
            if (ink[i]) box.add(new Rectangle(i % layer.width(), i / layer.width(), 1, 1));
        return box;
    }

    @Test
    void whereThereIsNoInkThePictureStaysAsItWas() {
        TextLayer layer = layer(Lettering.paper(), Layout.centred(), TextSize.ofWidth(.6));
        RgbImage before = plain(SIDE, SIDE, 90);
        RgbImage after = layer.over(before);
        boolean[] ink = layer.ink();
        int changed = 0;
        for (int i = 0; i < ink.length; i++) {
            boolean same = after.get(i % SIDE, i / SIDE) == 0x5a5a5a;
            if (!ink[i]) assertTrue(same);
            else if (!same) changed++;
        }
        assertEquals(plain(SIDE, SIDE, 90), before);
        assertEquals(layer.coverage(), changed / (double) ink.length, .002);
    }

    @Test
    void opacityMixesInkAndPicture() {
        Lettering half = new Lettering(BLUE.typeface(), 0x2040ff, Optional.empty(), 0, .5, Optional.empty());
        TextLayer full = layer(BLUE, Layout.centred(), TextSize.largest());
        TextLayer faint = layer(half, Layout.centred(), TextSize.largest());
        assertArrayEquals(full.ink(), faint.ink());
        RgbImage picture = plain(SIDE, SIDE, 200);
        RgbImage over = full.over(picture);
        RgbImage mixed = faint.over(picture);
        for (int i = 0; i < SIDE * SIDE; i++)
            for (int shift = 0; shift < 24; shift += 8) {
                int ink = over.get(i % SIDE, i / SIDE) >> shift & 255;
                assertEquals((ink + 200) / 2., mixed.get(i % SIDE, i / SIDE) >> shift & 255, 1.5);
            }
    }

    @ParameterizedTest
    @ValueSource(doubles = {.2, .62, .9})
    void aWidthIsTheWidthOfTheInk(double share) {
        Rectangle box = box(layer(Lettering.paper(), Layout.centred(), TextSize.ofWidth(share)));
        assertEquals(share * SIDE, box.width, 2);
        assertEquals(SIDE / 2., box.getCenterX(), 1);
        assertEquals(SIDE / 2., box.getCenterY(), 1);
    }

    @ParameterizedTest
    @CsvSource({"paper, .11", "centred, .05", "centred, .2", "sticker, .1", "below, .08", "scattered 5 seed 3, .15"})
    void aCoverageIsReached(String layout, double share) {
        TextLayer layer = layer(Lettering.paper(), Layout.parse(layout), TextSize.ofCoverage(share));
        assertEquals(share, layer.coverage(), .05 * share);
    }

    @Test
    void whatCannotBeCoveredIsToldWithTheMostThatCan() {
        UserException fault =
                assertThrows(UserException.class, () -> layer(BLUE, Layout.centred(), TextSize.ofCoverage(.9)));
        double most = layer(BLUE, Layout.centred(), TextSize.largest()).coverage();
        assertTrue(
                fault.getMessage().contains(String.format(Locale.ROOT, "covers %.2f %%", 100 * most)),
                fault.getMessage());
    }

    @Test
    void whatIsTooWideIsToldWithTheSizeThatFits() {
        UserException fault = assertThrows(
                UserException.class,
                () -> TextLayer.of("pizzeria", BLUE, Layout.paper(), TextSize.ofPixels(30), SIDE, SIDE));
        String size = fault.getMessage().replaceFirst(".*a font size of ([0-9.]+) px.*", "$1");
        double fits = Double.parseDouble(size);
        TextLayer.of("pizzeria", BLUE, Layout.paper(), TextSize.ofPixels(fits), SIDE, SIDE);
        assertThrows(
                UserException.class,
                () -> TextLayer.of("pizzeria", BLUE, Layout.paper(), TextSize.ofPixels(fits + .2), SIDE, SIDE));
    }

    @Test
    void aTurnedTextKeepsItsMiddleAndStandsUpright() {
        Lettering upright = new Lettering(BLUE.typeface(), 0, Optional.empty(), 90, 1, Optional.empty());
        Rectangle lying = box(layer(BLUE, Layout.centred(), TextSize.ofWidth(.6)));
        Rectangle standing = box(layer(upright, Layout.centred(), TextSize.ofWidth(.6)));
        assertEquals(lying.width, standing.height, 2);
        assertEquals(lying.height, standing.width, 2);
        assertEquals(SIDE / 2., standing.getCenterX(), 1);
        assertEquals(SIDE / 2., standing.getCenterY(), 1);
    }

    @Test
    void clockwiseIsClockwise() {
        Lettering turned = new Lettering(BLUE.typeface(), 0, Optional.empty(), 45, 1, Optional.empty());
        boolean[] ink = TextLayer.of("ll", turned, Layout.centred(), TextSize.largest(), SIDE, SIDE)
                .ink();
        assertTrue(ink[(SIDE - 12) * SIDE + 36] || ink[(SIDE - 16) * SIDE + 36]); // the feet swing to the left
        assertFalse(ink[(SIDE - 12) * SIDE + 60]);
    }

    @Test
    void aStickerHasAPlateWithAMarginOnWhichLettersCanBeRead() {
        RgbImage picture =
                layer(Lettering.paper(), Layout.sticker(), TextSize.ofWidth(.5)).over(plain(SIDE, SIDE, 90));
        Rectangle box = box(layer(Lettering.paper(), Layout.sticker(), TextSize.ofWidth(.5)));
        assertEquals(0xffffff, picture.get(box.x + 2, box.y + 2));
        assertTrue(box.width > .5 * SIDE + 4, box.toString());
        long black = IntStream.range(0, SIDE * SIDE)
                .filter(i -> picture.get(i % SIDE, i / SIDE) == 0)
                .count();
        assertTrue(black > 50, () -> black + " black pixels");
    }

    @Test
    void aTextBelowStandsAtTheFoot() {
        Rectangle box = box(layer(Lettering.paper(), Layout.below(), TextSize.ofWidth(.62)));
        assertEquals(SIDE * .97, box.getMaxY(), 1);
        assertEquals(SIDE / 2., box.getCenterX(), 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void scatteredCopiesStayInsideAndDoNotOverlap(long seed) {
        TextLayer one = layer(BLUE, Layout.centred(), TextSize.ofWidth(.25));
        TextLayer five = layer(BLUE, Layout.scattered(5, seed), TextSize.ofWidth(.25));
        assertEquals(5 * one.coverage(), five.coverage(), one.coverage()); // their edges meet other pixels
        assertArrayEquals(
                five.ink(),
                layer(BLUE, Layout.scattered(5, seed), TextSize.ofWidth(.25)).ink());
        assertFalse(Arrays.equals(
                five.ink(),
                layer(BLUE, Layout.scattered(5, seed + 100), TextSize.ofWidth(.25))
                        .ink()));
    }

    @Test
    void aScatterTooDenseToStayApartIsStillInside() {
        Rectangle box = box(layer(BLUE, Layout.scattered(12, 1), TextSize.ofWidth(.6)));
        assertTrue(new Rectangle(SIDE, SIDE).contains(box), box.toString());
        UserException fault =
                assertThrows(UserException.class, () -> layer(BLUE, Layout.scattered(12, 1), TextSize.ofHeight(.9)));
        assertTrue(fault.getMessage().contains("too wide or too high"), fault.getMessage());
    }

    @Test
    void aTextInsideAShapeIsAsLargeAsItsBoundsAllow() {
        Square square = Square.of(200, 100);
        Rectangle bounds = new Rectangle(120, 20, 60, 40); // to the right of the square
        Layout inside = Layout.inside(square.shares(new Ellipse2D.Double(120, 20, 60, 40)));
        TextLayer layer = TextLayer.of("dog", BLUE, inside, TextSize.largest(), 200, 100);
        Rectangle box = box(layer);
        assertTrue(bounds.contains(box), box.toString());
        assertTrue(box.width >= 58 || box.height >= 38, box.toString());
        assertEquals(150, box.getCenterX(), 1);
        assertEquals(40, box.getCenterY(), 1);
    }

    @Test
    void aShapeIsWrittenInAboutItsCentroid() {
        Path2D triangle = new Path2D.Double();
        triangle.moveTo(.1, .1);
        triangle.lineTo(.1, .9);
        triangle.lineTo(.9, .1);
        triangle.closePath();
        Rectangle box = box(layer(BLUE, Layout.inside(triangle), TextSize.ofWidth(.2)));
        assertEquals(SIDE * (.1 + .8 / 3), box.getCenterX(), 1);
        assertEquals(SIDE * (.1 + .8 / 3), box.getCenterY(), 1);
    }

    @Test
    void aShapeWithoutAnAreaIsRefused() {
        Path2D line = new Path2D.Double();
        line.moveTo(.1, .1);
        line.lineTo(.4, .4);
        assertThrows(UserException.class, () -> Layout.inside(line));
    }

    @Test
    void aWidePictureIsWrittenOnWhereTheModelLooks() {
        TextLayer wide = TextLayer.of("dog", BLUE, Layout.paper(), TextSize.paper(), 3 * SIDE, SIDE);
        TextLayer square = layer(BLUE, Layout.paper(), TextSize.paper());
        for (int y = 0; y < SIDE; y++)
            assertArrayEquals(
                    Arrays.copyOfRange(square.ink(), y * SIDE, (y + 1) * SIDE),
                    Arrays.copyOfRange(wide.ink(), y * 3 * SIDE + SIDE, y * 3 * SIDE + 2 * SIDE));
    }

    @Test
    void aPictureOfAnotherSizeIsRefused() {
        TextLayer layer = layer(BLUE, Layout.centred(), TextSize.largest());
        UserException fault = assertThrows(UserException.class, () -> layer.over(plain(SIDE, SIDE - 1, 0)));
        assertTrue(fault.getMessage().contains("96 x 95"), fault.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"paper", "centred", "below", "sticker", "scattered 3 seed -8"})
    void layoutsAreReadAsTheyAreWritten(String name) {
        assertEquals(name, Layout.parse(name).name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "top", "scattered 0", "scattered x", "inside a shape"})
    void unknownLayoutsAreRefused(String name) {
        assertThrows(UserException.class, () -> Layout.parse(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"21 px", "7.3 %", "62 % wide", "8 % cover", "fit"})
    void sizesAreReadAsTheyAreWritten(String size) {
        assertEquals(size, TextSize.parse(size).toString());
    }

    @Test
    void spacesInASizeDoNotMatter() {
        assertEquals(TextSize.ofCoverage(.08), TextSize.parse(" 8%cover"));
        assertEquals(TextSize.ofPixels(21.5), TextSize.parse("21.5PX "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "21", "0 px", "-3 %", "120 % wide", "101 % cover", "large", "NaN px"})
    void sizesThatMeanNothingAreRefused(String size) {
        UserException fault = assertThrows(UserException.class, () -> TextSize.parse(size));
        assertTrue(fault.getMessage().contains("fit"), fault.getMessage());
    }
}
