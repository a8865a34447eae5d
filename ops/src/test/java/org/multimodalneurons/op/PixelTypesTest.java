package org.multimodalneurons.op;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multimodalneurons.RandomClip;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The same picture in every pixel type gives the same result, whichever Op looks at it. */
class PixelTypesTest {

    private static final int WIDTH = 51;
    private static final int HEIGHT = 37;
    private static final String LAYER = "layer4.0.add";

    @TempDir
    static Path folder;

    private static ClipModel clip;
    private static List<Object> ofGrey8;

    @BeforeAll
    static void openModel() {
        clip = ClipModel.open(RandomClip.write(folder));
        ofGrey8 = resultsOf(grey8());
    }

    @AfterAll
    static void closeModel() {
        clip.close();
    }

    /** Pictures that look like {@link #grey8}, by the names of their pixel types. */
    static Stream<Named<RandomAccessibleInterval<?>>> sameLookingPictures() {
        Stream<RandomAccessibleInterval<?>> pictures = Stream.of(
                real(ArrayImgs.unsignedShorts(WIDTH, HEIGHT), grey -> grey * 257),
                real(ArrayImgs.floats(WIDTH, HEIGHT), grey -> grey / 255 - 3),
                real(ArrayImgs.doubles(WIDTH, HEIGHT), grey -> grey * 1e6),
                real(ArrayImgs.bytes(WIDTH, HEIGHT), grey -> grey - 128),
                real(ArrayImgs.shorts(WIDTH, HEIGHT), grey -> grey - 300),
                real(ArrayImgs.ints(WIDTH, HEIGHT), grey -> grey * 1000),
                real(ArrayImgs.unsignedInts(WIDTH, HEIGHT), grey -> grey * 1e7),
                real(ArrayImgs.longs(WIDTH, HEIGHT), grey -> grey * 1e9),
                colours(),
                Views.stack(List.of(grey8(), grey8(), grey8())),
                Views.translate(grey8(), -20, 1000));
        return pictures.map(picture -> Named.of(nameOf(picture), picture));
    }

    private static String nameOf(RandomAccessibleInterval<?> picture) {
        return picture.getType().getClass().getSimpleName() + " in " + picture.numDimensions() + " dimensions from "
                + Arrays.toString(picture.minAsLongArray());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sameLookingPictures")
    void everyOpSeesTheSamePictureInEveryPixelType(RandomAccessibleInterval<?> image) {
        List<Object> results = resultsOf(image);
        for (int i = 0; i < results.size(); i++)
            if (results.get(i) instanceof Img) assertSame((Img<?>) ofGrey8.get(i), (Img<?>) results.get(i));
            else assertEquals(ofGrey8.get(i), results.get(i));
    }

    /** What every Op that takes an image makes of this one. */
    private static List<Object> resultsOf(RandomAccessibleInterval<?> image) {
        return List.of(
                MapOps.preprocess(image, clip),
                EmbedOps.embed(image, clip),
                EmbedOps.classify(image, List.of("dog", "cat"), "a {}", clip),
                EmbedOps.cosineMatrix(List.of(image), List.of("dog"), clip),
                EmbedOps.cosineMatrix(List.of(image, image), clip),
                MapOps.similarityMap(image, "dog", clip),
                MapOps.similarityMap(image, "dog", List.of(), 30, 15, clip),
                MapOps.similarityMaps(image, List.of("dog", "cat"), List.of("sky"), 30, 15, clip),
                MapOps.likeness(image, image, 30, 15, clip),
                MapOps.activations(image, LAYER, clip),
                MapOps.activation(image, LAYER + ":1", clip));
    }

    @Test
    void binaryImagesAreBlackAndWhite() {
        Img<?> bits = real(ArrayImgs.bits(WIDTH, HEIGHT), grey -> grey > 127 ? 1 : 0);
        Img<?> bytes = real(ArrayImgs.unsignedBytes(WIDTH, HEIGHT), grey -> grey > 127 ? 255 : 0);
        assertSame(EmbedOps.embed(bytes, clip), EmbedOps.embed(bits, clip));
    }

    @Test
    void dimEightBitImagesStayDimWhileOtherTypesAreStretched() {
        Img<?> dim = real(ArrayImgs.unsignedBytes(WIDTH, HEIGHT), grey -> Math.floor(grey / 4));
        Img<?> dimShorts = real(ArrayImgs.unsignedShorts(WIDTH, HEIGHT), grey -> Math.floor(grey / 4));
        assertNotEquals(values(EmbedOps.embed(dim, clip))[0], values(EmbedOps.embed(dimShorts, clip))[0]);
        assertSame(EmbedOps.embed(dim, clip), EmbedOps.embed(MapOps.display(dimShorts, 0d, 255d), clip));
    }

    @Test
    void valuesThatAreNoNumbersDoNotSpoilTheRange() {
        Img<FloatType> floats = real(ArrayImgs.floats(WIDTH, HEIGHT), grey -> grey);
        Img<FloatType> holes = floats.copy();
        holes.getAt(0, 0).set(Float.NaN);
        floats.getAt(0, 0).set(0);
        holes.getAt(5, 0).set(Float.NEGATIVE_INFINITY);
        floats.getAt(5, 0).set(0);
        assertSame(EmbedOps.embed(floats, clip), EmbedOps.embed(holes, clip));
        Img<FloatType> nothing = real(ArrayImgs.floats(WIDTH, HEIGHT), grey -> Double.NaN);
        for (float value : values(EmbedOps.embed(nothing, clip))) assertTrue(Float.isFinite(value));
    }

    @Test
    void imagesThatAreNoPicturesAreRefusedByName() {
        var empty = Views.interval(ArrayImgs.floats(5, 5), new long[] {0, 0}, new long[] {-1, 4});
        assertThrows(UserException.class, () -> EmbedOps.embed(empty, clip));
        assertThrows(UserException.class, () -> EmbedOps.embed(ArrayImgs.floats(5, 5, 7), clip));
        assertThrows(UserException.class, () -> EmbedOps.embed(ArrayImgs.complexFloats(5, 5), clip));
    }

    private static Img<UnsignedByteType> grey8() {
        return real(ArrayImgs.unsignedBytes(WIDTH, HEIGHT), grey -> grey);
    }

    private static Img<ARGBType> colours() {
        Img<ARGBType> colours = ArrayImgs.argbs(WIDTH, HEIGHT);
        int i = 0;
        for (ARGBType pixel : colours) {
            int grey = grey(i++);
            pixel.set(ARGBType.rgba(grey, grey, grey, 255));
        }
        return colours;
    }

    private static <T extends RealType<T>> Img<T> real(Img<T> image, DoubleUnaryOperator ofGrey) {
        int i = 0;
        for (T pixel : image) pixel.setReal(ofGrey.applyAsDouble(grey(i++)));
        return image;
    }

    /** Every grey value occurs, black and white among them. */
    private static int grey(int pixel) {
        return (pixel * pixel / 7 + 3 * pixel) % 256;
    }

    private static void assertSame(Img<?> expected, Img<?> actual) {
        assertArrayEquals(expected.dimensionsAsLongArray(), actual.dimensionsAsLongArray());
        assertArrayEquals(values(expected), values(actual), 1e-6f, () -> Arrays.toString(values(actual)));
    }

    private static float[] values(Img<?> image) {
        float[] values = new float[(int) image.size()];
        int i = 0;
        for (Object pixel : image) values[i++] = ((FloatType) pixel).get();
        return values;
    }
}
