package org.multimodalneurons.plugin.imagej;

import java.awt.Rectangle;
import java.util.Arrays;
import java.util.List;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;

/**
 * The regions of an image that lie in the ROI Manager, each cropped to its bounds, on its own slice, or on the one that is
 * shown where it belongs to none. Labelled as ImageJ's Measure does: title:region:slice.
 */
public final class RoiPictures implements Pictures {

    /** What a user writes in place of slices to mean the ROI Manager's regions. */
    public static final String WORD = "rois";

    private final ImagePlus image;
    private final List<Roi> regions;
    private final int[] slices;
    private final Rectangle[] bounds;

    /**
     * The regions of the ROI Manager.
     *
     * @throws UserException when there are none, or one is no area, lies outside the image or on a slice that is missing
     */
    public RoiPictures(ImagePlus image) {
        RoiManager manager = RoiManager.getInstance2();
        if (manager == null || manager.getCount() == 0)
            throw new UserException(
                    "There is no region in the ROI Manager; add some (Edit > Selection > Add to Manager),"
                            + " or give slices.");
        this.image = image;
        regions = Arrays.asList(manager.getRoisAsArray());
        ShownImage shown = new ShownImage(image, "current");
        slices = regions.stream().mapToInt(region -> slice(region, shown)).toArray();
        bounds = regions.stream().map(this::bounds).toArray(Rectangle[]::new);
    }

    /** As {@link ShownImage} counts: places in the stack, or positions where channels are merged. */
    private int slice(Roi region, ShownImage shown) {
        int slice = region.hasHyperStackPosition() ? ofHyperstack(region, shown) : ofStack(region, shown);
        if (slice > shown.count())
            throw new UserException("The region " + region.getName() + " belongs to slice " + slice + ", but \""
                    + image.getTitle() + "\" has " + shown.count() + ".");
        return slice;
    }

    private int ofHyperstack(Roi region, ShownImage shown) {
        int z = Math.max(1, region.getZPosition());
        int position = (Math.max(1, region.getTPosition()) - 1) * image.getNSlices() + z;
        return shown.isMerged() ? position : (position - 1) * image.getNChannels() + Math.max(1, region.getCPosition());
    }

    private int ofStack(Roi region, ShownImage shown) {
        if (region.getPosition() == 0) return shown.slice(0);
        return shown.isMerged() ? (region.getPosition() - 1) / image.getNChannels() + 1 : region.getPosition();
    }

    private Rectangle bounds(Roi roi) {
        if (!roi.isArea())
            throw new UserException("The region " + roi.getName() + " is no area; remove it from the ROI Manager.");
        Rectangle inside = roi.getBounds().intersection(new Rectangle(image.getWidth(), image.getHeight()));
        if (inside.isEmpty())
            throw new UserException("The region " + roi.getName() + " lies outside \"" + image.getTitle()
                    + "\"; move it or remove it from the ROI Manager.");
        return inside;
    }

    @Override
    public String title() {
        return image.getTitle();
    }

    @Override
    public int size() {
        return regions.size();
    }

    @Override
    public String label(int index) {
        String region = image.getTitle() + ":" + regions.get(index).getName();
        return image.getStackSize() == 1 ? region : region + ":" + slices[index];
    }

    @Override
    public String region(int index) {
        return regions.get(index).getName();
    }

    @Override
    public int slice(int index) {
        return slices[index];
    }

    @Override
    public PixelRows picture(int index) {
        return new ShownImage(image, List.of(slices[index]), bounds[index]).picture(0);
    }
}
