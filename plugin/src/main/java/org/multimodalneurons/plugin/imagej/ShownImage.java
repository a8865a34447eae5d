package org.multimodalneurons.plugin.imagej;

import java.awt.Rectangle;
import java.util.List;
import java.util.Optional;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.measure.Calibration;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.SourceCrop;

/**
 * An image as ImageJ shows it, or by another {@link PixelMeaning}: through display range and lookup table, the channels of
 * a composite merged, inside the bounding box of an area selection. Never changes the image, its selection, or the slice that is shown.
 *
 * <p>Its slices are those of the stack, each with the lookup table of its channel. Only where ImageJ merges the channels
 * is a slice one position of all of them; positions are counted along z first, then along time.
 */
public final class ShownImage implements Pictures {

    private final ImagePlus image;
    private final List<Integer> slices;
    private final Rectangle bounds;
    private final Optional<Roi> region;
    private final PixelMeaning meaning;
    private final SliceFiles files;
    private final SeenSlices seen;
    private final FiniteValues finite;
    private final boolean merged; // whatever becomes of the display mode meanwhile

    /**
     * The slices that the user means, as they are shown.
     *
     * @param slices see {@link SliceRange}
     * @throws UserException when the image is empty, the selection lies outside, or the slices do not exist
     */
    public ShownImage(ImagePlus image, String slices) {
        this(image, slices, PixelMeaning.SHOWN);
    }

    /**
     * The slices that the user means, seen as the user wants.
     *
     * @param slices see {@link SliceRange}
     * @throws UserException when the image is empty, the selection lies outside, or slices or channels do not exist
     */
    public ShownImage(ImagePlus image, String slices, PixelMeaning meaning) {
        this(image, slices, meaning, area(image), FiniteValues.told());
    }

    private ShownImage(
            ImagePlus image, String slices, PixelMeaning meaning, Optional<Roi> region, FiniteValues finite) {
        if (image.getStackSize() == 0 || image.getWidth() < 1 || image.getHeight() < 1)
            throw new UserException("The image \"" + image.getTitle() + "\" is empty; open one with pixels.");
        meaning.requireIn(image);
        this.image = image;
        this.meaning = meaning;
        this.finite = finite;
        this.files = new SliceFiles(image);
        this.seen = new SeenSlices(image, meaning, files);
        this.merged = meaning.choosesChannels() || (!meaning.values() && isComposite());
        this.slices = SliceRange.parse(slices, current(), count());
        this.region = region;
        this.bounds = region.map(area -> bounds(image, area)).orElse(all(image));
    }

    private ShownImage(ShownImage cut) {
        this.image = cut.image;
        this.meaning = cut.meaning;
        this.finite = cut.finite;
        this.files = cut.files;
        this.seen = cut.seen;
        this.merged = cut.merged;
        this.slices = cut.slices;
        this.region = Optional.empty();
        this.bounds = all(image);
    }

    /** The slices that the user means, without regard to a selection. */
    static ShownImage whole(ImagePlus image, String slices, PixelMeaning meaning) {
        return new ShownImage(image, slices, meaning, Optional.empty(), FiniteValues.told());
    }

    /** The first slice of a file. */
    static ShownImage ofFile(ImagePlus image, PixelMeaning meaning, FiniteValues finite) {
        return new ShownImage(image, "1", meaning, Optional.empty(), finite);
    }

    private static Optional<Roi> area(ImagePlus image) {
        return Optional.ofNullable(image.getRoi()).filter(Roi::isArea).map(roi -> (Roi) roi.clone());
    }

    private static Rectangle all(ImagePlus image) {
        return new Rectangle(image.getWidth(), image.getHeight());
    }

    /** Whether channels are seen together, merged or as chosen, so that a slice is a position of all of them. */
    boolean isMerged() {
        return merged;
    }

    private boolean isComposite() {
        return image.isComposite() && image.getDisplayMode() == CompositeImage.COMPOSITE && image.getNChannels() > 1;
    }

    /** What its values mean. */
    public PixelMeaning meaning() {
        return meaning;
    }

    /** Its slices, each as its file holds it. */
    SliceFiles files() {
        return files;
    }

    int count() {
        return isMerged() ? image.getNSlices() * image.getNFrames() : image.getStackSize();
    }

    private int current() {
        return isMerged() ? (image.getFrame() - 1) * image.getNSlices() + image.getSlice() : image.getCurrentSlice();
    }

    private static Rectangle bounds(ImagePlus image, Roi area) {
        Rectangle inside = area.getBounds().intersection(all(image));
        if (!RoiPixels.of(area).reachInto(inside))
            throw new UserException("The selection on \"" + image.getTitle()
                    + "\" lies outside the image or is empty; move it or remove it (Edit > Selection > Select None).");
        return inside;
    }

    /** The image itself. */
    public ImagePlus image() {
        return image;
    }

    /** The part of each slice that is looked at, in pixels of the image. */
    public Rectangle bounds() {
        return new Rectangle(bounds);
    }

    /** The pixels of the selection, which need not fill its bounds; nothing where the whole is looked at. */
    Optional<RoiPixels> selected() {
        return region.map(RoiPixels::of);
    }

    /** Whether every slice of the image is among them. */
    public boolean isWhole() {
        return slices.size() == count();
    }

    @Override
    public String title() {
        return image.getTitle();
    }

    @Override
    public int size() {
        return slices.size();
    }

    @Override
    public int slice(int index) {
        return slices.get(index);
    }

    @Override
    public String label(int index) {
        String name = region(index);
        return image.getTitle() + (name.isEmpty() ? "" : ":" + name) + suffix(slices.get(index));
    }

    /**
     * What tells a slice from the others in labels: its own label, for merged channels the one that all of them have, or
     * else its number; empty where there is only one.
     */
    String suffix(int slice) {
        if (count() == 1) return "";
        String own = sliceLabel(stackIndex(slice));
        for (int i = 1; isMerged() && i < image.getNChannels(); i++)
            if (!own.equals(sliceLabel(stackIndex(slice) + i))) return ":" + slice;
        return ":" + (own.isBlank() ? slice : own);
    }

    private String sliceLabel(int stackIndex) {
        String label = image.getStack().getShortSliceLabel(stackIndex);
        return label == null ? "" : label;
    }

    @Override
    public String region(int index) {
        return region.map(Roi::getName).orElse("");
    }

    @Override
    public Optional<Place> place(int index) {
        return Optional.of(region.map(area -> Place.centroid(image, area)).orElseGet(() -> Place.middle(image)));
    }

    @Override
    public String display() {
        return meaning.toString();
    }

    @Override
    public Optional<ShownImage> regionsOf() {
        return region.map(area -> this);
    }

    @Override
    public Optional<Roi> area(int index) {
        return region.map(area -> (Roi) area.clone());
    }

    @Override
    public boolean areRegions() {
        return region.isPresent();
    }

    @Override
    public PixelRows picture(int index) {
        return picture(slices.get(index), bounds);
    }

    @Override
    public void show(int index) {
        show(slices.get(index), region);
    }

    /** Goes to a slice, of chosen channels to the first of these, and selects a region on it. */
    void show(int slice, Optional<Roi> area) {
        int first = meaning.choosesChannels() ? Math.min(meaning.channels().get(0), image.getNChannels()) : 1;
        new ShownPlace(image, stackIndex(slice) + first - 1, area).show();
    }

    /**
     * A part of any slice, of those that were asked for or not.
     *
     * @throws UserException when it cannot be read, or holds no finite value
     */
    PixelRows picture(int slice, Rectangle part) {
        FiniteValues.Count values = finite(slice, part);
        PixelRows picture = picture(slice, part, values);
        values.require();
        return picture;
    }

    private PixelRows picture(int slice, Rectangle part, FiniteValues.Count values) {
        if (meaning.choosesChannels())
            return ChosenChannels.of(seen, stackIndex(slice), meaning.channels(), part, values);
        if (isMerged()) return MergedChannels.of(image, stackIndex(slice), part, seen, values);
        SeenSlices.Seen own = seen.slice(slice);
        values.add(own.pixels());
        return ShownSlice.of(own, part, !(meaning.range() instanceof DisplayRange.Shown));
    }

    /** For counting the finite values of a part of a slice. */
    FiniteValues.Count finite(int slice, Rectangle part) {
        String title = "\"" + image.getTitle() + "\"";
        return finite.count(count() == 1 ? "The image " + title : "Slice " + slice + " of " + title, part);
    }

    /** Channel, z and time of a slice, from 1; of merged channels the first. */
    int[] position(int slice) {
        return image.convertIndexToPosition(stackIndex(slice));
    }

    /** The slice at a channel, z and time. */
    int sliceAt(int[] position) {
        return isMerged()
                ? (position[2] - 1) * image.getNSlices() + position[1]
                : image.getStackIndex(position[0], position[1], position[2]);
    }

    /** The place in the stack of a slice, or of the first channel of a position. */
    int stackIndex(int slice) {
        return isMerged() ? (slice - 1) * image.getNChannels() + 1 : slice;
    }

    /** The same slices without regard to the selection. */
    public ShownImage whole() {
        return new ShownImage(this);
    }

    /** A new stack of the same size, for one result per slice. */
    ImageStack emptyStack() {
        return new ImageStack(image.getWidth(), image.getHeight());
    }

    /**
     * The selection on the slice that is shown, of the same meaning.
     *
     * @throws UserException when there is none that has an area
     */
    public ShownImage selection() {
        if (area(image).isEmpty())
            throw new UserException("There is no area selection on \"" + image.getTitle()
                    + "\"; select an example of what is looked for.");
        return new ShownImage(image, "current", meaning);
    }

    /** A result with one slice for each of these, given the image's calibration and, where all slices are there, its axes. */
    ImagePlus arranged(ImagePlus result) {
        return arranged(result, 1);
    }

    /**
     * A result with some slices for each of these, given the image's calibration and, where all slices are there, its axes.
     *
     * @param maps the number of slices for each; where there are several they are channels
     */
    ImagePlus arranged(ImagePlus result, int maps) {
        calibrated(result);
        if (isWhole() && size() > 1) {
            int channels = isMerged() ? 1 : image.getNChannels();
            result.setDimensions(maps * channels, image.getNSlices(), image.getNFrames());
            result.setOpenAsHyperStack(image.isHyperStack() || maps > 1);
        } else if (maps > 1) {
            result.setDimensions(maps, size(), 1);
            result.setOpenAsHyperStack(true);
        }
        return result;
    }

    /**
     * What is told of a result under Image > Show Info.
     *
     * @param info what is told already; null for nothing
     * @return the same and, where values are not seen as shown, how they are
     */
    String info(String info) {
        return PixelMeaning.info(info, display());
    }

    /** A result of the image's size, given its calibration. */
    ImagePlus calibrated(ImagePlus result) {
        Calibration calibration = image.getCalibration().copy();
        calibration.disableDensityCalibration();
        result.setCalibration(calibration);
        String info = info((String) result.getProperty("Info"));
        if (!info.isEmpty()) result.setProperty("Info", info);
        return result;
    }

    /** A drawing of a part of what is looked at, given the calibration by which that part lies where it lies in the image. */
    public ImagePlus calibrated(ImagePlus drawing, SourceCrop part) {
        Calibration calibration = calibrated(drawing).getCalibration();
        double across = part.width() / drawing.getWidth();
        double down = part.height() / drawing.getHeight();
        calibration.xOrigin = (calibration.xOrigin - bounds.x - part.x()) / across;
        calibration.yOrigin = (calibration.yOrigin - bounds.y - part.y()) / down;
        calibration.pixelWidth *= across;
        calibration.pixelHeight *= down;
        return drawing;
    }
}
