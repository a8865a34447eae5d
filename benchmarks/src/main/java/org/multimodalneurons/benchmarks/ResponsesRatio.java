package org.multimodalneurons.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.probe.Responses;

/**
 * How long reading the responses of all units of a layer takes, as a ratio to embedding the same pictures: {@code
 * ResponsesRatio [pictures] [rounds] [model] [layer ...]}, by default 1000, 7, the embedded model and all of its layers; a
 * model is {@code embedded} or the name of a {@link RandomModel}. Both take turns in each round; the median over the rounds is
 * printed.
 */
public final class ResponsesRatio {

    private static final String EMBEDDED = "embedded";

    private ResponsesRatio() {}

    /** Runs the whole of it. */
    public static void main(String[] arguments) {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 7;
        String model = arguments.length > 2 ? arguments[2] : EMBEDDED;
        try (ClipModel clip = open(model)) {
            List<Layer> layers = arguments.length > 3
                    ? Arrays.stream(arguments).skip(3).map(clip.image()::layer).toList()
                    : clip.image().layers();
            List<RgbImage> pictures = pictures(count, clip.image().size());
            embed(clip, pictures); // warms up
            System.out.println("| layer of " + model + " | time of reading it / time of embedding |\n|---|---|");
            for (Layer layer : layers) {
                read(clip, pictures, layer);
                List<Double> ratios = new ArrayList<>();
                for (int round = 0; round < rounds; round++) {
                    boolean first = round % 2 == 0;
                    double reading = first ? read(clip, pictures, layer) : 0;
                    double embedding = embed(clip, pictures);
                    if (!first) reading = read(clip, pictures, layer);
                    ratios.add(reading / embedding);
                }
                Collections.sort(ratios);
                System.out.printf(
                        Locale.ROOT,
                        "| `%s` | %.2f (%.2f–%.2f) |%n",
                        layer,
                        ratios.get(rounds / 2),
                        ratios.get(0),
                        ratios.get(rounds - 1));
            }
        }
    }

    private static ClipModel open(String model) {
        return model.equals(EMBEDDED)
                ? ClipModel.embedded()
                : ClipModel.open(RandomModel.valueOf(model).in(OpenModel.FOLDER));
    }

    private static double read(ClipModel clip, List<RgbImage> pictures, Layer layer) {
        long start = System.nanoTime();
        Responses.of(clip, List.of(layer)).images(pictures, (item, read, mean, max) -> {}, Progress.NONE);
        return System.nanoTime() - start;
    }

    private static double embed(ClipModel clip, List<RgbImage> pictures) {
        List<String> labels = Collections.nCopies(pictures.size(), "picture");
        long start = System.nanoTime();
        new Embedder(clip).images(pictures, labels, Progress.NONE);
        return System.nanoTime() - start;
    }

    private static List<RgbImage> pictures(int count, int side) {
        Random random = new Random(1);
        List<RgbImage> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] rgb = new byte[3 * side * side];
            random.nextBytes(rgb);
            pictures.add(RgbImage.of(side, side, rgb));
        }
        return pictures;
    }
}
