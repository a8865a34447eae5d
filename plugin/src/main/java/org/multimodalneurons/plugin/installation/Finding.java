package org.multimodalneurons.plugin.installation;

import java.util.List;
import java.util.Locale;

/**
 * One thing that is known about the installation.
 *
 * @param status how good it is
 * @param property what it is about, such as {@code Engine}
 * @param value what was found, and where that is not good, what to do
 */
record Finding(Status status, String property, String value) {

    /** How good a finding is. */
    enum Status {
        OK,
        /** It may go wrong, or will in some cases. */
        WARNING,
        /** Commands cannot run, or not rightly. */
        PROBLEM;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String property, String value) {
        return new Finding(Status.OK, property, value);
    }

    static Finding warning(String property, String value) {
        return new Finding(Status.WARNING, property, value);
    }

    static Finding problem(String property, String value) {
        return new Finding(Status.PROBLEM, property, value);
    }

    /** As one reads it without a table. */
    @Override
    public String toString() {
        return (status == Status.OK ? "" : status.name() + " ") + property + ": " + value;
    }

    /** Those of a status. */
    static List<Finding> of(Status status, List<Finding> findings) {
        return findings.stream().filter(finding -> finding.status == status).toList();
    }
}
