package org.multimodalneurons.probe;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.multimodalneurons.Interval;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.probe.MannWhitney.Pair;
import org.multimodalneurons.probe.Sample.Modality;
import org.multimodalneurons.probe.UnitScore.ModalityScore;

/**
 * Finds the units of a layer that stand for a concept. They are chosen on some stimuli and scored on others: among a
 * thousand units some look selective by chance on any one set.
 */
public final class Selectivity {

    private static final int RESAMPLES = 1000;

    private final Sample chosenOn;
    private final Sample scoredOn;
    private final long seed;

    private Selectivity(Sample chosenOn, Sample scoredOn, long seed) {
        this.chosenOn = chosenOn;
        this.scoredOn = scoredOn;
        this.seed = seed;
    }

    /**
     * Chooses on one half of the stimuli and scores on the other; see {@link Sample#halves}.
     *
     * @param seed of the split and of the bootstrap
     * @throws UserException when all modalities have one single picture
     */
    public static Selectivity split(Sample sample, long seed) {
        Sample.Halves halves = sample.halves(seed);
        return new Selectivity(halves.first(), halves.second(), seed);
    }

    /**
     * Chooses on one set of stimuli and scores on another, whose modalities may be others.
     *
     * @param seed of the bootstrap
     * @throws UserException when the sets are of different layers
     */
    public static Selectivity between(Sample chosenOn, Sample scoredOn, long seed) {
        Layer first = chosenOn.layer();
        Layer second = scoredOn.layer();
        if (!first.equals(second))
            throw new UserException("Units cannot be chosen in layer " + first + " and scored in layer " + second
                    + "; read the same layer of one model for both.");
        return new Selectivity(chosenOn, scoredOn, seed);
    }

    /**
     * Scores a unit that was chosen in another way; what it was chosen by is not known (NaN).
     *
     * @param sample other stimuli than those that it was chosen on
     * @param unit its index in the layer
     * @param seed of the bootstrap
     */
    public static UnitScore of(Sample sample, int unit, long seed) {
        double[] p = pValues(sample);
        return new Selectivity(sample, sample, seed)
                .score(unit, Double.NaN, p[unit], BenjaminiHochberg.adjust(p)[unit]);
    }

    /** The best units by what they were chosen on, the best first, with what they reach on the other stimuli. */
    public List<UnitScore> top(int count, Progress progress) {
        int units = chosenOn.layer().units();
        double[] worst = IntStream.range(0, units)
                .parallel()
                .mapToDouble(unit -> worst(chosenOn, unit))
                .toArray();
        double[] p = pValues(scoredOn);
        double[] corrected = BenjaminiHochberg.adjust(p);
        int[] best = IntStream.range(0, units)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer unit) -> -worst[unit]))
                .limit(count)
                .mapToInt(Integer::intValue)
                .toArray();
        return IntStream.range(0, best.length)
                .mapToObj(i -> {
                    progress.throwIfCancelled();
                    progress.report(i, best.length, "Scoring unit " + (i + 1) + " of " + best.length);
                    return score(best[i], worst[best[i]], p[best[i]], corrected[best[i]]);
                })
                .toList();
    }

    private static double[] pValues(Sample sample) {
        List<double[]> ties =
                sample.modalities().values().stream().map(sample::ties).toList();
        return IntStream.range(0, sample.layer().units())
                .parallel()
                .mapToDouble(unit -> p(sample, unit, ties))
                .toArray();
    }

    private UnitScore score(int unit, double chosenBy, double p, double corrected) {
        List<ModalityScore> modalities = scoredOn.modalities().entrySet().stream()
                .map(e -> score(e.getKey(), e.getValue(), unit))
                .toList();
        List<Pair> strata = strata(scoredOn, unit);
        return new UnitScore(
                scoredOn.concept(),
                new Unit(scoredOn.layer().name(), unit),
                chosenBy,
                modalities.stream().mapToDouble(ModalityScore::auc).min().orElseThrow(),
                Interval.bootstrap(RESAMPLES, seed, random -> redrawnWorst(strata, random)),
                MannWhitney.stratified(strata).auc(),
                CohensD.stratified(strata),
                p,
                corrected,
                modalities);
    }

    private ModalityScore score(String name, Modality modality, int unit) {
        float[] positives = scoredOn.responses(unit, modality.positives());
        float[] negatives = scoredOn.responses(unit, modality.negatives());
        return new ModalityScore(
                name,
                MannWhitney.auc(positives, negatives),
                CohensD.of(positives, negatives),
                positives.length,
                negatives.length);
    }

    private static double redrawnWorst(List<Pair> strata, Random random) {
        return strata.stream()
                .mapToDouble(pair -> MannWhitney.auc(
                        Interval.redrawn(pair.larger(), random), Interval.redrawn(pair.smaller(), random)))
                .min()
                .orElseThrow();
    }

    /** A unit's area under the ROC curve in its worst modality, of all stimuli of a sample: by which units are chosen. */
    public static double worst(Sample sample, int unit) {
        return strata(sample, unit).stream()
                .mapToDouble(pair -> MannWhitney.auc(pair.larger(), pair.smaller()))
                .min()
                .orElseThrow();
    }

    private static double p(Sample sample, int unit, List<double[]> ties) {
        double[] own = ties.stream().mapToDouble(all -> all[unit]).toArray();
        return MannWhitney.stratified(strata(sample, unit), own).p();
    }

    private static List<Pair> strata(Sample sample, int unit) {
        return sample.modalities().values().stream()
                .map(modality -> new Pair(
                        sample.responses(unit, modality.positives()), sample.responses(unit, modality.negatives())))
                .toList();
    }
}
