package org.multimodalneurons.probe;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.ImageEncoder;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.text.Prompts;

/**
 * Names for the units of a layer without hand-made concepts: the words of a list that fit best to the images that excite a
 * unit most. Images go by one after the other; only the most exciting ones of each unit are remembered.
 *
 * <pre>{@code
 * Dissection.Result names = Dissection.of(clip, clip.image().layer("layer4.0.add"))
 *         .withWords(WordList.of(clip), Prompts.NONE)
 *         .resumableAt(folder.resolve("names.part"))
 *         .run(images, labels, progress);
 * }</pre>
 *
 * @see <a href="https://arxiv.org/abs/2204.10965">Oikarinen and Weng 2023, CLIP-Dissect</a>
 */
public final class Dissection {

    /** The images of each unit that are compared with words, where the caller does not say. */
    public static final int TOP = 100;

    private static final int NAMES = 5;
    private static final int BATCH = 16;
    private static final int BATCHES_PER_CHECKPOINT = 16;

    /** Of how many images at least each one in the top is chosen; else all units had the same. */
    private static final int CHOICE = 5;

    /**
     * A word and how well it describes a unit.
     *
     * @param score soft weighted pointwise mutual information in nats; to be compared within one run alone
     */
    public record Name(String word, double score) {}

    /**
     * What a unit may be called.
     *
     * @param names of all words the best, the best first
     * @param images that excite it most, the most exciting first, by their places in the list
     */
    public record UnitNames(Unit unit, List<Name> names, List<Integer> images) {}

    /**
     * The outcome.
     *
     * @param units all units of the layer, in order
     * @param images that were looked at
     * @param top how many of them were compared with words, for each unit
     * @param unreadable the places of images that were passed over, from 0, and why
     */
    public record Result(List<UnitNames> units, int images, int top, Map<Integer, String> unreadable) {}

    private final ClipModel clip;
    private final Layer layer;
    private final List<String> words;
    private final Prompts prompts;
    private final int top;
    private final SoftWpmi score;
    private final Optional<Path> checkpoint;

    private Dissection(
            ClipModel clip,
            Layer layer,
            List<String> words,
            Prompts prompts,
            int top,
            SoftWpmi score,
            Optional<Path> checkpoint) {
        this.clip = clip;
        this.layer = layer;
        this.words = words;
        this.prompts = prompts;
        this.top = top;
        this.score = score;
        this.checkpoint = checkpoint;
    }

    /** Of a layer of this model's image encoder, by the paper's settings and the words of {@link WordList#of}. */
    public static Dissection of(ClipModel clip, Layer layer) {
        return new Dissection(clip, layer, WordList.of(clip), Prompts.NONE, TOP, new SoftWpmi(10, 1), Optional.empty());
    }

    /** The layer that is usually asked: the last neurons, before the ReLU where the sum before it can be read. */
    public static Layer usualLayer(ImageEncoder encoder) {
        Layer neurons = encoder.neurons();
        return encoder.layers().stream()
                .filter(layer -> layer.name().equals(neurons.name() + ".add"))
                .findFirst()
                .orElse(neurons);
    }

    /**
     * By other words.
     *
     * @param others at least two, not blank
     * @param captions to make of each
     */
    public Dissection withWords(List<String> others, Prompts captions) {
        List<String> distinct = others.stream().map(String::strip).distinct().toList();
        if (distinct.size() < 2)
            throw new UserException("The word list has " + distinct.size() + " words; a choice needs at least two.");
        return new Dissection(clip, layer, distinct, captions, top, score, checkpoint);
    }

    /**
     * With other settings than the paper's.
     *
     * @param images of each unit that are compared with words, at least 1
     * @param sharpness factor on cosines before the softmax over words, above 0
     * @param lambda weight of what a word has in common with all units, at least 0
     */
    public Dissection with(int images, double sharpness, double lambda) {
        if (images < 1 || !(sharpness > 0) || !(lambda >= 0))
            throw new UserException("Found a top of " + images + " images, a = " + sharpness + " and lambda = " + lambda
                    + "; expected at least 1, above 0, and at least 0.");
        return new Dissection(clip, layer, words, prompts, images, new SoftWpmi(sharpness, lambda), checkpoint);
    }

    /**
     * Writes to a file now and then how far it is, and goes on from there if the file exists already. The file is deleted
     * in the end.
     */
    public Dissection resumableAt(Path file) {
        return new Dissection(clip, layer, words, prompts, top, score, Optional.of(file));
    }

    /**
     * Looks at all images and names the units. Images that cannot be read are passed over.
     *
     * @param images each is asked for once, in order, so that a list may load them as it is read
     * @param labels one for each image; they tell whether an interrupted run was one of the same images
     * @throws UserException when too few images can be read, or the file to resume from belongs to another run
     * @throws java.util.concurrent.CancellationException when cancelled; what was done is in the file
     */
    public Result run(List<? extends PixelRows> images, List<String> labels, Progress progress) {
        String task = task(labels);
        DissectionState state = checkpoint
                .flatMap(file -> DissectionState.read(file, task))
                .orElseGet(() -> new DissectionState(new TopImages(layer.units(), top)));
        try {
            int batches = 0;
            while (state.position() < images.size()) {
                progress.throwIfCancelled();
                int end = Math.min(state.position() + BATCH, images.size());
                progress.report(state.position(), images.size(), "Looking at image " + end + " of " + images.size());
                look(images, end, state);
                if (++batches % BATCHES_PER_CHECKPOINT == 0) save(state, task);
            }
        } finally {
            save(state, task); // also when cancelled: the next run goes on here
        }
        Result result = name(state, progress);
        checkpoint.ifPresent(DissectionState::delete);
        return result;
    }

    private void save(DissectionState state, String task) {
        checkpoint.ifPresent(file -> state.write(file, task));
    }

    private void look(List<? extends PixelRows> images, int end, DissectionState state) {
        Map<Integer, float[]> inputs = new LinkedHashMap<>();
        for (int i = state.position(); i < end; i++) {
            try {
                inputs.put(i, clip.preprocessing().values(images.get(i)));
            } catch (UserException e) {
                state.passOver(i, e.getMessage());
            }
        }
        if (!inputs.isEmpty()) look(inputs, state);
        state.moveTo(end);
    }

    private void look(Map<Integer, float[]> inputs, DissectionState state) {
        List<Integer> places = List.copyOf(inputs.keySet());
        try (NDManager manager = clip.newManager()) {
            NDArray pixels = clip.preprocessing().pixels(manager, places.size(), i -> inputs.get(places.get(i)));
            List<float[]> responses = new ArrayList<>();
            NDArray embeddings = clip.image().embed(pixels, (name, activation) -> {
                if (name.equals(layer.name()))
                    responses.addAll(rows(Places.of(activation, layer).mean(new int[] {2})));
                return activation;
            });
            List<float[]> vectors = rows(embeddings.div(embeddings.norm(new int[] {1}, true)));
            for (int i = 0; i < vectors.size(); i++) state.add(places.get(i), responses.get(i), vectors.get(i));
        }
    }

    private static List<float[]> rows(NDArray matrix) {
        return IntStream.range(0, (int) matrix.getShape().get(0))
                .mapToObj(row -> matrix.get(row).toFloatArray())
                .toList();
    }

    private Result name(DissectionState state, Progress progress) {
        int seen = state.top().seen();
        if (seen < CHOICE)
            throw new UserException("Only " + seen + " images could be read; names need at least " + CHOICE
                    + ", and mean something from some hundreds on."
                    + state.passedOver().entrySet().stream()
                            .min(Map.Entry.comparingByKey())
                            .map(first -> " The first that could not: " + first.getValue())
                            .orElse(""));
        TopImages compared = state.top().first(Math.max(1, Math.min(top, seen / CHOICE)));
        float[][] vectors =
                new Embedder(clip).labels(words, prompts, progress).unit().vectors();
        double[][] scores = score.scores(compared, state.embeddings(), vectors, progress);
        List<UnitNames> units = new ArrayList<>();
        for (int unit = 0; unit < scores.length; unit++)
            units.add(new UnitNames(
                    new Unit(layer.name(), unit),
                    best(scores[unit]),
                    IntStream.of(compared.images(unit)).boxed().toList()));
        return new Result(List.copyOf(units), seen, compared.images(0).length, state.passedOver());
    }

    private List<Name> best(double[] scores) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer word) -> -scores[word]))
                .limit(NAMES)
                .map(word -> new Name(words.get(word), scores[word]))
                .toList();
    }

    /** Tells runs apart that cannot go on from each other. */
    private String task(List<String> labels) {
        String all = String.join("\n", clip.identity(), layer.name(), String.valueOf(top), String.join("\n", labels));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
