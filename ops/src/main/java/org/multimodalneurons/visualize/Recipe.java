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
     * <p>Of 48 units of the embedded model, spread evenly over those known, with one seed, 40 responded to their picture more
     * than to 99 % of 1,567 held-out images, and for 47 the concept was among the first 5 of the model's answers. The weights
     * were chosen by looking at sheets of the same units: expect somewhat less of others. Without a guide, 16 of 16 responded
     * so (at full contrast), but only one was named.
     *
     * @param concept a word
     */
    public static Objective guided(ClipModel clip, Unit unit, String concept) {
        Objective guide = Caption.of(clip, concept, WORDINGS).objective();
        return Objectives.unit(unit).plus(guide.times(5));
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

    /**
     * Spectra in natural colours. For models of small input, which know flat drawings, low frequencies weigh more (a power of
     * 1.5) than in photographs (1), so that areas of one colour come out instead of stripes, and contrast is lowered, which
     * they would saturate.
     */
    public static Parametrization parametrization(ClipModel clip) {
        boolean isSmall = clip.image().size() < SMALL_MODEL;
        int side = side(clip);
        return Parametrization.of(new FourierBasis(isSmall ? 1.5 : 1, .01))
                .decorrelated()
                .gain(isSmall ? .7 : 1)
                .size(side, side);
    }

    private static int side(ClipModel clip) {
        int size = clip.image().size();
        return size < SMALL_MODEL ? 2 * size : size + size / 8;
    }

    /**
     * Shifts by an eighth of the picture, turns by up to 10 degrees, sizes from .85 to 1.1: without them the model's grid
     * shows as noise. Blurring, noise and shifted colours made pictures no better.
     */
    public static List<Transformation> transformations(ClipModel clip) {
        return List.of(
                Transformations.jitter(side(clip) / 8),
                Transformations.rotate(-10, 10),
                Transformations.scale(.85, 1.1));
    }

    /** Adam with lucid's rate, falling to 0, so that the last steps smooth what the first ones drew. */
    public static Optimiser optimiser() {
        return Optimisers.adam(.05).scheduled(StepSize.COSINE);
    }
}
