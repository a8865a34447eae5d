package org.multimodalneurons.embed.classifier;

/**
 * How a classifier was trained, and what it is worth on images that it was not trained on. All but the accuracy are figures in
 * which every class counts the same, for the probabilities are those of classes that are equally frequent; see {@link HeldOut}. Where nothing could be
 * held out, they are no numbers.
 *
 * @param folds of the cross-validation; 0 where there was none
 * @param seed of the folds
 * @param price of the directions' squared length or distance from the texts', as chosen
 * @param accuracy share of held-out images that were answered rightly
 * @param balancedAccuracy the mean recall of the classes
 * @param low lower end of its 95 % interval
 * @param high upper end of its 95 % interval
 * @param logLoss of the calibrated probabilities, natural
 * @param brierScore of the calibrated probabilities, 0 to 2
 * @param calibrationError of the calibrated probabilities, in {@link Reliability#USUAL_RANGES} ranges
 * @param uncalibratedError the same before they were calibrated
 * @param unmeasured why there are no figures; empty where there are
 */
public record TrainingSummary(
        Integer folds,
        Long seed,
        Double price,
        Double accuracy,
        Double balancedAccuracy,
        Double low,
        Double high,
        Double logLoss,
        Double brierScore,
        Double calibrationError,
        Double uncalibratedError,
        String unmeasured) {

    /** Of a text that is missing, as in files that did not know of it, makes an empty one. */
    public TrainingSummary {
        unmeasured = unmeasured == null ? "" : unmeasured;
    }

    /** Of a classifier of which nothing is known but how it was trained. */
    static TrainingSummary unmeasured(long seed, double price, String why) {
        double none = Double.NaN;
        return new TrainingSummary(0, seed, price, none, none, none, none, none, none, none, none, why);
    }

    /** Whether the figures are known. */
    public boolean isMeasured() {
        return unmeasured.isEmpty();
    }
}
