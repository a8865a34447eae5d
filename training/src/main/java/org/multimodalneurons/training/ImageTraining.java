package org.multimodalneurons.training;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.multimodalneurons.training.augment.Batch;
import org.multimodalneurons.training.net.AdamW;
import org.multimodalneurons.training.net.Adversary;
import org.multimodalneurons.training.net.ClassHead;
import org.multimodalneurons.training.net.ImageTower;
import org.multimodalneurons.training.net.ImageTower.Statistics;
import org.multimodalneurons.training.net.ImageTowerShape;
import org.multimodalneurons.training.net.MovingAverage;
import org.multimodalneurons.training.net.Parameters;
import org.multimodalneurons.training.net.PositionResizing;
import org.multimodalneurons.weights.WeightFile;

/** The image tower being trained: its tensors, their optimiser and their moving average; one step at a time. */
public final class ImageTraining implements AutoCloseable {

    private static final double DECAY = .05;
    private static final double AVERAGE_KEEPS = .99;
    private static final int AVERAGE_EVERY = 10;

    private final NDManager manager;
    private final Parameters parameters;
    private final AdamW optimiser;
    private final MovingAverage average;
    private ImageTowerShape shape;

    /** Fresh weights, and class vectors to be learned. */
    public ImageTraining(ImageTowerShape shape, int concepts, long seed) {
        this(shape, seed, (tower, random) -> ClassHead.create(tower, shape, concepts, random));
    }

    /**
     * The weights of a model, trained on towards class vectors that stay.
     *
     * @param model an exported model
     * @param vectors one a concept, [concepts, e]
     */
    public ImageTraining(ImageTowerShape shape, WeightFile model, float[][] vectors, long seed) {
        this(shape, seed, (tower, random) -> {
            tower.all().forEach((name, tensor) -> tower.set(name, model.floats("visual." + name), tensor.getShape()));
            ClassHead.create(tower, shape, vectors, random);
            tower.set(ClassHead.SCALE, model.floats("logit_scale"), new Shape(1));
        });
    }

    private ImageTraining(ImageTowerShape shape, long seed, BiConsumer<Parameters, SplittableRandom> begin) {
        this.shape = shape;
        manager = NDManager.newBaseManager();
        SplittableRandom random = new SplittableRandom(seed);
        parameters = shape.create(manager, random);
        begin.accept(parameters, random);
        optimiser = new AdamW(parameters, DECAY, manager);
        average = new MovingAverage(parameters, AVERAGE_KEEPS);
    }

    /** The tower's sizes, as they are now. */
    public ImageTowerShape shape() {
        return shape;
    }

    /** The weights to evaluate and to ship. */
    public Parameters average() {
        return average.average();
    }

    /** The vector of each concept at length 1, [concepts, e]. */
    public float[][] classVectors() {
        return Vectors.unit(Vectors.rows(average().get(ClassHead.VECTORS)));
    }

    /** The weights being trained. */
    Parameters parameters() {
        return parameters;
    }

    /** Goes on with images of another size: the attention pool's positions are interpolated. */
    public void resize(int size) {
        if (size == shape.size()) return;
        ImageTowerShape resized = shape.withSize(size);
        Map<String, float[]> moments = new HashMap<>();
        optimiser.moments().forEach((name, moment) -> moments.put(name, moment.toFloatArray()));
        for (String moment : new String[] {"first.", "second."})
            moments.computeIfPresent(
                    moment + PositionResizing.NAME,
                    (name, values) -> PositionResizing.interpolate(values, shape.cells(), resized.cells()));
        PositionResizing.apply(parameters, shape.cells(), resized.cells());
        PositionResizing.apply(average.average(), shape.cells(), resized.cells());
        optimiser.restore(moments, optimiser.step());
        shape = resized;
    }

    /**
     * One update.
     *
     * @param epsilon largest L2 norm of the adversarial change; 0 for none
     * @return the loss
     */
    public float step(Batch batch, double rate, double epsilon) {
        ImageTower tower = new ImageTower(shape, parameters, Statistics.LEARN);
        ClassHead head = new ClassHead(parameters);
        try (NDManager scope = manager.newSubManager()) {
            NDArray pixels = scope.create(batch.pixels(), new Shape(batch.count(), batch.size(), batch.size(), 3));
            if (epsilon > 0) pixels = attacked(pixels, batch, epsilon);
            float value;
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray loss = head.loss(tower.forward(pixels), batch);
                collector.backward(loss);
                value = loss.getFloat();
            }
            optimiser.update(rate);
            if (optimiser.step() % AVERAGE_EVERY == 0) average.update();
            return value;
        }
    }

    private NDArray attacked(NDArray pixels, Batch batch, double epsilon) {
        ImageTower tower = new ImageTower(shape, parameters, Statistics.BATCH);
        ClassHead head = new ClassHead(parameters);
        int seed = (int) (batch.index() * 31 + 7);
        return new Adversary(parameters)
                .attack(pixels, epsilon, seed, changed -> head.loss(tower.forward(changed), batch));
    }

    /** Adds all that is needed to go on. */
    public void save(Checkpoint checkpoint) {
        checkpoint.counters().put("size", (long) shape.size());
        checkpoint.counters().put("updates", optimiser.step());
        checkpoint.counters().put("averaged", average.updates());
        checkpoint.put("image.", parameters.all());
        checkpoint.put("average.", average.average().all());
        checkpoint.put("optimiser.", optimiser.moments());
    }

    /** Goes on exactly where {@link #save} was called. */
    public void restore(Checkpoint checkpoint) {
        shape = shape.withSize(checkpoint.counters().get("size").intValue());
        checkpoint.below("image.").forEach((name, t) -> parameters.set(name, t.values(), t.djlShape()));
        checkpoint.below("average.").forEach((name, t) -> average.average().set(name, t.values(), t.djlShape()));
        average.restore(checkpoint.counters().get("averaged"));
        Map<String, float[]> moments = new HashMap<>();
        checkpoint.below("optimiser.").forEach((name, tensor) -> moments.put(name, tensor.values()));
        optimiser.restore(moments, checkpoint.counters().get("updates"));
    }

    @Override
    public void close() {
        manager.close();
    }
}
