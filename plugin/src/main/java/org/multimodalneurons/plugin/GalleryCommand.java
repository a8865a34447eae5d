package org.multimodalneurons.plugin;

import java.io.File;

import org.multimodalneurons.plugin.imagej.FolderPictures;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.scijava.plugin.Parameter;
import org.scijava.widget.FileWidget;

/** An image command that takes a folder of image files as well. */
public abstract class GalleryCommand extends ImageCommand {

    @Parameter(
            label = "Folder",
            description = "of image files, to be looked at instead of the active image; empty: the active image",
            style = FileWidget.DIRECTORY_STYLE,
            required = false,
            persist = false)
    private File folder;

    @Override
    protected final Pictures pictures() {
        return folder == null || folder.getPath().isBlank() ? slicesOrRegions() : new FolderPictures(folder.toPath());
    }
}
