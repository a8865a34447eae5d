package org.multimodalneurons.embed;

import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.multimodalneurons.UserException;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CosineMatrixTest {

    private final Embeddings images =
            new Embeddings("m", List.of("a", "b", "c"), new float[][] {{2, 0}, {0, 3}, {1, 1}});
    private final Embeddings texts = new Embeddings("m", List.of("x", "y"), new float[][] {{5, 0}, {-1, 0}});

    @Test
    void everyRowMeetsEveryColumnWhateverTheirLengths() {
        CosineMatrix matrix = CosineMatrix.of(images, texts);
        assertEquals(List.of("a", "b", "c"), matrix.rows());
        assertEquals(List.of("x", "y"), matrix.columns());
        float[][] expected = {{1, -1}, {0, 0}, {(float) Math.sqrt(.5), (float) -Math.sqrt(.5)}};
        for (int row = 0; row < 3; row++)
            for (int column = 0; column < 2; column++)
                assertEquals(expected[row][column], matrix.get(row, column), 1e-6);
    }

    @Test
    void itsImageHasColumnsAlongXAndRowsAlongY() {
        var image = CosineMatrix.of(images, texts).image();
        assertArrayEquals(new long[] {2, 3}, image.dimensionsAsLongArray());
        assertEquals(-1, image.getAt(1, 0).get(), 1e-6);
        assertEquals(Math.sqrt(.5), image.getAt(0, 2).get(), 1e-6);
    }

    @Test
    void withItselfItIsSymmetricWithOnesOnTheDiagonal() {
        CosineMatrix matrix = CosineMatrix.of(images, images);
        for (int i = 0; i < 3; i++) {
            assertEquals(1, matrix.get(i, i), 1e-6);
            for (int j = 0; j < 3; j++) assertEquals(matrix.get(i, j), matrix.get(j, i));
        }
    }

    @Test
    void aVectorOfLengthZeroHasCosineZero() {
        Embeddings nothing = new Embeddings("m", List.of("0"), new float[][] {{0, 0}});
        assertEquals(0, CosineMatrix.of(nothing, texts).get(0, 0));
    }

    @Test
    void embeddingsOfTwoModelsAreNotCompared() {
        Embeddings foreign = new Embeddings("other", List.of("x"), new float[][] {{1, 0}});
        String message = assertThrows(UserException.class, () -> CosineMatrix.of(images, foreign))
                .getMessage();
        assertTrue(message.contains("m and other"), message);
    }

    @Test
    void aMatrixTooLargeForAnImageIsRefusedWithItsSize() {
        Embeddings many = new Embeddings("m", Collections.nCopies(50_000, "a"), new float[50_000][0]);
        String message = assertThrows(UserException.class, () -> CosineMatrix.of(many, many))
                .getMessage();
        assertTrue(message.contains("50000 rows and 50000 columns has 2500000000 cosines"), message);
    }

    @Test
    void labelsMustFitTheVectorsAndTheVectorsOneAnother() {
        assertThrows(UserException.class, () -> new Embeddings("m", List.of("a"), new float[2][3]));
        assertThrows(UserException.class, () -> new Embeddings("m", List.of("a", "b"), new float[][] {{1}, {1, 2}}));
    }

    @Test
    void embeddingsCannotBeChangedThroughTheirArrays() {
        float[][] source = {{1, 0}};
        Embeddings embeddings = new Embeddings("m", List.of("a"), source);
        source[0][0] = 7;
        embeddings.vector(0)[0] = 8;
        embeddings.vectors()[0][0] = 9;
        assertEquals(1, embeddings.vector(0)[0]);
    }
}
