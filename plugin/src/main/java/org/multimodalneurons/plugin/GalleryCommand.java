package org.multimodalneurons.plugin;

import java.io.File;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.imagej.FolderPictures;
import org.multimodalneurons.plugin.imagej.ParticleMask;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.multimodalneurons.plugin.imagej.PixelMeaning;
import org.multimodalneurons.plugin.imagej.RoiPictures;
import org.multimodalneurons.plugin.imagej.ShownImage;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.multimodalneurons.search.Fault;
import org.scijava.ItemIO;
import org.scijava.plugin.Parameter;
import org.scijava.widget.FileWidget;

/** An image command that takes the regions of an image, or a folder of image files, as well. */
@SuppressWarnings("UnusedVariable") // SciJava reads the output
public abstract class GalleryCommand extends ImageCommand implements FolderInstead {

    private static final String SELECTION = "selection";
    private static final String MANAGER = "manager";
    private static final String PARTICLES = "particles";

    @Parameter(
            label = "Regions",
            description =
                    "selection: the active one, or the whole slice; manager: those of the ROI Manager; particles: the"
                            + " connected parts of a mask. Each is cropped to its bounds",
            choices = {SELECTION, MANAGER, PARTICLES},
            persist = false)
    private String regions = SELECTION;

    @Parameter(
            label = "Mask of particles",
            description =
                    "title of an open image with the particles: binary, or with a threshold; empty: the image itself",
            required = false,
            persist = false)
    private String mask = "";

    @Parameter(
            label = "Smallest particle",
            description = "area of a particle, in square units of the image",
            min = "0",
            persist = false)
    private double smallest;

    @Parameter(
            label = "Folder",
            description = "of image files, to be looked at instead of the active image; empty: the active image",
            style = FileWidget.DIRECTORY_STYLE,
            required = false,
            persist = false)
    private File folder;

    @Parameter(
            label = "Filter",
            description =
                    "a pattern of the names of files in the folder, such as *.tif or {a,b}*.png; empty: all images",
            required = false,
            persist = false)
    private String filter = "";

    @Parameter(label = "Recursive", description = "the folders in the folder, too", persist = false)
    private boolean recursive;

    @Parameter(label = "Unreadable", type = ItemIO.OUTPUT)
    private ResultsTable unreadable;

    private final List<Fault> faults = new ArrayList<>();

    @Override
    public void checkParameters() {
        super.checkParameters();
        requireOneOf("regions", regions, SELECTION, MANAGER, PARTICLES);
        requireMeaning();
    }

    @Override
    protected void execute(Progress progress) {
        super.execute(progress);
        unreadable = Unreadable.table(faults);
    }

    @Override
    protected final List<Fault> passedOver() {
        return faults;
    }

    @Override
    protected final Pictures pictures(Progress progress) {
        if (hasFolder()) {
            lookAtNoImage();
            return new FolderPictures(folder.toPath(), filter, recursive, meaning(), faults::add, progress);
        }
        return switch (regions) {
            case MANAGER -> RoiPictures.ofManager(givenImage(), slices(), meaning(), faults::add);
            case PARTICLES -> particles(progress);
            default -> shownImage();
        };
    }

    @Override
    public String about() {
        return hasFolder() ? "of " + nameOf(folder) : "";
    }

    @Override
    public final boolean hasFolder() {
        return folder != null && !folder.getPath().isBlank();
    }

    /** Refuses what would be passed over in silence. */
    private void requireMeaning() {
        boolean isMasked = mask != null && !mask.isBlank();
        if (hasFolder()) {
            refuse("regions", !regions.equals(SELECTION), "of an image, not of a folder");
        } else {
            refuse("filter", filter != null && !filter.isBlank(), "for the files of a folder, and none is given");
            refuse("recursive", recursive, "for the folders in a folder, and none is given");
        }
        refuse("mask", isMasked && !regions.equals(PARTICLES), "for regions=particles");
        refuse("smallest", smallest > 0 && !regions.equals(PARTICLES), "for regions=particles");
        if (!(smallest >= 0))
            throw new UserException("The parameter \"smallest\" is " + smallest + "; an area of 0 or more is needed.");
    }

    /**
     * Refuses what says how images are to be looked at, where none is.
     *
     * @param use what these parameters are for, and what is given instead
     * @throws UserException naming the first that is given
     */
    protected final void refuseLooking(String use) {
        refuse("regions", !regions.equals(SELECTION), use);
        refuse("mask", mask != null && !mask.isBlank(), use);
        refuse("smallest", smallest > 0, use);
        refuse("filter", filter != null && !filter.isBlank(), use);
        refuse("recursive", recursive, use);
        refuse(
                "slices",
                slices() != null && !slices().isBlank() && !slices().strip().equals("current"),
                use);
        refuse("display or channels", !meaning().equals(PixelMeaning.SHOWN), use);
    }

    private static void refuse(String parameter, boolean isGiven, String use) {
        if (isGiven)
            throw new UserException("The parameter \"" + parameter + "\" is " + use
                    + "; leave it out (in the dialog: empty, or as it was).");
    }

    private Pictures particles(Progress progress) {
        ShownImage shown = shownImage();
        boolean own = mask == null || mask.isBlank();
        ImagePlus where = own ? shown.image() : Surroundings.openImage(mask.strip(), shown.image());
        return RoiPictures.ofParticles(shown, new ParticleMask(shown, where), smallest, progress);
    }

    /** Has the others listed in a table of the command, of pictures that are known by their places. */
    protected final void tellUnreadable(Map<Integer, String> reasons, IntFunction<String> labels) {
        tellUnreadable(Unreadable.faults(reasons, labels));
    }

    /**
     * Those pictures that can be read, and their vectors.
     *
     * @param pictures at least one
     * @param raw a vector for each, with the length that the model gives
     */
    public record Embedded(Pictures pictures, Embeddings raw) {}

    /**
     * Embeds the pictures; those that cannot be read are listed in a table of the command.
     *
     * @throws UserException when none can be read
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    protected final Embedded embed(ClipModel clip, Pictures pictures, Progress progress) {
        if (pictures.size() == 1)
            return new Embedded(pictures, new Embedder(clip).rawImages(pictures.list(), pictures.labels(), progress));
        List<UserException> all = new ArrayList<>();
        List<Fault> named = new ArrayList<>();
        Set<Integer> passed = new HashSet<>();
        Embeddings raw = new Embedder(clip)
                .rawReadable(
                        pictures.list(),
                        pictures.labels(),
                        (item, fault) -> {
                            all.add(fault);
                            passed.add(item);
                            named.add(new Fault(pictures.label(item), fault.getMessage()));
                        },
                        progress);
        if (raw.size() == 0) throw all.get(0);
        tellUnreadable(named);
        List<Integer> read = IntStream.range(0, pictures.size())
                .filter(item -> !passed.contains(item))
                .boxed()
                .toList();
        return new Embedded(pictures.only(read), raw);
    }

    /**
     * Has pictures that could not be read listed in a table of the command, after the folders and regions that could not be
     * looked at, which are listed anyway.
     */
    protected final void tellUnreadable(List<Fault> pictures) {
        faults.addAll(pictures);
    }
}
