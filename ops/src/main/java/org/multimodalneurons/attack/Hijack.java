package org.multimodalneurons.attack;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Contrast;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.probe.ActivationMaps;
import org.multimodalneurons.probe.Attribution;
import org.multimodalneurons.probe.ReferenceStatistics;
import org.multimodalneurons.probe.Responses;

/**
 * What an attack did to the units of a layer: their answers to the same picture without and with it.
 *
 * @param before what they answer to the clean picture, [columns, rows, units] over the square that the model sees
 * @param after the same for the attacked picture
 * @param changes of every unit, by its index
 */
public record Hijack(Img<FloatType> before, Img<FloatType> after, List<Change> changes) {

    /**
     * What became of a unit's response, which is the mean of its map.
     *
     * @param unit the unit
     * @param before its response to the clean picture
     * @param after its response to the attacked one
     * @param zBefore how far that before lies above the usual ones, in their standard deviations; NaN where not known
     * @param zAfter the same of that after
     * @param change of z; where it is not known, of the response in standard deviations of both maps' values together; NaN
     *     of a unit that never varies
     * @param logitBefore what it adds to the logit of the attack's class in the clean picture; NaN in a layer that the
     *     embedding is not read off
     * @param logitAfter the same in the attacked picture
     */
    public record Change(
            Unit unit,
            double before,
            double after,
            double zBefore,
            double zAfter,
            double change,
            double logitBefore,
            double logitAfter) {}

    /** What makes a unit count as hijacked. */
    public enum Ranking {
        /** That its response changed, up or down. */
        CHANGE("changed most", each -> Math.abs(each.change())),
        /** That its response rose. */
        RISE("rose most", Change::change),
        /** That it speaks more for the attack's class than before. */
        LOGIT("gained most for the class", each -> each.logitAfter() - each.logitBefore());

        private final String words;

        @SuppressWarnings("ImmutableEnumChecker") // the functions keep nothing
        private final ToDoubleFunction<Change> strength;

        Ranking(String words, ToDoubleFunction<Change> strength) {
            this.words = words;
            this.strength = strength;
        }

        /** What the first of this ranking did, such as {@code rose most}. */
        public String words() {
            return words;
        }
    }

    /**
     * Shows both pictures to the model.
     *
     * @param contrast the attack's class, as its model is asked for it
     * @param layer of that model's image encoder
     * @param usual how the units of the layer usually respond, where that is known
     * @throws UserException when the pictures are not of one size, so that they cannot be the same but for the attack
     */
    public static Hijack of(
            Contrast contrast, Layer layer, Optional<ReferenceStatistics> usual, PixelRows clean, PixelRows attacked) {
        if (clean.width() != attacked.width() || clean.height() != attacked.height())
            throw new UserException("The clean picture measures " + clean.width() + " x " + clean.height()
                    + " pixels and the attacked one " + attacked.width() + " x " + attacked.height()
                    + "; give two pictures of one size that differ by the attack alone.");
        Img<FloatType> before = ActivationMaps.of(contrast.clip(), clean, layer);
        Img<FloatType> after = ActivationMaps.of(contrast.clip(), attacked, layer);
        double[] logitsBefore = logits(contrast, layer, clean);
        double[] logitsAfter = logits(contrast, layer, attacked);
        List<Change> changes = IntStream.range(0, layer.units())
                .mapToObj(unit -> change(
                        new Unit(layer.name(), unit), before, after, usual, logitsBefore[unit], logitsAfter[unit]))
                .toList();
        return new Hijack(before, after, changes);
    }

    private static double[] logits(Contrast contrast, Layer layer, PixelRows picture) {
        double[] logits = new double[layer.units()];
        Arrays.fill(logits, Double.NaN);
        boolean isRead =
                layer.equals(contrast.clip().image().neurons()) || layer.equals(Responses.layer(contrast.clip(), ""));
        if (isRead)
            for (Attribution.Contribution each :
                    Attribution.of(contrast, picture).contributions())
                logits[each.unit().index()] = contrast.clip().logitScale() * each.contribution();
        return logits;
    }

    private static Change change(
            Unit unit,
            Img<FloatType> before,
            Img<FloatType> after,
            Optional<ReferenceStatistics> usual,
            double logitBefore,
            double logitAfter) {
        SummaryStatistics places = new SummaryStatistics();
        double clean = mean(before, unit, places);
        double attacked = mean(after, unit, places);
        double zBefore = usual.map(known -> known.z(unit.index(), clean)).orElse(Double.NaN);
        double zAfter = usual.map(known -> known.z(unit.index(), attacked)).orElse(Double.NaN);
        double deviation = places.getStandardDeviation() > 0 ? places.getStandardDeviation() : Double.NaN;
        double change = usual.isPresent() ? zAfter - zBefore : (attacked - clean) / deviation;
        return new Change(unit, clean, attacked, zBefore, zAfter, change, logitBefore, logitAfter);
    }

    /** The mean of a unit's map, whose values are also added to those of other maps. */
    private static double mean(Img<FloatType> maps, Unit unit, SummaryStatistics all) {
        SummaryStatistics own = new SummaryStatistics();
        for (FloatType place : Views.flatIterable(Views.hyperSlice(maps, 2, unit.index()))) {
            own.addValue(place.get());
            all.addValue(place.get());
        }
        return own.getMean();
    }

    /** Whether units can be ranked so; by what they add to the logit only where the embedding is read off them. */
    public boolean isKnown(Ranking ranking) {
        return changes.stream().anyMatch(each -> !Double.isNaN(ranking.strength.applyAsDouble(each)));
    }

    /**
     * The units that rank first; those of which it cannot be told come last.
     *
     * @param count at most so many
     */
    public List<Change> first(Ranking ranking, int count) {
        return changes.stream()
                .sorted(Comparator.comparingDouble((Change each) -> {
                    double strength = ranking.strength.applyAsDouble(each);
                    return Double.isNaN(strength) ? Double.POSITIVE_INFINITY : -strength;
                }))
                .limit(count)
                .toList();
    }
}
