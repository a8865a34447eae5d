package org.multimodalneurons.plugin.imagej;

import java.util.function.Function;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import org.multimodalneurons.Progress;
import org.multimodalneurons.image.PixelRows;

/** A new RGB image of pictures made from the slices of another: with its calibration, its labels and, of all slices, its axes. */
public final class RgbSlices {

    private final ShownImage source;

    /** Of these slices, without regard to a selection. */
    public RgbSlices(ShownImage source) {
        this.source = source.whole();
    }

    /**
     * Makes the image.
     *
     * @param info what ImageJ shows for it under Image > Show Info
     * @param change from a slice as it is shown to its picture, of the same size
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public ImagePlus image(String title, String info, Function<PixelRows, PixelRows> change, Progress progress) {
        ImageStack stack = source.emptyStack();
        for (int i = 0; i < source.size(); i++) {
            progress.throwIfCancelled();
            progress.report(i, source.size(), "Slice " + (i + 1) + " of " + source.size());
            stack.addSlice(
                    ownLabel(i),
                    new ColorProcessor(change.apply(source.picture(i)).buffered()));
        }
        ImagePlus image = new ImagePlus(title, stack);
        image.setProperty("Info", info);
        return source.arranged(image);
    }

    private String ownLabel(int index) {
        return source.isMerged() ? null : source.image().getStack().getSliceLabel(source.slice(index));
    }
}
