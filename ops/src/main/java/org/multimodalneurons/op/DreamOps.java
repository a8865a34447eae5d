package org.multimodalneurons.op;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import org.multimodalneurons.Progress;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.visualize.DeepDream;
import org.multimodalneurons.visualize.Drawing;
import org.multimodalneurons.visualize.Objective;
import org.multimodalneurons.visualize.Objectives;

/** Ops that change an image into what the model sees in it. */
public final class DreamOps {

    private DreamOps() {}

    /**
     * Exaggerates what a layer or a unit sees in an image, at four scales.
     *
     * @implNote op names='clip.deepDream'
     * @param image of any type and size
     * @param target a layer such as layer3.0, or a unit such as layer4.0.add:89
     * @param iterations at each scale; 10 are usual
     * @param strength mean change by an iteration in grey levels of 255; 1.5 is usual
     * @param seed the same seed gives the same picture
     * @param clip an open model
     * @return [width, height, 3]: red, green and blue in 0..1
     */
    public static Img<FloatType> deepDream(
            RandomAccessibleInterval<?> image,
            String target,
            Integer iterations,
            Double strength,
            Long seed,
            ClipModel clip) {
        Objective objective = target.contains(":") ? Objectives.channel(Unit.parse(target)) : Objectives.layer(target);
        return DeepDream.of(clip)
                .maximise(objective)
                .iterations(iterations)
                .strength(strength)
                .seed(seed)
                .run(Drawing.of(Pictures.of(image)), Progress.NONE)
                .drawing()
                .image();
    }
}
