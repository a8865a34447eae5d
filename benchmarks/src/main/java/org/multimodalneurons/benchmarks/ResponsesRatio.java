package org.multimodalneurons.benchmarks;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

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
            List<RgbImage> pictures = IntStream.range(0, count)
                    .mapToObj(
                            i -> Noise.picture(clip.image().size(), clip.image().size(), i))
                    .toList();
            embed(clip, pictures); // warms up
            System.out.println("| layer of " + model + " | time of reading it / time of embedding |\n|---|---|");
            for (Layer layer : layers) {
                read(clip, pictures, layer);
                System.out.println("| `" + layer + "` | "
                        + Turns.ratio(rounds, () -> read(clip, pictures, layer), () -> embed(clip, pictures)) + " |");
            }
        }
    }

    /** The embedded model, or one of random weights. */
    static ClipModel open(String model) {
        return model.equals(EMBEDDED)
                ? ClipModel.embedded()
                : ClipModel.open(RandomModel.valueOf(model).in(OpenModel.FOLDER));
    }

    private static void read(ClipModel clip, List<RgbImage> pictures, Layer layer) {
        Responses.of(clip, List.of(layer)).images(pictures, (item, read, mean, max) -> {}, Progress.NONE);
    }

    /** Embeds pictures of the model's own size. */
    static void embed(ClipModel clip, List<RgbImage> pictures) {
        List<String> labels = Collections.nCopies(pictures.size(), "picture");
        new Embedder(clip).images(pictures, labels, Progress.NONE);
    }
}
