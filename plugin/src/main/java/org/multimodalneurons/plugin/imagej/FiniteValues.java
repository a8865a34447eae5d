package org.multimodalneurons.plugin.imagej;

import java.awt.Rectangle;
import java.util.concurrent.atomic.AtomicBoolean;

import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import org.multimodalneurons.UserException;

/**
 * Sees to it that 32-bit values that are looked at are numbers. Where none is, there is nothing to see; where only some are, the
 * user is told, once for one image or folder.
 */
final class FiniteValues {

    private final AtomicBoolean told;

    private FiniteValues(boolean told) {
        this.told = new AtomicBoolean(told);
    }

    /** Of an image, or of the files of a folder. */
    static FiniteValues told() {
        return new FiniteValues(false);
    }

    /** Of files of which the user hears otherwise. */
    static FiniteValues untold() {
        return new FiniteValues(true);
    }

    /**
     * Of a picture, whose channels are added as they are read.
     *
     * @param name of the picture, as a sentence begins with it
     * @param part that is looked at
     */
    Count count(String name, Rectangle part) {
        return new Count(name, part);
    }

    /** How many values of one picture are numbers. */
    final class Count {

        private final String name;
        private final Rectangle part;
        private long all;
        private long finite;

        private Count(String name, Rectangle part) {
            this.name = name;
            this.part = part;
        }

        /** One more channel that is looked at. */
        void add(ImageProcessor pixels) {
            all += (long) part.width * part.height;
            finite += pixels instanceof FloatProcessor
                    ? finite((float[]) pixels.getPixels(), pixels.getWidth())
                    : (long) part.width * part.height;
        }

        private long finite(float[] values, int width) {
            long numbers = 0;
            for (int y = part.y; y < part.y + part.height; y++)
                for (int x = part.x; x < part.x + part.width; x++) if (Float.isFinite(values[y * width + x])) numbers++;
            return numbers;
        }

        /**
         * Ends the counting.
         *
         * @throws UserException when values were added, and none is a number
         */
        void require() {
            if (finite == all) return;
            if (finite == 0)
                throw new UserException(name + " holds no number where it is looked at: of " + all
                        + " values each is NaN or infinite. Choose another slice or region, or leave it out.");
            if (!told.getAndSet(true))
                Surroundings.note(name + ": of " + all + " values that are looked at " + (all - finite)
                        + " are NaN or infinite. NaN is seen as the lowest value, infinity as an end of the display"
                        + " range. Others of the same image or folder are not told of.");
        }
    }
}
