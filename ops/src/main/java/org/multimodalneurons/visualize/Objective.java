package org.multimodalneurons.visualize;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import ai.djl.ndarray.NDArray;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Constant;

/**
 * What pictures are drawn to be high in: one number a picture, computed from the layers that it names, the embedding, or
 * the picture itself. Objectives add, subtract and scale, and print as a formula.
 *
 * <pre>{@code
 * Objective dog = Objectives.unit(new Unit("layer4.0.add", 328))
 *         .minus(Penalties.totalVariation().times(1e-4));
 * dog.toString(); // unit layer4.0.add:328 - 0.0001 total variation
 * }</pre>
 *
 * <p>A new one needs no class:
 *
 * <pre>{@code
 * Objective.of("energy of stem", Set.of("stem"), sight -> sight.mean(sight.layer("stem").square()))
 * }</pre>
 *
 * @param formula what it prints as
 * @param layers that it reads, see {@link Sight#layer}; {@link Sight#EMBEDDING} for the embedding; empty when it looks at
 *     the picture alone. The tower runs no further than the last of them
 * @param cuts layers by which it differentiates other objectives, see {@link Sight#gradient}
 * @param check throws a {@link org.multimodalneurons.UserException} when it makes no sense for a model
 * @param value the function: one number for each picture, [n]; pictures do not influence each other's unless that is
 *     meant. It must be differentiable: {@link Constant} instead of Java numbers
 */
public record Objective(
        Formula formula,
        Set<String> layers,
        Set<String> cuts,
        Consumer<ClipModel> check,
        Function<Sight, NDArray> value) {

    /** Copies the sets. */
    public Objective {
        layers = Set.copyOf(layers);
        cuts = Set.copyOf(cuts);
    }

    /** A function of some layers. */
    public static Objective of(String description, Set<String> layers, Function<Sight, NDArray> value) {
        return new Objective(Formula.of(description), layers, Set.of(), clip -> {}, value);
    }

    /** The same, which in addition asks for gradients of other objectives by these layers. */
    public Objective cutting(Set<String> layersToCut) {
        return new Objective(formula, union(layers, layersToCut), union(cuts, layersToCut), check, value);
    }

    /** The same, which in addition looks at the model before anything is drawn. */
    public Objective checking(Consumer<ClipModel> another) {
        return new Objective(formula, layers, cuts, check.andThen(another), value);
    }

    /**
     * Throws when nothing can be drawn for it in a model: a layer is missing, or it makes no sense there.
     *
     * @throws org.multimodalneurons.UserException saying what was found and what there is
     */
    void requireFits(ClipModel clip) {
        check.accept(clip);
        layers.stream().filter(layer -> !layer.equals(Sight.EMBEDDING)).forEach(clip.image()::layer);
    }

    /** The sum. */
    public Objective plus(Objective other) {
        return combined(
                formula.plus(other.formula), other, sight -> value.apply(sight).add(other.value.apply(sight)));
    }

    /** The difference: what excites this and suppresses the other. */
    public Objective minus(Objective other) {
        return combined(
                formula.minus(other.formula), other, sight -> value.apply(sight).sub(other.value.apply(sight)));
    }

    /** The product. */
    public Objective times(Objective other) {
        return combined(
                formula.times(other.formula), other, sight -> value.apply(sight).mul(other.value.apply(sight)));
    }

    /** The multiple. */
    public Objective times(double factor) {
        return changed(formula.times(factor), x -> x.mul(Constant.beside(x, factor)));
    }

    /** The negative: what suppresses a unit. */
    public Objective negative() {
        return changed(formula.negative(), NDArray::neg);
    }

    /**
     * Another objective for each picture of a batch.
     *
     * @param objectives one for each picture, in order
     */
    public static Objective each(List<Objective> objectives) {
        Set<String> layers = new LinkedHashSet<>();
        Set<String> cuts = new LinkedHashSet<>();
        List<String> formulas = new ArrayList<>();
        for (Objective objective : objectives) {
            layers.addAll(objective.layers);
            cuts.addAll(objective.cuts);
            formulas.add(objective.toString());
        }
        Formula formula = Formula.of("one each: " + String.join("; ", formulas));
        Consumer<ClipModel> check = clip -> objectives.forEach(objective -> objective.check.accept(clip));
        return new Objective(formula, layers, cuts, check, sight -> {
            if (objectives.size() != sight.pictures())
                throw new UserException("There are " + objectives.size() + " objectives, one for each picture, but "
                        + sight.pictures() + " picture(s) to be drawn. Make them as many.");
            NDArray sum = sight.zeros();
            for (int picture = 0; picture < objectives.size(); picture++)
                sum = sum.add(objectives.get(picture).value.apply(sight).mul(sight.oneAt(picture)));
            return sum;
        });
    }

    private Objective changed(Formula changed, UnaryOperator<NDArray> change) {
        return new Objective(changed, layers, cuts, check, value.andThen(change));
    }

    private Objective combined(Formula combined, Objective other, Function<Sight, NDArray> result) {
        return new Objective(
                combined, union(layers, other.layers), union(cuts, other.cuts), check.andThen(other.check), result);
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        Set<String> all = new LinkedHashSet<>(a);
        all.addAll(b);
        return all;
    }

    /** The formula, such as {@code unit layer4.0.add:328 - 0.0001 total variation}. */
    public String describe() {
        return formula.text();
    }

    @Override
    public String toString() {
        return describe();
    }

    /**
     * How an objective prints.
     *
     * @param text the formula
     * @param isSum whether it needs brackets as a factor
     */
    public record Formula(String text, boolean isSum) {

        /** A name, a single term. */
        public static Formula of(String name) {
            return new Formula(name, false);
        }

        Formula plus(Formula other) {
            return new Formula(text + " + " + other.text, true);
        }

        Formula minus(Formula other) {
            return new Formula(text + " - " + other.bracketed(), true);
        }

        Formula times(Formula other) {
            return Formula.of(bracketed() + " × " + other.bracketed());
        }

        Formula times(double factor) {
            return Formula.of(number(factor) + " " + bracketed());
        }

        Formula negative() {
            return new Formula("-" + bracketed(), true);
        }

        private String bracketed() {
            return isSum ? "(" + text + ")" : text;
        }

        private static String number(double value) {
            return String.format(Locale.ROOT, "%.6g", value).replaceFirst("\\.?0+(e|$)", "$1");
        }
    }
}
