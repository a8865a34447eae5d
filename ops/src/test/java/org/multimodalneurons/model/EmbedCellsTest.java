package org.multimodalneurons.model;

import java.util.Random;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.multimodalneurons.Fixtures;
import org.multimodalneurons.weights.WeightFile;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Against the same arithmetic written out in plain Java, cell by cell, from the weights as they lie in the file. */
class EmbedCellsTest {

    private static final double TOLERANCE = 1e-4;

    @Test
    void aCellOfAResNetGoesThroughValueAndOutputProjectionWithItsPosition() {
        String name = "rn-openclip";
        try (ClipModel clip = ClipModel.open(Fixtures.model(name));
                WeightFile file = Fixtures.tensors("models/" + name + "/open_clip_model.safetensors");
                NDManager manager = clip.newManager()) {
            NDArray pixels = pixels(manager, clip.image().size());
            NDArray cells = clip.image().embedCells(pixels);
            NDArray maps = clip.image().activate(pixels, clip.image().layer("layer4.0"));
            assertEquals(new Shape(2, clip.image().embeddingSize(), 2, 2), cells.getShape());
            int channels = (int) maps.getShape().get(1);
            double[] positions = doubles(file, "attnpool.positional_embedding");
            for (int image = 0; image < 2; image++)
                for (int row = 0; row < 2; row++)
                    for (int column = 0; column < 2; column++) {
                        double[] x = new double[channels];
                        int token = 1 + 2 * row + column;
                        for (int c = 0; c < channels; c++)
                            x[c] = maps.getFloat(image, c, row, column) + positions[token * channels + c];
                        double[] value = linear(file, "attnpool.v_proj", x);
                        assertCell(linear(file, "attnpool.c_proj", value), cells, image, row, column);
                    }
        }
    }

    @Test
    void aPatchOfATransformerAttendsToItselfAloneInTheLastBlock() {
        String name = "vit-openclip-quickgelu";
        try (ClipModel clip = ClipModel.open(Fixtures.model(name));
                WeightFile file = Fixtures.tensors("models/" + name + "/open_clip_model.safetensors");
                NDManager manager = clip.newManager()) {
            NDArray pixels = pixels(manager, clip.image().size());
            NDArray cells = clip.image().embedCells(pixels);
            NDArray before = clip.image().activate(pixels, clip.image().layer("resblocks.1"));
            assertEquals(new Shape(2, clip.image().embeddingSize(), 4, 4), cells.getShape());
            int width = (int) before.getShape().get(2);
            for (int image = 0; image < 2; image++)
                for (int patch = 0; patch < 16; patch++) {
                    double[] x = new double[width];
                    for (int c = 0; c < width; c++) x[c] = before.getFloat(image, 1 + patch, c);
                    assertCell(throughLastBlock(file, x), cells, image, patch / 4, patch % 4);
                }
        }
    }

    private static double[] throughLastBlock(WeightFile file, double[] x) {
        String block = "transformer.resblocks.2.";
        int width = x.length;
        double[] inProjection = doubles(file, block + "attn.in_proj_weight");
        double[] inBias = doubles(file, block + "attn.in_proj_bias");
        double[] values = new double[width];
        double[] normalised = layerNorm(file, block + "ln_1", x);
        for (int i = 0; i < width; i++) {
            values[i] = inBias[2 * width + i];
            for (int c = 0; c < width; c++) values[i] += inProjection[(2 * width + i) * width + c] * normalised[c];
        }
        x = sum(x, linear(file, block + "attn.out_proj", values));
        double[] neurons = linear(file, block + "mlp.c_fc", layerNorm(file, block + "ln_2", x));
        for (int i = 0; i < neurons.length; i++) neurons[i] /= 1 + Math.exp(-1.702 * neurons[i]);
        x = layerNorm(file, "ln_post", sum(x, linear(file, block + "mlp.c_proj", neurons)));
        double[] projection = doubles(file, "proj");
        double[] embedding = new double[projection.length / width];
        for (int c = 0; c < width; c++)
            for (int e = 0; e < embedding.length; e++) embedding[e] += x[c] * projection[c * embedding.length + e];
        return embedding;
    }

    private static void assertCell(double[] expected, NDArray cells, int image, int row, int column) {
        for (int e = 0; e < expected.length; e++)
            assertEquals(
                    expected[e],
                    cells.getFloat(image, e, row, column),
                    TOLERANCE * Math.max(1, Math.abs(expected[e])),
                    () -> "image " + image + ", row " + row + ", column " + column);
    }

    private static double[] linear(WeightFile file, String name, double[] x) {
        double[] weight = doubles(file, name + ".weight");
        double[] y = doubles(file, name + ".bias");
        for (int i = 0; i < y.length; i++) for (int c = 0; c < x.length; c++) y[i] += weight[i * x.length + c] * x[c];
        return y;
    }

    private static double[] layerNorm(WeightFile file, String name, double[] x) {
        double mean = 0;
        double square = 0;
        for (double value : x) mean += value / x.length;
        for (double value : x) square += (value - mean) * (value - mean) / x.length;
        double[] weight = doubles(file, name + ".weight");
        double[] y = doubles(file, name + ".bias");
        for (int i = 0; i < x.length; i++) y[i] += weight[i] * (x[i] - mean) / Math.sqrt(square + 1e-5);
        return y;
    }

    private static double[] sum(double[] a, double[] b) {
        double[] sum = new double[a.length];
        for (int i = 0; i < a.length; i++) sum[i] = a[i] + b[i];
        return sum;
    }

    private static double[] doubles(WeightFile file, String name) {
        float[] floats = file.floats("visual." + name);
        double[] doubles = new double[floats.length];
        for (int i = 0; i < doubles.length; i++) doubles[i] = floats[i];
        return doubles;
    }

    private static NDArray pixels(NDManager manager, int size) {
        Random random = new Random(3);
        float[] values = new float[2 * 3 * size * size];
        for (int i = 0; i < values.length; i++) values[i] = (float) random.nextGaussian();
        return manager.create(values, new Shape(2, 3, size, size));
    }
}
