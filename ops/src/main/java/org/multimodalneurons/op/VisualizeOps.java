package org.multimodalneurons.op;

import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import org.multimodalneurons.Progress;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.probe.KnownUnit;
import org.multimodalneurons.visualize.FeatureVisualization;
import org.multimodalneurons.visualize.Objective;
import org.multimodalneurons.visualize.Objectives;
import org.multimodalneurons.visualize.Recipe;

/** Ops that draw what a model wants to see. */
public final class VisualizeOps {

    private VisualizeOps() {}

    /**
     * Draws a picture that excites a unit; a known one's is guided by what it stands for, as {@link Recipe#guided} tells.
     *
     * @implNote op names='clip.visualize'
     * @param unit such as layer4.0.add:89, or a concept whose unit is known
     * @param size width and height in pixels
     * @param steps of the ascent
     * @param seed of all chance; the same one gives the same picture
     * @param clip an open model
     * @return red, green and blue in 0..1: [size, size, 3]
     */
    public static Img<FloatType> visualize(String unit, Integer size, Integer steps, Long seed, ClipModel clip) {
        return FeatureVisualization.of(clip)
                .maximise(exciting(unit, clip))
                .over(Recipe.parametrization(clip).size(size, size))
                .steps(steps)
                .seed(seed)
                .run(Progress.NONE)
                .drawing()
                .image();
    }

    /** What a unit asks for, guided by what a known one stands for. */
    static Objective exciting(String unit, ClipModel clip) {
        Unit parsed = KnownUnit.parse(clip, unit);
        String concept = KnownUnit.concept(clip, unit);
        return concept.isBlank() ? Objectives.unit(parsed) : Recipe.guided(clip, parsed, concept);
    }
}
