package org.multimodalneurons.probe;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Unit;
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
     * Chooses on one half of the stimuli and scores on the other.
     *
     * @param seed of the split and of the bootstrap
     * @throws UserException when a modality has one single picture
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

    /** The best units by what they were chosen on, the best first, with what they reach on the other stimuli. */
    public List<UnitScore> top(int count, Progress progress) {
        int units = chosenOn.layer().units();
        double[] worst = IntStream.range(0, units)
                .parallel()
                .mapToDouble(unit -> worst(chosenOn, unit))
                .toArray();
        double[] p = IntStream.range(0, units)
                .parallel()
                .mapToDouble(unit -> largestP(scoredOn, unit))
                .toArray();
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

    private UnitScore score(int unit, double chosenBy, double p, double corrected) {
        List<ModalityScore> modalities = scoredOn.modalities().entrySet().stream()
                .map(e -> score(e.getKey(), e.getValue(), unit))
                .toList();
        float[] positives = scoredOn.responses(unit, scoredOn.positives());
        float[] negatives = scoredOn.responses(unit, scoredOn.negatives());
        return new UnitScore(
                scoredOn.concept(),
                new Unit(scoredOn.layer().name(), unit),
                chosenBy,
                modalities.stream().mapToDouble(ModalityScore::auc).min().orElseThrow(),
                Interval.bootstrap(RESAMPLES, seed, random -> redrawnWorst(unit, random)),
                MannWhitney.auc(positives, negatives),
                CohensD.of(positives, negatives),
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

    private double redrawnWorst(int unit, Random random) {
        double worst = 1;
        for (Modality modality : scoredOn.modalities().values())
            worst = Math.min(
                    worst,
                    MannWhitney.auc(
                            Interval.redrawn(scoredOn.responses(unit, modality.positives()), random),
                            Interval.redrawn(scoredOn.responses(unit, modality.negatives()), random)));
        return worst;
    }

    private static double worst(Sample sample, int unit) {
        return sample.modalities().values().stream()
                .mapToDouble(modality -> MannWhitney.auc(
                        sample.responses(unit, modality.positives()), sample.responses(unit, modality.negatives())))
                .min()
                .orElseThrow();
    }

    private static double largestP(Sample sample, int unit) {
        return sample.modalities().values().stream()
                .mapToDouble(modality -> MannWhitney.of(
                                sample.responses(unit, modality.positives()),
                                sample.responses(unit, modality.negatives()))
                        .p())
                .max()
                .orElseThrow();
    }
}
