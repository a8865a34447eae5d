package org.multimodalneurons.plugin.imagej;

import java.util.List;

import ij.ImagePlus;
import org.junit.jupiter.api.Test;
import org.multimodalneurons.embed.CosineMatrix;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.plugin.OnScreen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@OnScreen
class MatrixImageTest {

    @Test
    void theCursorReadsColumnAndRowAndTheMarginHasNoValue() {
        Embeddings rows = new Embeddings("m", List.of("a:1", "a:2"), new float[][] {{1, 0}, {0, 1}});
        Embeddings columns = new Embeddings("m", List.of("x", "y", "z"), new float[][] {{1, 0}, {0, 1}, {-1, 0}});
        ImagePlus image = MatrixImage.of("matrix", CosineMatrix.of(rows, columns));
        assertEquals(-1, at(image, 2, 0));
        assertEquals(1, at(image, 1, 1));
        assertTrue(Float.isNaN(image.getProcessor().getf(0, 0)));
        assertEquals(2 + 3 + 6, image.getOverlay().size()); // names and numbers
        assertTrue(image.getDisplayRangeMin() < -1 && image.getDisplayRangeMax() == 1);
    }

    @Test
    void valuesWithASignHaveOppositeColoursAndNoneWhereThereIsNone() {
        float[] numbers = {.5f, -.25f, Float.NaN, 0};
        ImagePlus image = MatrixImage.signed(
                "signed",
                new MatrixImage.Values(
                        "difference", List.of("a", "b"), List.of("x", "y"), List.of("word", "ink"), numbers));
        assertEquals(.5f, at(image, 0, 0));
        assertEquals(-.25f, at(image, 1, 0));
        assertTrue(Float.isNaN(at(image, 0, 1)));
        assertEquals(2 + 2 + 2 + 3, image.getOverlay().size()); // names, corner and numbers
        assertEquals(-image.getDisplayRangeMax(), image.getDisplayRangeMin(), .02);
        assertTrue(red(image, 0, 0) > blue(image, 0, 0) && red(image, 1, 0) < blue(image, 1, 0));
        assertEquals(red(image, 1, 1), blue(image, 1, 1), 12); // 0 is nearly white
    }

    private static int red(ImagePlus image, int column, int row) {
        return colour(image, column, row) >> 16 & 255;
    }

    private static int blue(ImagePlus image, int column, int row) {
        return colour(image, column, row) & 255;
    }

    private static int colour(ImagePlus image, int column, int row) {
        double x = image.getCalibration().getRawX(column + .5);
        double y = image.getCalibration().getRawY(row + .5);
        return image.getProcessor().convertToRGB().get((int) x, (int) y);
    }

    @Test
    void aTitleThatAllNamesShareIsLeftOut() {
        assertEquals(List.of("1", "dog"), Pictures.withoutCommonTitle(List.of("a.tif:1", "a.tif:dog")));
        assertEquals(List.of("a:1", "b:1"), Pictures.withoutCommonTitle(List.of("a:1", "b:1")));
        assertEquals(List.of("a:1"), Pictures.withoutCommonTitle(List.of("a:1")));
        assertEquals(List.of("dog", "cat"), Pictures.withoutCommonTitle(List.of("dog", "cat")));
    }

    private static float at(ImagePlus image, int column, int row) {
        double x = image.getCalibration().getRawX(column + .5);
        double y = image.getCalibration().getRawY(row + .5);
        return image.getProcessor().getf((int) x, (int) y);
    }
}
