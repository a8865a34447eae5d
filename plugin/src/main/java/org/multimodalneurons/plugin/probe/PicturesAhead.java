package org.multimodalneurons.plugin.probe;

import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/** Pictures that take a while to be drawn: made by a thread of their own, the next one while the last is looked at. */
final class PicturesAhead implements AutoCloseable {

    private final int count;
    private final IntFunction<BufferedImage> draw;
    private final ExecutorService painter = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "Multimodal Neurons pictures to label");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Integer, CompletableFuture<BufferedImage>> kept = new HashMap<>();

    /**
     * Draws nothing yet.
     *
     * @param draw makes the picture of a number from 0 to the count less 1
     */
    PicturesAhead(int count, IntFunction<BufferedImage> draw) {
        this.count = count;
        this.draw = draw;
    }

    /** The picture of a number, soon; those beside it are kept or begun. On one thread. */
    @SuppressWarnings("FutureReturnValueIgnored") // whoever asks for the next picture is told of its faults
    CompletableFuture<BufferedImage> get(int index) {
        kept.keySet().removeIf(other -> Math.abs(other - index) > 1);
        CompletableFuture<BufferedImage> asked = begun(index);
        if (index + 1 < count) begun(index + 1);
        return asked;
    }

    private CompletableFuture<BufferedImage> begun(int index) {
        return kept.computeIfAbsent(index, number -> CompletableFuture.supplyAsync(() -> draw.apply(number), painter));
    }

    /** Waits for the pictures in work, which may need a model that is closed afterwards. */
    @Override
    public void close() {
        CompletableFuture.runAsync(() -> {}, painter).join(); // it comes behind them
        painter.shutdown();
    }
}
