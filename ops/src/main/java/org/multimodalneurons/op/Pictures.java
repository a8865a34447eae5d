package org.multimodalneurons.op;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import org.multimodalneurons.image.PixelRows;

/**
 * Images without an ImageJ window around them, seen as ImageJ would show them when it opens them: colours, 8-bit and
 * binary images as they are, all other values from their smallest to their largest.
 */
final class Pictures {

    private Pictures() {}

    static PixelRows of(RandomAccessibleInterval<?> image) {
        return image.size() > 0 && image.getType() instanceof RealType<?> type && !PixelRows.tellsItsRange(type)
                ? fullRange(image)
                : PixelRows.of(image);
    }

    private static PixelRows fullRange(RandomAccessibleInterval<?> image) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (Object pixel : image) {
            double value = ((RealType<?>) pixel).getRealDouble();
            if (!Double.isFinite(value)) continue;
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        return min <= max ? PixelRows.of(image, min, max) : PixelRows.of(image, 0, 1);
    }
}
