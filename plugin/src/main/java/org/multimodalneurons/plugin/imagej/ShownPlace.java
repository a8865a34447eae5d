package org.multimodalneurons.plugin.imagej;

import java.util.Optional;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Roi;

/**
 * A place in an image, to be brought before the user again.
 *
 * @param image itself, as others may have its title
 * @param stackIndex from 1
 * @param region to be selected there; without one the selection stays as it is
 */
record ShownPlace(ImagePlus image, int stackIndex, Optional<Roi> region) {

    /** Goes there; where the image was closed meanwhile, a note tells so. */
    void show() {
        if (WindowManager.getImage(image.getID()) != image) {
            Surroundings.note("The image \"" + image.getTitle() + "\" is not open any more.");
            return;
        }
        int[] position = image.convertIndexToPosition(stackIndex);
        image.setPosition(position[0], position[1], position[2]);
        region.ifPresent(area -> image.setRoi((Roi) area.clone())); // the user may move what is selected
        if (image.getWindow() != null) image.getWindow().toFront();
    }
}
