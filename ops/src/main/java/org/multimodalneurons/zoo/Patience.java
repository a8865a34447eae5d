package org.multimodalneurons.zoo;

import java.time.Duration;

/**
 * How long a download waits before it gives up.
 *
 * @param answer for a connection, and for an answer to a request
 * @param silence for the next bytes of a file
 * @param pause before the second attempt; each further one waits twice as long, up to a minute
 * @param attempts in a row that may bring nothing
 */
record Patience(Duration answer, Duration silence, Duration pause, int attempts) {

    static final Patience USUAL =
            new Patience(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(1), 6);

    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** The pause after so many attempts in a row that brought nothing. */
    Duration pauseAfter(int failures) {
        Duration doubled = pause.multipliedBy(1L << Math.min(failures - 1, 20));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
