package org.multimodalneurons.attack.defence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.multimodalneurons.Progress;

/**
 * Looks for regions that may be letters: maximally stable ones, lighter or darker than what is around them.
 *
 * @see <a href="https://doi.org/10.1109/ICIP.2011.6116200">Chen et al. 2011, text detection with maximally stable extremal
 *     regions</a>
 */
final class LetterSearch {

    private static final int RISE = 12; // grey levels
    private static final double GROWTH = .35;
    private static final int SMALLEST = 3; // pixels
    private static final double LARGEST = .95; // of the picture

    private LetterSearch() {}

    /**
     * All stable regions of light and of the two colour differences, of any form, down to the dot of an i.
     *
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    static List<Letter> of(Plane picture, Progress progress) {
        List<Letter> found = new ArrayList<>();
        int largest = (int) (LARGEST * Math.max(picture.width(), picture.height()));
        for (int[] grey : channels(picture)) {
            progress.throwIfCancelled();
            Stream.of(grey, inverse(grey))
                    .parallel()
                    .map(levels -> dark(picture, levels, largest))
                    .forEachOrdered(found::addAll);
        }
        return found;
    }

    private static List<Letter> dark(Plane picture, int[] levels, int largest) {
        return new ComponentTree(picture.width(), levels)
                .stable(SMALLEST, largest, RISE, GROWTH).stream()
                        .map(region -> Letter.of(region, picture))
                        .toList();
    }

    private static List<int[]> channels(Plane picture) {
        return List.of(
                channel(picture, picture::light),
                channel(picture, i -> (255 + picture.red(i) - picture.light(i)) / 2),
                channel(picture, i -> (255 + picture.blue(i) - picture.light(i)) / 2));
    }

    private static int[] channel(Plane picture, IntUnaryOperator level) {
        return IntStream.range(0, picture.width() * picture.height()).map(level).toArray();
    }

    private static int[] inverse(int[] levels) {
        return Arrays.stream(levels).map(level -> 255 - level).toArray();
    }
}
