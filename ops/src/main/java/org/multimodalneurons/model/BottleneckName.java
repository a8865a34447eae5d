package org.multimodalneurons.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a ResNet's layer says.
 *
 * @param stage from 1
 * @param block within the stage, from 0
 * @param isSigned whether it is the sum before the last ReLU
 */
record BottleneckName(int stage, int block, boolean isSigned) {

    private static final Pattern PATTERN = Pattern.compile("layer(\\d+)\\.(\\d+)(\\.add)?");

    /** Reads {@code layerS.B} or {@code layerS.B.add}; empty for any other layer. */
    static Optional<BottleneckName> of(String layer) {
        Matcher name = PATTERN.matcher(layer);
        if (!name.matches()) return Optional.empty();
        return Optional.of(new BottleneckName(
                Integer.parseInt(name.group(1)), Integer.parseInt(name.group(2)), name.group(3) != null));
    }
}
