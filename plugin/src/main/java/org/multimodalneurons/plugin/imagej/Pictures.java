package org.multimodalneurons.plugin.imagej;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import ij.gui.Roi;
import org.multimodalneurons.LazyList;
import org.multimodalneurons.image.PixelRows;

/** Pictures for a model to look at: the slices of an image, or the files of a folder. Each is made when it is asked for. */
public interface Pictures {

    /** What they are called together: an image's title, a folder's name. */
    String title();

    /** How many there are, at least 1. */
    int size();

    /** The name of one, unique among them as far as ImageJ's own names are. */
    String label(int index);

    /** Its place in what it comes from, from 1: the slice of a stack, the number of a file. */
    int slice(int index);

    /** Its place among all that were asked for, from 0: those that cannot be looked at and are left out have one, too. */
    default int order(int index) {
        return index;
    }

    /**
     * The picture as ImageJ shows it.
     *
     * @throws org.multimodalneurons.UserException when it cannot be read
     */
    PixelRows picture(int index);

    /**
     * Brings one before the user again: opens the file, or goes to the slice of the open image and selects the region. Where
     * the image was closed meanwhile, a note tells so.
     */
    void show(int index);

    /** The file that it is; null where it is none. */
    default Path file(int index) {
        return null;
    }

    /** The name of the region that it is cut out of; empty where there is none, or it has none. */
    default String region(int index) {
        return "";
    }

    /** The name of the ROI group that its region belongs to; empty where it belongs to none. */
    default String regionGroup(int index) {
        return "";
    }

    /** Where it lies in its image: the centroid of its region, or the middle; nothing for files. */
    default Optional<Place> place(int index) {
        return Optional.empty();
    }

    /** How their values are seen, see {@link PixelMeaning}; empty: as shown. */
    default String display() {
        return "";
    }

    /** The image that they are regions of; nothing where they are none. */
    default Optional<ShownImage> regionsOf() {
        return Optional.empty();
    }

    /** A copy of the region that one is cut out of, at its place in the image; nothing where there is none. */
    default Optional<Roi> area(int index) {
        return Optional.empty();
    }

    /** Whether they are regions of an image, so that their places are worth a column. */
    default boolean areRegions() {
        return false;
    }

    /**
     * Some of them.
     *
     * @param items their indices
     */
    default Pictures only(List<Integer> items) {
        return items.size() == size() ? this : new SomePictures(this, items);
    }

    /** All names, in order. */
    default List<String> labels() {
        return IntStream.range(0, size()).mapToObj(this::label).toList();
    }

    /** All pictures, in order; each is made whenever it is asked for and not kept. Files can be read several at once. */
    default List<PixelRows> list() {
        boolean files = file(0) != null;
        return files
                ? LazyList.concurrent(Pictures.this.size(), index -> picture(index))
                : new LazyList<>(Pictures.this.size(), index -> picture(index));
    }

    /** Labels to stand beside a chart: slices of one image need not all repeat its title. */
    static List<String> withoutCommonTitle(List<String> labels) {
        int title = labels.get(0).indexOf(':') + 1;
        String common = labels.get(0).substring(0, title);
        boolean shared = labels.size() > 1 && labels.stream().allMatch(label -> label.startsWith(common));
        return shared ? labels.stream().map(label -> label.substring(title)).toList() : labels;
    }
}
