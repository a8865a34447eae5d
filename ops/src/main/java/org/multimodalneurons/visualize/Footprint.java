package org.multimodalneurons.visualize;

import java.util.Locale;

import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.PhysicalMemory;
import org.multimodalneurons.weights.Architecture;
import org.multimodalneurons.weights.Architecture.ResNet;
import org.multimodalneurons.weights.Architecture.ViT;

/**
 * How much memory a run takes, before it starts: a rough estimate from above of what a step keeps for its way back.
 *
 * @param bytes in all
 * @param settings what it is for
 */
record Footprint(double bytes, FeatureVisualization settings) {

    /** Copies of the picture that a step keeps: values, colours, shades, transformed and their gradients. */
    private static final int PICTURES_KEPT = 24;

    static Footprint of(FeatureVisualization settings) {
        Parametrization shape = settings.parametrization();
        double planes = shape.channels().count() + (shape.hasAlpha() ? 1 : 0);
        double picture = planes * shape.width() * shape.height() * PICTURES_KEPT;
        double views = settings.transformations().stream()
                .mapToDouble(Transformation::views)
                .reduce(1, (a, b) -> a * b);
        double basis = 4 * ((double) shape.width() * shape.width() + (double) shape.height() * shape.height());
        double all = settings.pictures() * (picture + views * tower(settings.clip()))
                + basis
                + packedWeights(settings.clip().architecture());
        return new Footprint(Float.BYTES * all, settings);
    }

    /** Numbers of a ResNet's weights in the order that the processor favours, for the way there and the way back. */
    private static double packedWeights(Architecture sizes) {
        long count = sizes.parameterCount();
        boolean isPacked = sizes.image() instanceof ResNet && ClipModel.keepsPackedWeights(2 * count * Float.BYTES);
        return isPacked ? 2. * count : 0;
    }

    /** Numbers that a tower keeps for a view: each layer's input, output and gradient. */
    private static double tower(ClipModel clip) {
        double side = clip.image().size();
        if (clip.architecture().image() instanceof ResNet resNet) {
            double stage = 4. * resNet.width() * side * side / 16;
            double all = 6 * resNet.width() * side * side / 4;
            for (int blocks : resNet.blocks()) {
                all += 6 * blocks * stage;
                stage /= 2;
            }
            return all;
        }
        ViT vit = (ViT) clip.architecture().image();
        double tokens = vit.tokens();
        return vit.layers() * tokens * (12. * vit.width() + 5. * vit.mlpWidth() + 4. * vit.heads() * tokens);
    }

    /**
     * Throws when a machine has not so much: free where it tells what is, else in all.
     *
     * @throws UserException with the estimate and what to do
     */
    void check(PhysicalMemory memory) {
        long most = memory.available().orElse(memory.total());
        if (bytes > most)
            throw new UserException("This would take about " + readable(bytes) + " of memory, and this machine has "
                    + readable((double) most) + (memory.available().isPresent() ? " free: " : ": ")
                    + settings.pictures()
                    + " picture(s) of " + settings.parametrization().width() + " x "
                    + settings.parametrization().height()
                    + " pixels. Draw smaller pictures, fewer at a time, or with fewer crops, or close other programs.");
    }

    private static String readable(double bytes) {
        double megabytes = bytes / (1 << 20);
        return megabytes < 10_000
                ? Math.round(megabytes) + " MB"
                : String.format(Locale.ROOT, "%.1f GB", megabytes / 1024);
    }
}
