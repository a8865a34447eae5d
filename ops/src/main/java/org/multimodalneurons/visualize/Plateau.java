package org.multimodalneurons.visualize;

import org.multimodalneurons.UserException;

/**
 * When a run has come as far as it will.
 *
 * @param patience steps without a new best, after which the run ends; at least 1
 * @param gain by which a best must exceed the one before, as a fraction of it; at least 0
 */
public record Plateau(int patience, double gain) {

    /** Checks the values. */
    public Plateau {
        if (patience < 1 || !(gain >= 0))
            throw new UserException("A plateau needs a patience of at least 1 step and a gain of at least 0; found "
                    + patience + " and " + gain + ".");
    }
}
