package org.multimodalneurons.training.text;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.Constant;
import org.multimodalneurons.text.ClipTokenizer;
import org.multimodalneurons.text.Prompts;
import org.multimodalneurons.training.Checkpoint;
import org.multimodalneurons.training.library.Concepts;
import org.multimodalneurons.training.net.AdamW;
import org.multimodalneurons.training.net.ClassHead;
import org.multimodalneurons.training.net.MovingAverage;
import org.multimodalneurons.training.net.Parameters;
import org.multimodalneurons.weights.WeightFile;

/** The text tower being fitted: captions of a concept are to point where the image tower's vector of it points. */
public final class TextTraining implements AutoCloseable {

    private static final double DECAY = .05;
    private static final double AVERAGE_KEEPS = .99;
    private static final int BATCH = 256;

    private final NDManager manager = NDManager.newBaseManager();
    private final ClipTokenizer tokenizer = ClipTokenizer.bundled();
    private final Concepts concepts;
    private final TokenRows rows;
    private final Parameters parameters;
    private final AdamW optimiser;
    private final MovingAverage average;
    private final int embedding;
    private final long seed;

    /** Fresh weights. */
    public TextTraining(Concepts concepts, int embedding, long seed) throws IOException {
        this.concepts = concepts;
        this.embedding = embedding;
        this.seed = seed;
        Captions captions = Captions.bundled();
        rows = new TokenRows(
                tokenizer, concepts.list().stream().map(captions::of).toList());
        parameters = TextTower.create(manager, rows.ids().length, embedding, new SplittableRandom(seed));
        optimiser = new AdamW(parameters, DECAY, manager);
        average = new MovingAverage(parameters, AVERAGE_KEEPS);
    }

    /** Goes on from an exported model of the same captions. */
    public void begin(WeightFile model) {
        int width = TextTower.SIZES.width();
        float[] all = model.floats("token_embedding.weight");
        float[] known = new float[rows.ids().length * width];
        for (int i = 0; i < rows.ids().length; i++)
            System.arraycopy(all, (int) rows.ids()[i] * width, known, i * width, width);
        for (Parameters tower : List.of(parameters, average.average()))
            tower.all()
                    .forEach((name, tensor) -> tower.set(
                            name, name.equals(TextTower.TOKENS) ? known : model.floats(name), tensor.getShape()));
    }

    /** The weights to evaluate and to ship. */
    public Parameters average() {
        return average.average();
    }

    /** The vocabulary's ids of the tokens that were trained, in the order of their vectors. */
    public long[] tokenIds() {
        return rows.ids();
    }

    /** Tokens of the longest caption: later positions were never trained. */
    public int longest() {
        return rows.longest();
    }

    /** How many updates were made. */
    public long steps() {
        return optimiser.step();
    }

    /**
     * One update.
     *
     * @param targets the unit vector of each concept, [concepts, e]
     * @return mean cosine of the captions to their targets, before the update
     */
    public float step(float[][] targets, double rate) {
        SplittableRandom random = new SplittableRandom(seed * 31 + optimiser.step());
        TokenRows.Rows drawn = rows.draw(BATCH, random);
        try (NDManager scope = manager.newSubManager()) {
            NDArray wanted = scope.create(gather(targets, drawn.concepts()), new Shape(BATCH, targets[0].length));
            float cosine;
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray embedded = ClassHead.unit(new TextTower(parameters).embed(scope, drawn));
                NDArray mean = embedded.mul(wanted).sum().div(Constant.beside(embedded, BATCH));
                collector.backward(mean.neg());
                cosine = mean.getFloat();
            }
            optimiser.update(rate);
            average.update();
            return cosine;
        }
    }

    /** The vector of each concept's word through the averaged tower, [concepts, e]: the mean over usual prompts. */
    public float[][] classVectors() {
        TextTower tower = new TextTower(average.average());
        float[][] sums = new float[concepts.size()][embedding];
        for (String template : Captions.ASKED.templates()) {
            Prompts prompt = new Prompts(List.of(template));
            List<String> texts = concepts.list().stream()
                    .map(concept -> prompt.apply(concept.word()).get(0))
                    .toList();
            try (NDManager scope = manager.newSubManager()) {
                float[] unit = ClassHead.unit(tower.embed(scope, rows.of(tokenizer, texts)))
                        .toFloatArray();
                for (int i = 0; i < unit.length; i++) sums[i / embedding][i % embedding] += unit[i];
            }
        }
        return sums;
    }

    private static float[] gather(float[][] vectors, int[] indices) {
        int e = vectors[0].length;
        float[] gathered = new float[indices.length * e];
        for (int i = 0; i < indices.length; i++) System.arraycopy(vectors[indices[i]], 0, gathered, i * e, e);
        return gathered;
    }

    /** Adds all that is needed to go on. */
    public void save(Checkpoint checkpoint) {
        checkpoint.counters().put("updates", optimiser.step());
        checkpoint.counters().put("averaged", average.updates());
        checkpoint.tensors().put("tokens", tokens());
        checkpoint.put("text.", parameters.all());
        checkpoint.put("average.", average.average().all());
        checkpoint.put("optimiser.", optimiser.moments());
    }

    /**
     * Goes on exactly where {@link #save} was called.
     *
     * @throws UserException when the captions have changed since, so that other tokens occur
     */
    public void restore(Checkpoint checkpoint) {
        if (!Arrays.equals(tokens().values(), checkpoint.tensors().get("tokens").values()))
            throw new UserException("The text tower's checkpoint was made with other captions: concepts.tsv or"
                    + " templates.txt have changed. Delete text.checkpoint to fit it anew.");
        checkpoint.below("text.").forEach((name, t) -> parameters.set(name, t.values(), t.djlShape()));
        checkpoint.below("average.").forEach((name, t) -> average.average().set(name, t.values(), t.djlShape()));
        average.restore(checkpoint.counters().get("averaged"));
        Map<String, float[]> moments = new HashMap<>();
        checkpoint.below("optimiser.").forEach((name, tensor) -> moments.put(name, tensor.values()));
        optimiser.restore(moments, checkpoint.counters().get("updates"));
    }

    /** The ids of the tokens that occur; floats hold them exactly. */
    private Checkpoint.Tensor tokens() {
        long[] ids = rows.ids();
        float[] values = new float[ids.length];
        for (int i = 0; i < ids.length; i++) values[i] = ids[i];
        return new Checkpoint.Tensor(new long[] {ids.length}, values);
    }

    @Override
    public void close() {
        manager.close();
        tokenizer.close();
    }
}
