package org.multimodalneurons.attack.defence;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import org.multimodalneurons.attack.Layout;
import org.multimodalneurons.attack.Lettering;
import org.multimodalneurons.attack.TextLayer;
import org.multimodalneurons.attack.TextSize;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.Preprocessing;
import org.multimodalneurons.image.RgbImage;

/**
 * A picture with a word at its foot, 80 % wide.
 *
 * @param ground without the word
 * @param picture with it
 */
record Written(RgbImage ground, RgbImage picture) {

    private static final double WIDTH = .8;
    private static final int DRAWINGS = 6;

    static Written on(PixelRows picture, String word, Lettering lettering) {
        RgbImage ground = RgbImage.copyOf(picture);
        RgbImage over = TextLayer.of(
                        word, lettering, Layout.below(), TextSize.ofWidth(WIDTH), ground.width(), ground.height())
                .over(ground);
        return new Written(ground, over);
    }

    static RgbImage plain(int side, int colour) {
        return plain(side, side, colour);
    }

    static RgbImage plain(int width, int height, int colour) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) rgb[i] = (byte) (colour >> (16 - 8 * (i % 3)));
        return RgbImage.of(width, height, rgb);
    }

    /** Some of the drawings that ship with the library, on which nothing is written. */
    static List<PixelRows> drawings(int side) {
        List<PixelRows> all = WrittenPairs.drawings();
        return IntStream.range(0, DRAWINGS)
                .<PixelRows>mapToObj(i -> Preprocessing.clip(side).resizeAndCrop(all.get(i * all.size() / DRAWINGS)))
                .toList();
    }

    /** How far two colours differ in brightness, 0 to 255. */
    static double contrast(int a, int b) {
        return Math.abs(luma(a) - luma(b));
    }

    private static double luma(int rgb) {
        return .299 * (rgb >> 16 & 255) + .587 * (rgb >> 8 & 255) + .114 * (rgb & 255);
    }

    static int pixel(RgbImage picture, int i) {
        return picture.get(i % picture.width(), i / picture.width());
    }

    /** Whether the word changes a pixel. */
    private boolean isInk(int i) {
        return pixel(ground, i) != pixel(picture, i);
    }

    /** The share of the changed pixels that were found. */
    double recall(TextRegions text) {
        return recall(text, this::isInk);
    }

    /** The same of those that are dark now: the letters on a plate. */
    double darkRecall(TextRegions text) {
        return recall(text, i -> isInk(i) && luma(pixel(picture, i)) < 90);
    }

    private double recall(TextRegions text, IntPredicate counts) {
        boolean[] mask = text.mask();
        int[] counted = IntStream.range(0, mask.length).filter(counts).toArray();
        return (double) IntStream.of(counted).filter(i -> mask[i]).count() / counted.length;
    }

    /** Whether the word has a pixel in the square around a place. */
    boolean hasInkNear(int x, int y, int margin) {
        int width = ground.width();
        for (int v = Math.max(0, y - margin); v <= Math.min(ground.height() - 1, y + margin); v++)
            for (int u = Math.max(0, x - margin); u <= Math.min(width - 1, x + margin); u++)
                if (isInk(v * width + u)) return true;
        return false;
    }

    /** Rows from the first to the last with ink. */
    int inkHeight() {
        int[] rows = IntStream.range(0, ground.width() * ground.height())
                .filter(this::isInk)
                .map(i -> i / ground.width())
                .toArray();
        return rows[rows.length - 1] - rows[0] + 1;
    }
}
