package org.multimodalneurons.visualize;

import java.util.SplittableRandom;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.Gradient;
import org.multimodalneurons.model.PyTorch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Pictures are changed as asked, and gradients find their way back. */
class TransformationTest {

    private static final Shape SHAPE = new Shape(2, 3, 9, 12);

    private static NDArray picture(NDManager manager) {
        return manager.create(Noise.uniform(new SplittableRandom(4), SHAPE, 0, 1), SHAPE);
    }

    private static Moment moment(double progress) {
        return new Moment(new SplittableRandom(1), progress);
    }

    static Stream<Transformation> all() {
        return Stream.of(
                Transformations.pad(3, .5),
                Transformations.jitter(4),
                Transformations.scale(.5, 1.5),
                Transformations.rotate(-30, 30),
                Transformations.crops(3, 1, .5, 6),
                Transformations.blur(2, 0),
                Transformations.noise(.1, .1),
                Transformations.colourShift(.1, .1),
                Transformations.mirror());
    }

    @ParameterizedTest
    @MethodSource("all")
    void gradientsAgreeWithFiniteDifferences(Transformation transformation) {
        try (NDManager manager = PyTorch.newManager()) {
            NDArray picture = picture(manager);
            NDArray direction = manager.create(Noise.normal(new SplittableRandom(9), SHAPE, 1), SHAPE);
            NDArray gradient =
                    Gradient.of(picture, x -> energy(transformation, x)).gradient();
            float step = 1e-2f;
            double up = energy(transformation, picture.add(direction.mul(step))).getFloat();
            double down =
                    energy(transformation, picture.sub(direction.mul(step))).getFloat();
            double expected = gradient.mul(direction).sum().getFloat();
            assertEquals(expected, (up - down) / (2 * step), 1e-2 * (1 + Math.abs(expected)));
        }
    }

    private static NDArray energy(Transformation transformation, NDArray x) {
        return transformation.apply(x, moment(.3)).square().sum();
    }

    @Test
    void aQuarterTurnMovesPixelsToTheSide() {
        try (NDManager manager = PyTorch.newManager()) {
            NDArray square = picture(manager).get(":, :, :, :9");
            NDArray turned = Rotation.of(square, Math.PI / 2);
            NDArray expected = square.transpose(0, 1, 3, 2).flip(2);
            assertArrayEquals(expected.toFloatArray(), turned.toFloatArray(), 1e-5f);
        }
    }

    @Test
    void halvingAPictureAveragesItsPixels() {
        try (NDManager manager = PyTorch.newManager()) {
            NDArray ramp = manager.arange(0f, 16f).reshape(1, 1, 1, 16);
            float[] half = Resampling.resize(ramp, 1, 8).toFloatArray();
            for (int i = 1; i < 7; i++) assertEquals(.5 + 2 * i, half[i], 1e-5);
        }
    }

    @Test
    void aPlainPictureStaysPlainInEverySize() {
        try (NDManager manager = PyTorch.newManager()) {
            NDArray plain = manager.ones(SHAPE);
            NDArray part = Resampling.part(plain, -2.3, 4.7, 20, 3.1, 5, 31);
            for (float value : part.toFloatArray()) assertEquals(1, value, 1e-5);
        }
    }

    @Test
    void theViewsOfAPictureComeOneAfterTheOther() {
        try (NDManager manager = PyTorch.newManager()) {
            NDArray black = manager.zeros(new Shape(1, 3, 9, 12));
            NDArray pictures = black.concat(black.add(1), 0);
            NDArray crops = Transformations.crops(3, 1, .5, 6).apply(pictures, moment(0));
            float[] shades = crops.mean(new int[] {3}).get(":, 0, 0").toFloatArray();
            assertArrayEquals(new float[] {0, 0, 0, 1, 1, 1}, shades, 1e-5f);
        }
    }

    @Test
    void nonsenseIsRefused() {
        assertThrows(UserException.class, () -> Transformations.scale(0, 1));
        assertThrows(UserException.class, () -> Transformations.rotate(5, -5));
        assertThrows(UserException.class, () -> Transformations.crops(0, 1, 1, 6));
        assertThrows(UserException.class, () -> Transformations.noise(-1, 0));
        try (NDManager manager = PyTorch.newManager()) {
            NDArray picture = picture(manager);
            assertThrows(UserException.class, () -> Transformations.jitter(9).apply(picture, moment(0)));
        }
    }
}
