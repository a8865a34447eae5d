package org.multimodalneurons.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import ai.djl.ndarray.NDArray;
import org.multimodalneurons.LazyList;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.PictureBatches;
import org.multimodalneurons.embed.Vectors;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Memory;

/** Files on their way into an index: read by several threads, embedded batch by batch, put in with what is known of them. */
final class Intake {

    private record Size(int width, int height) {}

    private final IndexWriting index;
    private final Path folder;
    private final List<String> due;
    private final Function<Path, ? extends PixelRows> open;
    private final Map<Integer, FileFacts> facts = new ConcurrentHashMap<>(); // of the few that are on their way
    private final Map<Integer, Size> sizes = new ConcurrentHashMap<>();
    private int embedded;

    /**
     * An intake that is run once.
     *
     * @param folder of the pictures
     * @param due the files, below the folder
     * @param open reads a file; called by several threads at once
     */
    Intake(IndexWriting index, Path folder, List<String> due, Function<Path, ? extends PixelRows> open) {
        this.index = index;
        this.folder = folder;
        this.due = due;
        this.open = open;
    }

    /**
     * Embeds the files; what is finished when something ends it is kept.
     *
     * @return how many have vectors
     */
    int run(ClipModel clip, Progress progress) throws IOException {
        if (due.isEmpty()) return 0;
        List<PixelRows> pictures = LazyList.concurrent(due.size(), this::picture);
        try {
            PictureBatches.forEach(
                    clip,
                    pictures,
                    this::putFault,
                    progress,
                    (items, pixels) -> put(items, units(clip.image().embed(pixels))));
        } catch (UncheckedIOException e) {
            throw e; // the disk: what was committed stays
        } catch (RuntimeException | Error e) {
            index.commit();
            throw e;
        }
        index.commit();
        return embedded;
    }

    private PixelRows picture(int item) {
        Path file = folder.resolve(due.get(item));
        facts.put(item, FileFacts.now(file)); // before it is read: it may change meanwhile
        PixelRows picture = read(file);
        sizes.put(item, new Size(picture.width(), picture.height()));
        return picture;
    }

    /** One file may be broken in ways that its reader did not think of; the others are read all the same. */
    private PixelRows read(Path file) {
        try {
            return open.apply(file);
        } catch (UserException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UserException("The file " + file + " cannot be read as an image: " + e, e);
        } catch (OutOfMemoryError e) {
            throw Memory.tooLittleFor("The file " + file, e);
        }
    }

    private void put(List<Integer> items, float[][] units) {
        for (int i = 0; i < units.length; i++) {
            int item = items.get(i);
            float[] unit = units[i];
            Size size = sizes.remove(item);
            FileFacts known = facts.remove(item);
            write(() -> index.put(due.get(item), known, size.width(), size.height(), unit));
        }
        embedded += units.length;
    }

    private void putFault(int item, UserException fault) {
        sizes.remove(item);
        FileFacts known = facts.remove(item);
        boolean passing = fault.getCause() instanceof OutOfMemoryError; // to be tried again next time
        write(() -> index.putFault(due.get(item), passing ? FileFacts.UNKNOWN : known, fault.getMessage()));
    }

    private interface Write {
        void run() throws IOException;
    }

    private static void write(Write write) {
        try {
            write.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of an array [images, components], of length 1. */
    private static float[][] units(NDArray raw) {
        float[] values = raw.toFloatArray();
        int components = (int) raw.getShape().get(1);
        float[][] units = new float[values.length / components][components];
        for (int i = 0; i < units.length; i++) {
            System.arraycopy(values, i * components, units[i], 0, components);
            units[i] = Vectors.unit(units[i]);
        }
        return units;
    }
}
