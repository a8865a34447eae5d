package org.multimodalneurons.attack.defence;

import java.util.Arrays;
import java.util.List;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.logic.BitType;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;

/**
 * Where a picture is written upon, found without knowing what is written: maximally stable regions, light or dark or of
 * another colour, that look like letters and stand side by side, at least three of like height, stroke and colour. Immutable.
 *
 * <p>Letters are looked for at the size at which a model sees the picture, with a short side of 400 pixels, or four times
 * the picture's own where that is less: smaller ones than 9 of these pixels nobody reads. Lines may lean by 20 degrees or so.
 * Letters that touch what is drawn around them, in its colour, are not found; rows of like marks are taken for letters.
 * Words with an outline or a plate are mostly found on drawings, dark ones without either on plain grounds alone.
 *
 * @see <a href="https://doi.org/10.1109/CVPR.2012.6248097">Neumann and Matas 2012, real-time scene text localization and
 *     recognition</a>
 */
public final class TextRegions {

    private static final int SIDE = 400; // pixels
    private static final int MOST_ENLARGED = 4;
    private static final double MARGIN = .15; // of the height of the letters

    private final int width;
    private final int height;
    private final boolean[] mask;
    private final int lines;
    private final double letterHeight;

    private TextRegions(int width, int height, boolean[] mask, int lines, double letterHeight) {
        this.width = width;
        this.height = height;
        this.mask = mask;
        this.lines = lines;
        this.letterHeight = letterHeight;
    }

    /** As {@link #in(PixelRows, Progress)}, for a picture that nobody waits for. */
    public static TextRegions in(PixelRows picture) {
        return in(picture, Progress.NONE);
    }

    /**
     * Looks for text.
     *
     * @param picture of any size; it stays as it is
     * @throws UserException when the picture is so elongated that it cannot be brought to that size
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public static TextRegions in(PixelRows picture, Progress progress) {
        int side = Math.min(SIDE, MOST_ENLARGED * Math.min(picture.width(), picture.height()));
        Plane plane = Plane.of(picture, side);
        List<TextLine> lines = TextLine.of(LetterSearch.of(plane, progress), side);
        boolean[] ink = new boolean[plane.width() * plane.height()];
        for (TextLine line : lines) draw(line, plane, ink);
        double shrunk = (double) picture.height() / plane.height();
        double highest = lines.stream().mapToDouble(TextLine::height).max().orElse(0);
        return new TextRegions(
                picture.width(), picture.height(), enlarged(ink, plane, picture), count(lines), shrunk * highest);
    }

    private static int count(List<TextLine> lines) {
        return (int) lines.stream()
                .filter(line -> lines.stream().noneMatch(line::liesIn))
                .count();
    }

    private static void draw(TextLine line, Plane plane, boolean[] ink) {
        int margin = (int) Math.ceil(MARGIN * line.height());
        for (Letter letter : line.letters())
            for (int pixel : letter.region().pixels()) {
                int x = pixel % plane.width();
                int left = Math.max(0, x - margin);
                int right = Math.min(plane.width(), x + margin + 1);
                int bottom = Math.min(plane.height() - 1, pixel / plane.width() + margin);
                for (int y = Math.max(0, pixel / plane.width() - margin); y <= bottom; y++)
                    Arrays.fill(ink, y * plane.width() + left, y * plane.width() + right, true);
            }
    }

    private static boolean[] enlarged(boolean[] ink, Plane plane, PixelRows picture) {
        boolean[] mask = new boolean[Math.multiplyExact(picture.width(), picture.height())];
        for (int y = 0, to = 0; y < picture.height(); y++) {
            int row = plane.width() * (int) ((y + .5) * plane.height() / picture.height());
            for (int x = 0; x < picture.width(); x++)
                mask[to++] = ink[row + (int) ((x + .5) * plane.width() / picture.width())];
        }
        return mask;
    }

    /** Width of the picture in pixels. */
    public int width() {
        return width;
    }

    /** Height of the picture in pixels. */
    public int height() {
        return height;
    }

    /** How many lines of text there are. */
    public int lines() {
        return lines;
    }

    /** The height of the largest letters in pixels, 0 where there is no text. */
    public double letterHeight() {
        return letterHeight;
    }

    /** The share of the pixels that is text, with a margin around the letters: 0 to 1. */
    public double coverage() {
        int covered = 0;
        for (boolean pixel : mask) if (pixel) covered++;
        return (double) covered / mask.length;
    }

    /** Which pixels are text, with a margin around the letters, row by row: width * height of them. */
    public boolean[] mask() {
        return mask.clone();
    }

    /** The same as a new image [width, height]. */
    public Img<BitType> image() {
        Img<BitType> image = ArrayImgs.bits(width, height);
        int place = 0;
        for (BitType pixel : image) pixel.set(mask[place++]);
        return image;
    }

    @Override
    public String toString() {
        return lines + " lines of text in a picture of " + width + " x " + height + " pixels";
    }
}
