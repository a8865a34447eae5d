package org.multimodalneurons.embed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import com.google.gson.Gson;
import com.google.gson.JsonObject;

/** A small set of vectors in groups, and what numpy, scikit-learn and umap-learn say of it; see make_sets.py beside the files. */
final class SetFixture {

    private static final Path FOLDER = Path.of("src/test/resources/reference/sets");
    private static final JsonObject EXPECTED = new Gson().fromJson(read("expected.json"), JsonObject.class);

    private SetFixture() {}

    static float[][] vectors() {
        return read("vectors.csv").lines().map(SetFixture::vector).toArray(float[][]::new);
    }

    private static float[] vector(String line) {
        String[] cells = line.split(",", -1);
        float[] vector = new float[cells.length];
        for (int i = 0; i < cells.length; i++) vector[i] = Float.parseFloat(cells[i]);
        return vector;
    }

    static double number(String name) {
        return EXPECTED.get(name).getAsDouble();
    }

    static double[] numbers(String name) {
        return new Gson().fromJson(EXPECTED.get(name), double[].class);
    }

    static int[] whole(String name) {
        return Arrays.stream(numbers(name)).mapToInt(value -> (int) value).toArray();
    }

    static double[][] rows(String name) {
        return new Gson().fromJson(EXPECTED.get(name), double[][].class);
    }

    /** Of a cluster's number, its silhouette. */
    static double silhouette(int clusters) {
        return EXPECTED.getAsJsonObject("silhouette_by_k")
                .get(Integer.toString(clusters))
                .getAsDouble();
    }

    private static String read(String name) {
        try {
            return Files.readString(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
