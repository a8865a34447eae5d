package org.multimodalneurons.plugin.imagej;

import java.util.List;

import ij.ImageStack;
import ij.process.ImageProcessor;

/** Pictures of one size made small enough to stand side by side. */
public final class Thumbnails {

    private static final int LARGEST = 192;

    private Thumbnails() {}

    /**
     * A stack of them, of at most {@value #LARGEST} pixels a side; smaller ones stay as they are.
     *
     * @param pictures of one size, at least one; they stay as they are
     */
    public static ImageStack of(List<? extends ImageProcessor> pictures) {
        int fullWidth = pictures.get(0).getWidth();
        int fullHeight = pictures.get(0).getHeight();
        double scale = Math.min(1, LARGEST / (double) Math.max(fullWidth, fullHeight));
        int width = (int) Math.max(1, Math.round(scale * fullWidth));
        int height = (int) Math.max(1, Math.round(scale * fullHeight));
        ImageStack stack = new ImageStack(width, height);
        for (ImageProcessor picture : pictures) {
            ImageProcessor copy = picture.duplicate();
            copy.setInterpolationMethod(ImageProcessor.BILINEAR);
            stack.addSlice(scale < 1 ? copy.resize(width, height, true) : copy);
        }
        return stack;
    }
}
