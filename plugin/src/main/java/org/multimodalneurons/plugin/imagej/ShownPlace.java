package org.multimodalneurons.plugin.imagej;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;

/** Brings a picture before the user again: its slice, with its region selected, in the window of the image. */
public final class ShownPlace {

    private ShownPlace() {}

    /** Goes to a picture of an open image; nothing happens where that was closed. */
    public static void show(Pictures pictures, int index) {
        ImagePlus image = WindowManager.getImage(pictures.title());
        if (image == null) {
            Surroundings.note("The image \"" + pictures.title() + "\" is not open any more.");
            return;
        }
        int slice = pictures.slice(index);
        image.setSlice(image.isComposite() ? (slice - 1) * image.getNChannels() + 1 : slice);
        Roi region = region(pictures.region(index));
        if (region != null) image.setRoi((Roi) region.clone());
        if (image.getWindow() != null) image.getWindow().toFront();
    }

    private static Roi region(String name) {
        RoiManager manager = RoiManager.getInstance2();
        if (name.isEmpty() || manager == null) return null;
        for (Roi region : manager.getRoisAsArray()) if (name.equals(region.getName())) return region;
        return null;
    }
}
