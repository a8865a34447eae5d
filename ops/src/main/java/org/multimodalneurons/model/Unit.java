package org.multimodalneurons.model;

import org.multimodalneurons.UserException;

/**
 * One neuron: a channel of a layer, written {@code layer4.5.add:89} in tables, labels and macros.
 *
 * @param layer the layer's name
 * @param index the channel, from 0
 */
public record Unit(String layer, int index) {

    /** Checks the index. */
    public Unit {
        if (index < 0) throw new UserException("Unit " + layer + ":" + index + ": the index must not be negative.");
    }

    /**
     * Reads a unit as it is written.
     *
     * @throws UserException when the text is not a layer's name, a colon and a number
     */
    public static Unit parse(String text) {
        int colon = text.lastIndexOf(':');
        String layer = colon < 0 ? "" : text.substring(0, colon).strip();
        String index = text.substring(colon + 1).strip();
        if (layer.isEmpty() || !index.matches("\\d{1,9}"))
            throw new UserException("Unit '" + text
                    + "': expected a layer's name, a colon and the channel's number, such as layer4.0.add:89.");
        return new Unit(layer, Integer.parseInt(index));
    }

    @Override
    public String toString() {
        return layer + ":" + index;
    }
}
