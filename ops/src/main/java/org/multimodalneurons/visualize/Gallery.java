package org.multimodalneurons.visualize;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.multimodalneurons.PieceProgress;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Unit;

/**
 * Pictures of many units. They are drawn one after the other, so that each is, bit for bit, what it would be if it were
 * drawn alone, whatever else is in the gallery: a batch of sixteen takes a third to two thirds of the time, but its
 * pictures start from other noise, and what a unit looks like should not depend on its neighbours.
 *
 * <p>Kept in a folder, a gallery goes on where it was interrupted. A picture that is there, drawn by the same recipe with
 * the same model, is not drawn again; one that differs is replaced. Whenever it ends, every picture of the folder's index
 * is whole.
 *
 * <pre>{@code
 * Gallery.of(objective -> FeatureVisualization.of(clip).maximise(objective).steps(128))
 *         .keptIn(folder)
 *         .run(exhibits, progress);
 * }</pre>
 */
public final class Gallery {

    private static final int PREVIEW_STEPS = 4;

    private final Function<Objective, FeatureVisualization> drawing;
    private final Optional<Path> folder;

    private Gallery(Function<Objective, FeatureVisualization> drawing, Optional<Path> folder) {
        this.drawing = drawing;
        this.folder = folder;
    }

    /**
     * One picture.
     *
     * @param exhibit what it shows
     * @param rows the picture, 8 bits a colour
     * @param response of the unit to it: the mean over its map, or over the patches of a transformer
     * @param isNew whether it was drawn in this run
     */
    public record Picture(Exhibit exhibit, PixelRows rows, double response, boolean isNew) {}

    /** Sees pictures grow. */
    @FunctionalInterface
    public interface Visitor {
        /** Called every few steps. */
        void see(Exhibit exhibit, Drawing drawing);
    }

    /**
     * A gallery in memory alone.
     *
     * @param drawing how an objective's picture is drawn: one picture, the same way for each
     */
    public static Gallery of(Function<Objective, FeatureVisualization> drawing) {
        return new Gallery(drawing, Optional.empty());
    }

    /** The same, kept in a folder, which is made when there is none. */
    public Gallery keptIn(Path place) {
        return new Gallery(drawing, Optional.of(place));
    }

    /** Draws; as {@link #run(List, Progress, Visitor)} with nobody watching. */
    public List<Picture> run(List<Exhibit> exhibits, Progress progress) {
        return run(exhibits, progress, (exhibit, growing) -> {});
    }

    /**
     * Draws what is not drawn yet. When cancelled it returns the pictures that are finished; the one in work is dropped.
     *
     * @param exhibits each of another unit, at least one
     * @return pictures in the order of the exhibits
     * @throws UserException when the folder cannot be written or its index is no index, or one of the units cannot be drawn;
     *     told before the first step
     */
    public List<Picture> run(List<Exhibit> exhibits, Progress progress, Visitor visitor) {
        requireEachOnce(exhibits);
        for (Exhibit exhibit : exhibits)
            exhibit.objective().requireFits(drawing.apply(exhibit.objective()).clip());
        if (folder.isEmpty()) return run(exhibits, Optional.empty(), progress, visitor);
        try (GalleryFolder kept = GalleryFolder.open(folder.get())) {
            return run(exhibits, Optional.of(kept), progress, visitor);
        }
    }

    private List<Picture> run(
            List<Exhibit> exhibits, Optional<GalleryFolder> kept, Progress progress, Visitor visitor) {
        List<Optional<Picture>> known = exhibits.stream()
                .map(exhibit -> kept.flatMap(place -> known(place, exhibit)))
                .toList();
        int missing = (int) known.stream().filter(Optional::isEmpty).count();
        PieceProgress whole = new PieceProgress(progress, Math.max(1, missing), InstantSource.system());
        List<Picture> pictures = new ArrayList<>();
        boolean cancelled = false;
        for (int i = 0; i < exhibits.size(); i++) {
            Optional<Picture> picture = known.get(i);
            if (picture.isEmpty() && !cancelled) {
                whole.next("Drawing " + exhibits.get(i).label() + ", " + (i + 1) + " of " + exhibits.size());
                picture = draw(exhibits.get(i), whole, visitor);
                picture.ifPresent(drawn -> kept.ifPresent(place -> keep(place, drawn)));
                cancelled = picture.isEmpty();
            }
            picture.ifPresent(pictures::add);
        }
        return pictures;
    }

    private static void requireEachOnce(List<Exhibit> exhibits) {
        Set<Unit> units = new HashSet<>();
        for (Exhibit exhibit : exhibits)
            if (!units.add(exhibit.unit()))
                throw new UserException("Unit " + exhibit.unit() + " is there twice; a gallery has each once.");
        if (units.isEmpty()) throw new UserException("There is nothing to draw; name at least one unit.");
    }

    private Optional<Picture> known(GalleryFolder place, Exhibit exhibit) {
        return place.picture(exhibit.unit(), recipe(exhibit))
                .map(entry -> new Picture(exhibit, entry.rows(), entry.response(), false));
    }

    private void keep(GalleryFolder place, Picture picture) {
        FeatureVisualization settings = drawing.apply(picture.exhibit().objective());
        place.keep(picture, settings.seed(), settings.steps(), recipe(picture.exhibit()));
    }

    /** All that a picture depends on. */
    private String recipe(Exhibit exhibit) {
        FeatureVisualization settings = drawing.apply(exhibit.objective());
        return settings.describe() + "; model " + settings.clip().identity();
    }

    /** Empty when cancelled. */
    private Optional<Picture> draw(Exhibit exhibit, PieceProgress progress, Visitor visitor) {
        FeatureVisualization settings = drawing.apply(exhibit.objective());
        Visualization result =
                settings.run(progress, PREVIEW_STEPS, (step, drawings) -> visitor.see(exhibit, drawings.get(0)));
        if (result.ending() == Visualization.Ending.CANCELLED) return Optional.empty();
        PixelRows rows = result.drawing().rgb();
        return Optional.of(new Picture(exhibit, rows, response(settings.clip(), exhibit.unit(), rows), true));
    }

    private static double response(ClipModel clip, Unit unit, PixelRows rows) {
        Layer layer = clip.image().layer(unit.layer());
        try (NDManager manager = clip.newManager()) {
            NDArray pixels = clip.preprocessing().pixels(manager, List.of(rows));
            NDArray places = Sight.places(clip.image().activate(pixels, layer), layer);
            return places.get(":, {}, :", unit.index()).mean().getFloat();
        }
    }
}
