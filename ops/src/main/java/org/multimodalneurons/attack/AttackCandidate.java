package org.multimodalneurons.attack;

import java.util.Optional;

import org.multimodalneurons.UserException;

/**
 * A label that may be written on a picture. Equal ones look the same.
 *
 * @param text what it says
 * @param lettering how it looks
 * @param layout where it stands
 * @param ink the share of the pixels that it covers at most, 0 to 1; it is nearly that where as much fits
 */
public record AttackCandidate(String text, Lettering lettering, Layout layout, double ink) {

    private static final double NEARLY = .97; // the share that is asked for is met to within a few percent

    /**
     * The label on pictures of one size.
     *
     * @param width of the pictures in pixels
     * @param height of the pictures in pixels
     * @return empty where it does not fit, or covers more at its smallest
     */
    Optional<TextLayer> layer(int width, int height) {
        return drawn(TextSize.ofCoverage(NEARLY * ink), width, height)
                .or(() -> drawn(TextSize.largest(), width, height))
                .filter(layer -> layer.coverage() <= ink);
    }

    private Optional<TextLayer> drawn(TextSize size, int width, int height) {
        try {
            return Optional.of(TextLayer.of(text, lettering, layout, size, width, height));
        } catch (UserException doesNotFit) {
            return Optional.empty();
        }
    }

    /**
     * The same label on pictures of another size: as large, compared with the square in their middle, as on a square.
     *
     * @param layer the label on a square
     * @param width of the pictures in pixels
     * @param height of the pictures in pixels
     */
    TextLayer like(TextLayer layer, int width, int height) {
        return TextLayer.of(
                text, lettering, layout, TextSize.ofHeight(layer.fontSize() / layer.width()), width, height);
    }

    /** The colours as a person writes them: {@code black on white}, {@code #d00000}, {@code white, black line}. */
    public String colours() {
        return hex(lettering.fill())
                + lettering
                        .outline()
                        .map(line -> ", line " + hex(line.colour()))
                        .orElse("")
                + lettering.plate().map(plate -> " on " + hex(plate.colour())).orElse("");
    }

    private static String hex(int colour) {
        return switch (colour) {
            case 0 -> "black";
            case 0xffffff -> "white";
            default -> String.format("#%06x", colour);
        };
    }
}
