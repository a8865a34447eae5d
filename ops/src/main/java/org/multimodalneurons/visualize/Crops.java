package org.multimodalneurons.visualize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

/**
 * Random crops of each picture, resized to one size: MACO's.
 *
 * @param views of each picture
 * @param first mean side at the start, as a share of the picture's
 * @param last mean side at the end
 * @param size of the crops in pixels
 */
record Crops(int views, double first, double last, int size) implements Transformation {

    private static final double SCATTER = .15;
    private static final double SPREAD = .05;
    private static final double SMALLEST = .05;

    Crops {
        Transformations.require(views >= 1 && views <= 1024, "crops", views, "1 to 1024 of each picture");
        Transformations.require(first > 0 && first <= 1, "crops", first, "a first share above 0, up to 1");
        Transformations.require(last > 0 && last <= 1, "crops", last, "a last share above 0, up to 1");
        Transformations.require(size >= 1 && size <= Parametrization.LARGEST, "crops", size, "a size of 1 or more");
    }

    @Override
    public NDArray apply(NDArray pictures, Moment moment) {
        NDList crops = new NDList();
        for (int view = 0; view < views; view++) crops.add(crop(pictures, moment));
        Shape shape = crops.get(0).getShape();
        return NDArrays.stack(crops, 1).reshape(shape.get(0) * views, shape.get(1), shape.get(2), shape.get(3));
    }

    private NDArray crop(NDArray pictures, Moment moment) {
        double mean = first + (last - first) * moment.progress();
        double share =
                Math.min(1, Math.max(SMALLEST, mean + SPREAD * moment.random().nextGaussian()));
        Shape shape = pictures.getShape();
        double rows = share * shape.get(2);
        double columns = share * shape.get(3);
        double top = start(moment, share) * shape.get(2);
        double left = start(moment, share) * shape.get(3);
        return Resampling.part(pictures, top, left, rows, columns, size, size);
    }

    /** Where a crop begins, so that it lies inside, as a share of the side. */
    private static double start(Moment moment, double share) {
        double centre = .5 + SCATTER * moment.random().nextGaussian();
        return Math.min(1 - share, Math.max(0, centre - share / 2));
    }

    @Override
    public String describe() {
        return views + " crops of " + first + " to " + last;
    }
}
