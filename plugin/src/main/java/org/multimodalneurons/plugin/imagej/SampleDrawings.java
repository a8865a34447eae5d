package org.multimodalneurons.plugin.imagej;

import java.io.File;
import java.util.List;
import java.util.stream.IntStream;

import ij.ImagePlus;
import org.multimodalneurons.visualize.Channels;
import org.multimodalneurons.visualize.Drawing;

/** A user's own images, from which colours and spectra are learned. */
public final class SampleDrawings {

    /** Statistics of shades and of low frequencies do not need more. */
    private static final int SIDE = 256;

    private SampleDrawings() {}

    /**
     * All slices of an image as they are shown, inside its selection, or all images of a folder; made smaller where they are
     * large.
     *
     * @param where the title of an open image or a folder; empty for the active image
     * @param channels of what is to be drawn: for RGB all are taken as they look, for others the channels of a composite,
     *     or the values of a single channel
     * @throws org.multimodalneurons.UserException when there is no such image or folder
     */
    public static List<Drawing> of(String where, Channels channels) {
        String name = where == null ? "" : where.strip();
        if (new File(name).isDirectory())
            return new FolderPictures(new File(name).toPath())
                    .list().stream()
                            .map(picture -> Drawing.of(picture).within(SIDE))
                            .toList();
        ImagePlus image = name.isEmpty() ? Surroundings.activeImage() : Surroundings.openImage(name);
        ShownImage shown = new ShownImage(image, "all");
        return IntStream.range(0, shown.size())
                .mapToObj(i -> channels.equals(Channels.RGB)
                        ? Drawing.of(shown.picture(i))
                        : ShownPlanes.of(shown, i).drawing())
                .map(drawing -> drawing.within(SIDE))
                .toList();
    }
}
