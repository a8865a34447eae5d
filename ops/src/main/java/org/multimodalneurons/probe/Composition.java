package org.multimodalneurons.probe;

import java.util.List;
import java.util.Locale;

/**
 * A phrase written as a sum of a few terms: {@code bored = relaxing + 0.14 grumpy - 0.10 sunset}.
 *
 * @param phrase what is explained
 * @param terms the most important first
 */
public record Composition(String phrase, List<Term> terms) {

    /**
     * One term.
     *
     * @param name a phrase, or a unit such as {@code layer4.0:89}
     * @param weight factor of the term's vector of length 1, where the phrase's has length 1 too
     * @param explained share of the phrase's variance that this term and those before it explain together, 0 to 1
     */
    public record Term(String name, double weight, double explained) {}

    /** Copies the terms. */
    public Composition {
        terms = List.copyOf(terms);
    }

    /** The share of the phrase's variance that all terms explain together, 0 to 1. */
    public double explained() {
        return terms.isEmpty() ? 0 : terms.get(terms.size() - 1).explained();
    }

    /** The sum as the paper writes it; a weight of 1 is left out. */
    @Override
    public String toString() {
        StringBuilder sum = new StringBuilder(phrase).append(" =");
        if (terms.isEmpty()) return sum.append(" 0").toString();
        for (int i = 0; i < terms.size(); i++) {
            Term term = terms.get(i);
            if (term.weight() < 0) sum.append(" -");
            else if (i > 0) sum.append(" +");
            String weight = String.format(Locale.ROOT, "%.2f", Math.abs(term.weight()));
            if (!weight.equals("1.00")) sum.append(' ').append(weight);
            sum.append(' ').append(term.name());
        }
        return sum.toString();
    }
}
