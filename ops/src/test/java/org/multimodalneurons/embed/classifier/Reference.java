package org.multimodalneurons.embed.classifier;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import com.google.gson.Gson;
import org.multimodalneurons.embed.Embeddings;

/** What scikit-learn and SciPy say of a small set of labelled vectors; see make_classifier.py beside it. */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of numbers, never compared
record Reference(
        float[][] vectors,
        List<String> labels,
        int[] classes,
        double price,
        double[][] weights,
        double[] biases,
        Binary binary,
        Anchored anchored,
        double[][] logits,
        double temperature,
        int[][] confusion,
        double[] precision,
        double[] recall,
        double[] f1,
        double[][] precisionIntervals,
        double[][] recallIntervals,
        double[][] f1Intervals,
        double balancedAccuracy,
        double[] balancedAccuracyInterval,
        double accuracy,
        double logLoss,
        double brierScore,
        double[][] reliability,
        double calibrationError,
        double calibratedError) {

    record Binary(double price, double[][] probabilities) {}

    record Anchored(double price, double[][] anchors, double[][] weights, double[] biases) {}

    static Reference read() {
        try (InputStream in = Reference.class.getResourceAsStream("/reference/classifier/classifier.json");
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return new Gson().fromJson(reader, Reference.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The vectors as embeddings of a model. */
    Examples examples() {
        List<String> names =
                IntStream.range(0, classes.length).mapToObj(i -> "image " + i).toList();
        List<String> answers = Arrays.stream(classes).mapToObj(labels::get).toList();
        return Examples.of(new Embeddings("a model", names, vectors), answers);
    }

    /** What its classifiers said of held-out vectors, at a temperature. */
    HeldOut heldOut(double at) {
        double[][] probabilities =
                Arrays.stream(logits).map(row -> Temperature.shares(row, at)).toArray(double[][]::new);
        return new HeldOut(
                labels,
                classes,
                probabilities,
                Arrays.stream(classes).map(k -> 0).boxed().toList());
    }
}
