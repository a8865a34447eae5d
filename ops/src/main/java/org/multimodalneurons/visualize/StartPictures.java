package org.multimodalneurons.visualize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.UserException;

/** The images that a run starts from, checked. */
final class StartPictures {

    private StartPictures() {}

    /** [n, channels (and opacity), height, width]. */
    static NDArray of(NDManager manager, FeatureVisualization settings) {
        Parametrization shape = settings.parametrization();
        int planes = shape.channels().count() + (shape.hasAlpha() ? 1 : 0);
        Shape one = new Shape(planes, shape.height(), shape.width());
        float[] all = new float[Math.toIntExact(settings.pictures() * one.size())];
        for (int picture = 0; picture < settings.pictures(); picture++) {
            Drawing given = settings.start().get(settings.start().size() == 1 ? 0 : picture);
            if (given.width() != shape.width() || given.height() != shape.height() || given.planes() != planes)
                throw new UserException("The image to start from has " + given.width() + " x " + given.height()
                        + " pixels and " + given.planes() + " channels; the picture to be drawn " + shape.width()
                        + " x "
                        + shape.height() + " and " + planes + ". Make them the same.");
            System.arraycopy(given.toFloats(), 0, all, (int) (picture * one.size()), (int) one.size());
        }
        return manager.create(all, new Shape(settings.pictures()).addAll(one));
    }
}
