package org.multimodalneurons.visualize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PictureFile;
import org.multimodalneurons.model.Gradient;
import org.multimodalneurons.model.PyTorch;
import org.multimodalneurons.model.Reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Pictures are what the reference makes of the same variables, and variables can be had back from pictures. */
class ParametrizationTest {

    private static final double EXACT = 1e-5;

    @ParameterizedTest
    @CsvSource({"64, 64", "48, 80", "33, 33", "32, 45"})
    void spectraBecomeThePicturesOfTheReference(int height, int width) {
        String name = "fourier." + height + "x" + width;
        try (NDManager manager = PyTorch.newManager()) {
            NDArray spectrum = FeatureFixture.tensor(manager, name + ".spectrum");
            Parametrization plain = Parametrization.fourier().size(width, height);
            assertClose(
                    name + ".image.correlated",
                    plain.open(manager).draw(spectrum).picture());
            assertClose(
                    name + ".image",
                    plain.decorrelated().open(manager).draw(spectrum).picture());
        }
    }

    @Test
    void coloursAreMixedAsTheReferenceMixesThem() {
        try (NDManager manager = PyTorch.newManager()) {
            NDArray in = FeatureFixture.tensor(manager, "colour.in").transpose().reshape(1, 3, 6, 1);
            NDArray out = Colours.NATURAL.mixed(in);
            assertClose("colour.out", out.reshape(3, 6).transpose());
            assertArrayEquals(in.toFloatArray(), Colours.NATURAL.apart(out).toFloatArray(), 1e-4f);
        }
    }

    @Test
    void phasesBecomeThePictureOfTheReference() {
        var magnitude = new Magnitude("the reference's", 3, 32, 32, FeatureFixture.values("maco.magnitude"));
        try (NDManager manager = PyTorch.newManager()) {
            NDArray phase = FeatureFixture.tensor(manager, "maco.phase").expandDims(0);
            Field field = new MacoBasis(magnitude).open(manager, 3, 32, 32);
            assertClose("maco.standardised", field.values(phase));
            Parametrization maco =
                    Parametrization.maco(magnitude, Colours.NATURAL).size(32, 32);
            assertClose("maco.image", maco.open(manager).draw(phase).picture());
        }
    }

    private static void assertClose(String expected, NDArray actual) {
        double deviation = Reference.deviation(FeatureFixture.values(expected), actual.toFloatArray());
        assertTrue(deviation < EXACT, expected + " deviates by " + deviation);
    }

    static Stream<Parametrization> invertible() {
        List<Parametrization> all = new ArrayList<>();
        for (Parametrization basis :
                List.of(Parametrization.pixels(), Parametrization.fourier(), Parametrization.pyramid(3)))
            for (Parametrization coloured :
                    List.of(basis, basis.decorrelated(), basis.decorrelated().withAlpha()))
                for (Squash squash : Squash.values())
                    all.add(coloured.squashed(squash).gain(1.5).size(21, 14));
        all.add(Parametrization.fourier().channels(Channels.GRAY).size(16, 9));
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("invertible")
    void aPictureComesBackFromItsVariables(Parametrization parametrization) {
        int planes = parametrization.channels().count() + (parametrization.hasAlpha() ? 1 : 0);
        Shape shape = new Shape(2, planes, parametrization.height(), parametrization.width());
        float[] values = Noise.uniform(new SplittableRandom(1), shape, .05, .95);
        try (NDManager manager = PyTorch.newManager()) {
            Canvas canvas = parametrization.open(manager);
            NDArray variables = canvas.variables(manager.create(values, shape));
            assertArrayEquals(
                    values, Canvas.together(canvas.draw(variables)).toFloatArray(), 2e-4f, parametrization.describe());
        }
    }

    @Test
    void aPictureWithTheMagnitudeOfTheBasisComesBackFromItsPhases() {
        Shape shape = new Shape(1, 3, 64, 64);
        float[] values = Noise.uniform(new SplittableRandom(3), shape, 0, 1);
        Magnitude its =
                Magnitude.learned(List.of(new Drawing(64, 64, Channels.RGB, false, values)), Colours.INDEPENDENT);
        try (NDManager manager = PyTorch.newManager()) {
            NDArray picture = manager.create(values, shape).sub(.5f);
            Field field = new MacoBasis(its).open(manager, 3, 64, 64);
            float[] again = field.values(field.variables(picture)).toFloatArray();
            float[] centred = picture.sub(picture.mean()).toFloatArray();
            double ratio = again[0] / centred[0];
            for (int i = 0; i < again.length; i++) assertEquals(ratio * centred[i], again[i], 2e-3);
        }
    }

    @Test
    void theMagnitudeThatIsShippedIsThatOfTheSampleImages() throws IOException {
        List<Drawing> drawings = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("..", "sample-images", "emoji"))) {
            for (Path file : files.filter(file -> file.toString().matches(".*(3-d|gradient|flat)\\.png"))
                    .sorted()
                    .toList()) drawings.add(Drawing.of(PictureFile.open(file)));
        }
        float[] learned = Magnitude.learned(drawings, Colours.NATURAL).toFloats();
        assertTrue(Reference.deviation(Magnitude.shipped().toFloats(), learned) < EXACT);
    }

    static Stream<Parametrization> all() {
        return Stream.of(
                Parametrization.pixels(),
                Parametrization.fourier(),
                Parametrization.pyramid(4),
                Parametrization.maco(),
                Parametrization.cppn(),
                Parametrization.fourier().withAlpha(),
                Parametrization.fourier().channels(Channels.GRAY));
    }

    @ParameterizedTest
    @MethodSource("all")
    void gradientsAgreeWithFiniteDifferences(Parametrization small) {
        try (NDManager manager = PyTorch.newManager()) {
            Canvas canvas = small.size(10, 8).open(manager);
            NDArray start = canvas.start(1, new SplittableRandom(5));
            NDArray variables = start.add(.1f);
            NDArray weights = manager.randomUniform(-1, 1, new Shape(8, 10));
            float[] gradient = Gradient.of(variables, x -> weighted(canvas, x, weights))
                    .gradient()
                    .toFloatArray();
            Random random = new Random(2);
            NDArray direction = manager.create(
                    Noise.normal(new SplittableRandom(random.nextLong()), variables.getShape(), 1),
                    variables.getShape());
            float step = 1e-2f;
            double up = weighted(canvas, variables.add(direction.mul(step)), weights)
                    .getFloat();
            double down = weighted(canvas, variables.sub(direction.mul(step)), weights)
                    .getFloat();
            double expected = 0;
            float[] along = direction.toFloatArray();
            for (int i = 0; i < along.length; i++) expected += (double) along[i] * gradient[i];
            assertEquals((up - down) / (2 * step), expected, 1e-2 * (1 + Math.abs(expected)), small.describe());
        }
    }

    private static NDArray weighted(Canvas canvas, NDArray variables, NDArray weights) {
        return Canvas.together(canvas.draw(variables)).mul(weights).sum();
    }

    @Test
    void coloursFittedToImagesHaveTheirCovariance() {
        float[] values = Noise.normal(new SplittableRandom(1), new Shape(3, 20, 30), .1);
        for (int at = 0; at < 600; at++) values[600 + at] = .8f * values[at] + .2f * values[600 + at];
        Colours fitted = Colours.fitted(List.of(new Drawing(30, 20, Channels.RGB, false, values)));
        double[] expected = covariance(values);
        double[] actual = new double[9];
        for (int i = 0; i < 9; i++)
            for (int k = 0; k < 3; k++)
                actual[i] +=
                        fitted.matrix().get(i / 3 * 3 + k) * fitted.matrix().get(i % 3 * 3 + k);
        for (int i = 0; i < 9; i++) assertEquals(expected[i] / expected[0], actual[i] / actual[0], 1e-5);
    }

    private static double[] covariance(float[] values) {
        double[] sum = new double[9];
        double[] mean = new double[3];
        for (int i = 0; i < values.length; i++) mean[i / 600] += values[i] / 600;
        for (int i = 0; i < 9; i++)
            for (int at = 0; at < 600; at++)
                sum[i] += (values[i / 3 * 600 + at] - mean[i / 3]) * (values[i % 3 * 600 + at] - mean[i % 3]);
        return sum;
    }

    @Test
    void aSpectrumLearnedFromPicturesGivesPicturesOfThatSpectrum() {
        float[] stripes = new float[3 * 64 * 64];
        for (int i = 0; i < stripes.length; i++)
            stripes[i] = (float) (.5 + .4 * Math.sin(2 * Math.PI * 8 * (i % 64) / 64));
        var image = new Drawing(64, 64, Channels.RGB, false, stripes);
        float[] values = Magnitude.learned(List.of(image), Colours.INDEPENDENT).toFloats();
        int strongest = 0;
        for (int i = 0; i < 64 * 33; i++) if (values[i] > values[strongest]) strongest = i;
        assertEquals(8, strongest);
    }

    @Test
    void aPaintingNetworkRefusesToStartFromAnImage() {
        try (NDManager manager = PyTorch.newManager()) {
            Canvas canvas = Parametrization.cppn().size(4, 4).open(manager);
            NDArray picture = manager.ones(new Shape(1, 3, 4, 4)).mul(.5f);
            var refused = assertThrows(UserException.class, () -> canvas.variables(picture));
            assertTrue(refused.getMessage().contains("another parametrization"), refused.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "5, 0", "-1, 4", "9000, 9000"})
    void sizesThatCannotBeDrawnAreRefused(int width, int height) {
        Parametrization any = Parametrization.fourier();
        assertThrows(UserException.class, () -> any.size(width, height));
    }

    @Test
    void coloursOfAnotherNumberOfChannelsAreRefused() {
        Parametrization gray = Parametrization.pixels().channels(Channels.GRAY);
        var refused = assertThrows(UserException.class, gray::decorrelated);
        assertTrue(refused.getMessage().contains("3 channels"), refused.getMessage());
    }
}
