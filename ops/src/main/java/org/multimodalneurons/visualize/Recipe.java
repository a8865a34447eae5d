package org.multimodalneurons.visualize;

import java.util.List;

import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.text.Prompts;

/**
 * The defaults: what gave the best pictures of the embedded model, judged by eye on sheets of units. Each choice and its
 * reason is told where it is made; {@link FeatureVisualization} takes any other.
 */
public final class Recipe {

    /** Steps of a run: shapes are there after 100, details settle until 250. */
    public static final int STEPS = 250;

    /** What a picture is asked for beside its unit: so many wordings that none of them is what is drawn. */
    private static final Prompts WORDINGS = Prompts.parse("{} | a picture of a {} | a drawing of a {}");

    /** A model that sees less is shown more at a time, and from different distances: pictures are drawn larger than it sees. */
    private static final int SMALL_MODEL = 112;

    private Recipe() {}

    /**
     * A unit and what it is known to stand for: its response, and the cosine to the concept's captions. The unit alone is
     * excited most by textures that it meets in its concept, such as spots for a lion; guided by the concept one sees what they
     * belong to. That the picture shows the concept then says nothing about the unit: how strongly the unit responds to it
     * does. The same holds for zero-shot answers to the picture, which the caption is drawn for.
     *
     * <p>Of 48 units of the embedded model, spread evenly over those known, with one seed, 35 responded to their picture more
     * than to 99 % of the 3,216 held-out images, and for all 48 the concept was among the first 5 of the model's answers. The
     * weights were chosen by looking at sheets of units, 20 of them among these. Without a guide more units respond so (16 of
     * 16 were tried), but only one was named. A heavier guide makes pictures clearer still, and no longer the unit's: with a
     * weight of 15, 18 of 45 responded so.
     *
     * @param concept a word
     */
    public static Objective guided(ClipModel clip, Unit unit, String concept) {
        Objective guide = Caption.of(clip, concept, WORDINGS).objective();
        return Objectives.unit(unit).plus(guide.times(6));
    }

    /**
     * An objective for several pictures of one that shall differ: with their diversity, see {@link Objectives#diversity}, in the
     * last layer that it reads, but none behind two thirds of the depth: there a map has too few places to tell styles.
     *
     * @param weight 0 for the objective alone; from 1 on pictures differ clearly
     */
    public static Objective varied(ClipModel clip, Objective objective, double weight) {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY))
            throw new UserException("Diversity: found " + weight + ", expected 0 or more.");
        if (weight == 0) return objective;
        return objective.plus(
                Objectives.diversity(varyingLayer(clip, objective)).times(weight));
    }

    private static String varyingLayer(ClipModel clip, Objective objective) {
        List<String> layers = clip.image().layers().stream().map(Layer::name).toList();
        int usual = layers.indexOf(Dreams.usualLayer(clip));
        int last = objective.layers().stream()
                .mapToInt(layers::indexOf)
                .map(index -> index < 0 ? usual : index)
                .max()
                .orElse(usual);
        return layers.get(Math.min(last, usual));
    }

    /** Spectra in the {@linkplain #colours usual colours}. */
    public static Parametrization parametrization(ClipModel clip) {
        return parametrization(clip, colours(clip));
    }

    /**
     * Spectra. For models of small input, which know flat drawings, low frequencies weigh more (a power of 1.5) than in
     * photographs (1), so that areas of one colour come out instead of stripes, and contrast is lowered, which they would
     * saturate.
     */
    public static Parametrization parametrization(ClipModel clip, Colours colours) {
        boolean isSmall = isSmall(clip);
        double lowered = colours.isIndependent() ? .4 : .7;
        int side = side(clip);
        return Parametrization.of(new FourierBasis(isSmall ? 1.5 : 1, .01))
                .decorrelated(colours)
                .gain(isSmall ? lowered : 1)
                .size(side, side);
    }

    /**
     * Those of natural images. Models of small input have seen drawings, whose red, green and blue vary each for itself: in
     * natural colours light and dark crowd out what a thing is known by, the yellow of a smile or the red of a hat.
     */
    public static Colours colours(ClipModel clip) {
        return isSmall(clip) ? Colours.INDEPENDENT : Colours.NATURAL;
    }

    private static boolean isSmall(ClipModel clip) {
        return clip.image().size() < SMALL_MODEL;
    }

    private static int side(ClipModel clip) {
        int size = clip.image().size();
        return isSmall(clip) ? 2 * size : size + size / 8;
    }

    /**
     * Shifts by a sixteenth of the picture, turns by up to 8 degrees, sizes from .9 to 1.05: without them the model's grid
     * shows as noise. Blurring, noise and shifted colours made pictures no better, and wider ranges blur them.
     */
    public static List<Transformation> transformations(ClipModel clip) {
        return List.of(
                Transformations.jitter(side(clip) / 16),
                Transformations.rotate(-8, 8),
                Transformations.scale(.9, 1.05));
    }

    /** Adam with lucid's rate, falling to 0, so that the last steps smooth what the first ones drew. */
    public static Optimiser optimiser() {
        return Optimisers.adam(.05).scheduled(StepSize.COSINE);
    }
}
