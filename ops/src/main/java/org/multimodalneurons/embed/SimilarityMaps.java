package org.multimodalneurons.embed;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import org.multimodalneurons.LazyList;
import org.multimodalneurons.PieceProgress;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.text.Prompts;

/**
 * Where in images several things are: as {@link SimilarityMap}, a map for each, but every window is embedded only once.
 * Images are read window by window and never copied as a whole when they are large; with a {@link MapGrid} of few pixels
 * memory stays bounded whatever their size. Immutable; may be used by several threads at once.
 */
public final class SimilarityMaps {

    private final List<Contrast> contrasts;
    private final ClipModel clip;

    private SimilarityMaps(List<Contrast> contrasts) {
        if (contrasts.isEmpty())
            throw new UserException("There is nothing to look for: give at least one text, or an example.");
        this.contrasts = List.copyOf(contrasts);
        this.clip = contrasts.get(0).clip();
        if (contrasts.stream().anyMatch(contrast -> contrast.clip() != clip))
            throw new UserException("What is looked for in one pass must be embedded by one and the same open model.");
    }

    /**
     * Maps of several things.
     *
     * @param contrasts at least one, all of one model
     */
    public static SimilarityMaps of(List<Contrast> contrasts) {
        return new SimilarityMaps(contrasts);
    }

    /**
     * The same, each less the mean cosine of other labels, which are embedded once.
     *
     * @param labels what else could be there; none takes nothing away
     */
    public SimilarityMaps against(List<String> labels, Prompts prompts) {
        if (labels.isEmpty()) return this;
        Contrast first = contrasts.get(0).against(labels, prompts);
        return of(contrasts.stream()
                .map(contrast -> contrast.againstSameAs(first))
                .toList());
    }

    /** What the user should know about the words given, each sentence once. */
    public List<String> warnings() {
        return contrasts.stream()
                .flatMap(contrast -> contrast.warnings().stream())
                .distinct()
                .toList();
    }

    /**
     * As {@link SimilarityMap#windows}.
     *
     * @return for each thing [columns, rows] of the grid
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public List<Img<FloatType>> windows(PixelRows image, MapGrid grid, Progress progress) {
        return only(finished -> windows(List.of(image), grid, progress, finished));
    }

    /** As {@link SimilarityMap#dense(PixelRows, Windows, Progress)}; see {@link Windows#largest}. */
    public List<Img<FloatType>> dense(PixelRows image, MapGrid grid, Progress progress) {
        return only(finished -> dense(List.of(image), grid, progress, finished));
    }

    /** What is done with the maps of many images, in the order of the images. */
    @FunctionalInterface
    public interface Sink {

        /**
         * Receives the maps of an image.
         *
         * @param image its place
         * @param maps for each thing [columns, rows] of the grid
         */
        void finished(int image, List<Img<FloatType>> maps);

        /**
         * Called instead for an image that cannot be read; the maps of an image before it may come later.
         *
         * @throws UserException unless the receiver goes on without it
         */
        default void unreadable(int image, UserException fault) {
            throw fault;
        }
    }

    private static List<Img<FloatType>> only(Consumer<Sink> work) {
        List<List<Img<FloatType>>> maps = new ArrayList<>();
        work.accept((index, map) -> maps.add(map));
        return maps.get(0);
    }

    /**
     * As {@link #windows(PixelRows, MapGrid, Progress)}, of many images, in full batches, past those that cannot be read if the
     * sink is.
     *
     * @param images of the grid's size; each is asked for once, in order, by another thread, of large ones (more than 16
     *     megapixels) the next only when the last is done
     */
    public void windows(List<? extends PixelRows> images, MapGrid grid, Progress progress, Sink sink) {
        maps(images, grid, progress, pixels -> column(clip.image().embed(pixels)), sink);
    }

    /** As {@link #dense(PixelRows, MapGrid, Progress)}, of many images, as {@link #windows(List, MapGrid, Progress, Sink)}. */
    public void dense(List<? extends PixelRows> images, MapGrid grid, Progress progress, Sink sink) {
        maps(images, grid, progress, pixels -> clip.image().embedCells(pixels), sink);
    }

    /** @param encoder pixels [n, 3, s, s] to raw embeddings [n, e, rows, columns] */
    private void maps(
            List<? extends PixelRows> images,
            MapGrid grid,
            Progress progress,
            UnaryOperator<NDArray> encoder,
            Sink sink) {
        if (WindowCrops.areCopied(grid)) {
            map(images, grid, progress, encoder, sink);
            return;
        }
        PieceProgress one = new PieceProgress(progress, images.size(), InstantSource.system());
        for (int i = 0; i < images.size(); i++) {
            int place = i;
            one.next("Similarity map " + (i + 1) + " of " + images.size());
            List<PixelRows> image = new LazyList<>(1, only -> images.get(place));
            map(image, grid, one, encoder, new Sink() {
                @Override
                public void finished(int only, List<Img<FloatType>> maps) {
                    sink.finished(place, maps);
                }

                @Override
                public void unreadable(int only, UserException fault) {
                    sink.unreadable(place, fault);
                }
            });
        }
    }

    private void map(
            List<? extends PixelRows> images,
            MapGrid grid,
            Progress progress,
            UnaryOperator<NDArray> encoder,
            Sink sink) {
        UnfinishedMap map = new UnfinishedMap(grid, contrasts.size(), sink);
        PictureBatches.forEach(
                clip,
                new WindowCrops(images, grid),
                "Similarity map: window",
                map::unreadable,
                progress,
                (windows, pixels) -> {
                    NDArray cells = unit(encoder.apply(pixels));
                    map.add(
                            windows,
                            contrasts.stream()
                                    .map(contrast -> along(cells, contrast.direction()))
                                    .toList());
                });
    }

    /** [n, e] as [n, e, 1, 1]. */
    private static NDArray column(NDArray embeddings) {
        return embeddings.expandDims(2).expandDims(3);
    }

    /** [n, e, rows, columns], each cell brought to length 1. */
    private static NDArray unit(NDArray cells) {
        return cells.div(cells.norm(new int[] {1}, true).maximum(1e-12));
    }

    /** [n, e, rows, columns] times a vector: [n, rows, columns]. Each by itself, so that no thing changes the numbers of another. */
    static NDArray along(NDArray unit, float[] direction) {
        try (NDArray vector = unit.getManager().create(direction, new Shape(1, direction.length, 1, 1));
                NDArray products = unit.mul(vector)) {
            return products.sum(new int[] {1});
        }
    }
}
