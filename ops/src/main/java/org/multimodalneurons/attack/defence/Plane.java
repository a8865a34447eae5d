package org.multimodalneurons.attack.defence;

import java.util.stream.IntStream;

import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;

/** A picture at the size at which letters are looked for: 0xRRGGBB, row by row. */
final class Plane {

    private static final long MOST = 1 << 23; // pixels: 8 million, of which regions need half a gigabyte

    private final int width;
    private final int height;
    private final int[] pixels;

    private Plane(int width, int height, int[] pixels) {
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    /**
     * A picture brought to another size: by the mean of all that falls into a pixel where it shrinks, between neighbours
     * where it grows.
     *
     * @param shortSide of the result, in pixels
     * @throws UserException when the picture is so elongated that the result would have more than 8 million pixels
     */
    static Plane of(PixelRows picture, int shortSide) {
        double scale = (double) shortSide / Math.min(picture.width(), picture.height());
        int width = Math.max(1, (int) Math.round(picture.width() * scale));
        int height = Math.max(1, (int) Math.round(picture.height() * scale));
        if ((long) width * height > MOST)
            throw new UserException("The picture has " + picture.width() + " x " + picture.height()
                    + " pixels: too elongated to look for text in it. Its long side may be "
                    + MOST / ((long) shortSide * shortSide) + " times the short one; cut it into pieces.");
        double[][] narrow = new double[picture.height()][];
        Weights across = Weights.of(picture.width(), width);
        int[] row = new int[picture.width()];
        for (int y = 0; y < narrow.length; y++) {
            picture.read(y, 0, row.length, row, 0);
            narrow[y] = across.narrow(row);
        }
        Weights down = Weights.of(picture.height(), height);
        int[] pixels = new int[width * height];
        for (int y = 0; y < height; y++) {
            double[] line = new double[3 * width];
            for (int i = 0; i < down.shares[y].length; i++) {
                double[] source = narrow[down.first[y] + i];
                for (int x = 0; x < line.length; x++) line[x] += down.shares[y][i] * source[x];
            }
            for (int x = 0; x < width; x++) pixels[y * width + x] = colour(line, 3 * x);
        }
        return new Plane(width, height, pixels);
    }

    private static int colour(double[] line, int at) {
        return (int) (line[at] + .5) << 16 | (int) (line[at + 1] + .5) << 8 | (int) (line[at + 2] + .5);
    }

    /** Which of a row's pixels make one of the result, and how much of each. */
    private static final class Weights {

        private final int[] first;
        private final double[][] shares;

        private Weights(int[] first, double[][] shares) {
            this.first = first;
            this.shares = shares;
        }

        static Weights of(int from, int to) {
            int[] first = new int[to];
            double[][] shares = new double[to][];
            double step = (double) from / to;
            double reach = Math.max(1, step);
            for (int i = 0; i < to; i++) {
                double centre = (i + .5) * step - .5;
                first[i] = (int) Math.max(0, Math.ceil(centre - reach));
                int last = (int) Math.min(from - 1, Math.floor(centre + reach));
                double[] triangle = IntStream.rangeClosed(first[i], last)
                        .mapToDouble(j -> Math.max(1e-9, 1 - Math.abs(j - centre) / reach))
                        .toArray();
                double sum = IntStream.range(0, triangle.length)
                        .mapToDouble(j -> triangle[j])
                        .sum();
                shares[i] = IntStream.range(0, triangle.length)
                        .mapToDouble(j -> triangle[j] / sum)
                        .toArray();
            }
            return new Weights(first, shares);
        }

        double[] narrow(int[] row) {
            double[] line = new double[3 * first.length];
            for (int x = 0; x < first.length; x++)
                for (int i = 0; i < shares[x].length; i++) {
                    int pixel = row[first[x] + i];
                    line[3 * x] += shares[x][i] * ((pixel >> 16) & 255);
                    line[3 * x + 1] += shares[x][i] * ((pixel >> 8) & 255);
                    line[3 * x + 2] += shares[x][i] * (pixel & 255);
                }
            return line;
        }
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int red(int i) {
        return (pixels[i] >> 16) & 255;
    }

    int green(int i) {
        return (pixels[i] >> 8) & 255;
    }

    /** Luma, 0 to 255. */
    int light(int i) {
        return (299 * red(i) + 587 * green(i) + 114 * blue(i) + 500) / 1000;
    }

    int blue(int i) {
        return pixels[i] & 255;
    }
}
