package org.multimodalneurons.plugin.imagej;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.search.Fault;

/**
 * Regions of an image, each cropped to its bounds, slice by slice. Labelled as ImageJ's Measure does: title:region:slice;
 * a region's name stands there whole.
 */
public final class RoiPictures implements Pictures {

    private final ShownImage shown;
    private final List<Region> regions;
    private final List<Integer> order;

    /**
     * A region on a slice.
     *
     * @param slice as {@link ShownImage} counts
     * @param bounds inside the image; empty where it cannot be looked at
     */
    private record Region(String name, Roi area, int slice, Rectangle bounds) {}

    private RoiPictures(ShownImage shown, List<Region> all) {
        this.shown = shown;
        this.order = IntStream.range(0, all.size())
                .filter(place -> !all.get(place).bounds().isEmpty())
                .boxed()
                .toList();
        this.regions = order.stream().map(all::get).toList();
    }

    /**
     * The regions of the ROI Manager. One that belongs to a slice is taken there; one that belongs to a channel, slice or
     * frame alone, or to nothing, on those of the chosen slices. Those that cannot be looked at keep their places, see {@link
     * #order}.
     *
     * @param slices those that are chosen, see {@link SliceRange}
     * @param unreadable receives each region that is no area, empty, outside the image or of a slice that is missing
     * @throws UserException when there are none, or none but such
     */
    public static RoiPictures ofManager(
            ImagePlus image, String slices, PixelMeaning meaning, Consumer<Fault> unreadable) {
        RoiManager manager = RoiManager.getInstance2();
        if (manager == null || manager.getCount() == 0)
            throw new UserException(
                    "There is no region in the ROI Manager; add some (Edit > Selection > Add to Manager),"
                            + " or choose selection instead of manager. ImageJ's macros cannot add any without a display:"
                            + " there, choose particles, or save a selection with its image.");
        ShownImage shown = ShownImage.whole(image, slices, meaning);
        List<Region> all = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (Roi area : manager.getRoisAsArray()) {
            int before =
                    all.isEmpty() ? shown.slice(0) : all.get(all.size() - 1).slice();
            all.addAll(regions(area, shown, before, faults));
        }
        all.sort(Comparator.comparingInt(Region::slice));
        RoiPictures pictures = new RoiPictures(shown, all);
        if (pictures.size() == 0) throw none(faults);
        faults.forEach(unreadable);
        return pictures;
    }

    /** A region on each of its slices; where these are not there, it has its place on the slice of the region before. */
    private static List<Region> regions(Roi area, ShownImage shown, int before, List<Fault> faults) {
        SortedSet<Integer> own = new TreeSet<>(List.of(before));
        Rectangle bounds = new Rectangle();
        try {
            own = slices(area, shown);
            bounds = bounds(area, shown.image());
        } catch (UserException e) {
            faults.add(new Fault(shown.image().getTitle() + ":" + area.getName(), e.getMessage()));
        }
        Rectangle inside = bounds;
        return own.stream()
                .map(slice -> new Region(area.getName(), area, slice, inside))
                .toList();
    }

    private static UserException none(List<Fault> faults) {
        String first = faults.get(0).error();
        return new UserException(
                faults.size() == 1
                        ? first
                        : "None of the " + faults.size() + " regions in the ROI Manager can be looked at. The first: "
                                + first);
    }

    /**
     * The connected parts of a mask on each of the chosen slices, numbered from 1 on each, inside the selection where
     * there is one.
     *
     * @param shown the chosen slices
     * @param smallest area of a part, in square units of the image's calibration
     * @throws UserException when there is no mask, or no part of that size
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public static RoiPictures ofParticles(ShownImage shown, ParticleMask mask, double smallest, Progress progress) {
        ImagePlus image = shown.image();
        double pixel = image.getCalibration().pixelWidth * image.getCalibration().pixelHeight;
        List<Region> regions = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            progress.throwIfCancelled();
            progress.report(i, shown.size(), "Particles of slice " + (i + 1) + " of " + shown.size());
            int number = 1;
            for (Roi area : Particles.of(mask.slice(shown.slice(i)), image.getRoi(), smallest / pixel))
                regions.add(new Region("" + number++, area, shown.slice(i), bounds(area, image)));
        }
        if (regions.isEmpty())
            throw new UserException("There is no particle of at least " + smallest + " square "
                    + image.getCalibration().getUnits() + " on the chosen slices of \"" + image.getTitle()
                    + "\"; look at the threshold or the mask, or lower smallest.");
        return new RoiPictures(shown, regions);
    }

    private static SortedSet<Integer> slices(Roi region, ShownImage shown) {
        SortedSet<Integer> slices = new TreeSet<>();
        for (int i = 0; i < shown.size(); i++) slices.add(own(region, shown, shown.slice(i)));
        return slices;
    }

    /** The slice on which a region is measured, when another is chosen. */
    private static int own(Roi region, ShownImage shown, int chosen) {
        ImagePlus image = shown.image();
        if (region.getPosition() > 0) {
            requireThere(region, "slice", region.getPosition(), image.getStackSize(), image);
            return shown.sliceAt(image.convertIndexToPosition(region.getPosition()));
        }
        if (!region.hasHyperStackPosition()) return chosen;
        requireThere(region, "channel", region.getCPosition(), image.getNChannels(), image);
        requireThere(region, "slice", region.getZPosition(), image.getNSlices(), image);
        requireThere(region, "frame", region.getTPosition(), image.getNFrames(), image);
        int[] own = {region.getCPosition(), region.getZPosition(), region.getTPosition()};
        int[] position = shown.position(chosen);
        for (int axis = 0; axis < own.length; axis++) if (own[axis] > 0) position[axis] = own[axis];
        return shown.sliceAt(position);
    }

    private static void requireThere(Roi region, String axis, int place, int count, ImagePlus image) {
        if (place > count)
            throw new UserException("The region " + region.getName() + " belongs to " + axis + " " + place + ", but \""
                    + image.getTitle() + "\" has " + count + ".");
    }

    private static Rectangle bounds(Roi roi, ImagePlus image) {
        if (!roi.isArea())
            throw new UserException("The region " + roi.getName() + " is no area; remove it from the ROI Manager.");
        if (roi.getBounds().isEmpty())
            throw new UserException("The region " + roi.getName() + " is empty; remove it from the ROI Manager.");
        Rectangle inside = roi.getBounds().intersection(new Rectangle(image.getWidth(), image.getHeight()));
        if (!RoiPixels.of(roi).reachInto(inside))
            throw new UserException("The region " + roi.getName() + " lies outside \"" + image.getTitle()
                    + "\"; move it or remove it from the ROI Manager.");
        return inside;
    }

    @Override
    public String title() {
        return shown.title();
    }

    @Override
    public int size() {
        return regions.size();
    }

    @Override
    public String label(int index) {
        Region region = regions.get(index);
        return title() + ":" + region.name() + shown.suffix(region.slice());
    }

    @Override
    public int slice(int index) {
        return regions.get(index).slice();
    }

    @Override
    public int order(int index) {
        return order.get(index);
    }

    @Override
    public String region(int index) {
        return regions.get(index).name();
    }

    @Override
    public String regionGroup(int index) {
        int group = regions.get(index).area().getGroup();
        if (group == 0) return "";
        String name = Roi.getGroupName(group);
        return name == null || name.isBlank() ? "group " + group : name;
    }

    @Override
    public Optional<Place> place(int index) {
        return Optional.of(Place.centroid(shown.image(), regions.get(index).area()));
    }

    @Override
    public String display() {
        return shown.display();
    }

    @Override
    public boolean areRegions() {
        return true;
    }

    @Override
    public Optional<ShownImage> regionsOf() {
        return Optional.of(shown);
    }

    @Override
    public Optional<Roi> area(int index) {
        return Optional.of((Roi) regions.get(index).area().clone());
    }

    @Override
    public PixelRows picture(int index) {
        Region region = regions.get(index);
        return shown.picture(region.slice(), region.bounds());
    }

    @Override
    public void show(int index) {
        Region region = regions.get(index);
        shown.show(region.slice(), Optional.of(region.area()));
    }
}
