package org.multimodalneurons.training.evaluate;

import java.util.Locale;

/**
 * A share of trials, with the interval that it is known to.
 *
 * @param hits how many succeeded; a fraction where each trial's chance was computed instead of drawn
 * @param trials how many there were, at least 1
 */
public record Proportion(double hits, int trials) {

    private static final double Z = 1.959964;

    /** The share, 0 to 1. */
    public double share() {
        return hits / trials;
    }

    /** Lower end of the 95 % interval. */
    public double low() {
        return Math.max(0, centre() - reach());
    }

    /** Upper end of the 95 % interval. */
    public double high() {
        return Math.min(1, centre() + reach());
    }

    /** Such as {@code .491 (.456–.526)}: the share and its Wilson interval. */
    @Override
    public String toString() {
        return "%s (%s–%s)".formatted(decimal(share()), decimal(low()), decimal(high()));
    }

    /** Three decimals, without the zero before the point. */
    static String decimal(double value) {
        return String.format(Locale.ROOT, "%.3f", value).replaceFirst("^(-?)0\\.", "$1.");
    }

    /** Wilson 1927, equation for the score interval: its middle. */
    private double centre() {
        return (share() + Z * Z / (2 * trials)) / (1 + Z * Z / trials);
    }

    private double reach() {
        double p = share();
        return Z / (1 + Z * Z / trials) * Math.sqrt(p * (1 - p) / trials + Z * Z / (4.0 * trials * trials));
    }
}
