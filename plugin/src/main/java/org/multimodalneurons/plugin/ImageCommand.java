package org.multimodalneurons.plugin;

import java.io.File;
import java.util.List;
import java.util.function.Consumer;

import ij.ImagePlus;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.imagej.Chart;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.multimodalneurons.plugin.imagej.PixelMeaning;
import org.multimodalneurons.plugin.imagej.ShownImage;
import org.multimodalneurons.plugin.imagej.SliceRange;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.multimodalneurons.plugin.models.ModelChoice;
import org.multimodalneurons.plugin.models.Models;
import org.multimodalneurons.search.Fault;
import org.scijava.plugin.Parameter;

/** A command that looks at images through the session's model. */
public abstract class ImageCommand extends PluginCommand {

    @Parameter(label = "Image", required = false, persist = false)
    private ImagePlus image;

    @Parameter(
            label = "Slices",
            description = SliceRange.SYNTAX + "; merged channels count as one slice",
            required = false,
            persist = false)
    private String slices = "current";

    @Parameter(label = "Display", description = PixelMeaning.DISPLAY, required = false, persist = false)
    private String display = "shown";

    @Parameter(label = "Channels", description = PixelMeaning.CHANNELS, required = false, persist = false)
    private String channels = "shown";

    @Parameter(
            label = "Model",
            description =
                    "\"embedded\", a name that List Models shows, or a weights file or folder; empty: the current model",
            required = false,
            persist = false)
    private File model;

    /** The command's work, on pictures that exist, with a model that is open until it returns. */
    protected abstract void run(ClipModel clip, Pictures pictures, Progress progress);

    @Override
    public void checkParameters() {
        meaning();
        SliceRange.requireUnderstood(slices);
    }

    @Override
    protected void execute(Progress progress) {
        try {
            Pictures pictures = pictures(progress);
            withModel(progress, clip -> run(clip, pictures, progress));
        } catch (UserException e) {
            throw Unreadable.blamed(e, passedOver()); // there is no table of a command that fails
        }
    }

    /** What could not be read so far and was passed over; told where the command fails. */
    protected List<Fault> passedOver() {
        return List.of();
    }

    /** Does what needs the model, which is open until it returns. */
    protected final void withModel(Progress progress, Consumer<ClipModel> work) {
        ModelChoice choice = ModelChoice.parse(model).orElseGet(Models.SESSION::chosen);
        try (Models.Lease lease = Models.SESSION.lease(choice, progress)) {
            work.accept(lease.clip());
        }
    }

    /** Looks at no image, so that no table is named after the active one. */
    protected final void lookAtNoImage() {
        image = null;
    }

    /**
     * What the user wants to be looked at.
     *
     * @param progress of finding it
     */
    protected Pictures pictures(Progress progress) {
        return shownImage();
    }

    /** The slices of the given image, or of the active one, inside its selection. */
    protected final ShownImage shownImage() {
        return new ShownImage(givenImage(), slices, meaning());
    }

    /**
     * What values mean, as the user wrote it.
     *
     * @throws org.multimodalneurons.UserException when it cannot be understood
     */
    protected final PixelMeaning meaning() {
        return PixelMeaning.parse(display, channels);
    }

    /** The slices as the user wrote them. */
    final String slices() {
        return slices;
    }

    /** The image that is given, or the active one, which is to be looked at; a note where it is a chart. */
    final ImagePlus givenImage() {
        ImagePlus given = image == null ? Surroundings.activeImage() : image;
        Chart.noteIf(given);
        return given;
    }

    /** Tells the user, without stopping, what makes results mean less than they seem to. */
    protected final void warn(List<String> warnings) {
        warnings.forEach(Surroundings::note);
    }
}
