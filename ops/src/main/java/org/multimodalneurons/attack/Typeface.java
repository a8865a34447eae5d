package org.multimodalneurons.attack;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.multimodalneurons.UserException;

/**
 * A font whose letters are drawn as outlines, unhinted and without kerning, so that its file gives the same shapes on
 * every machine. "DejaVu Sans" and "DejaVu Sans Bold" come with the library.
 *
 * @param name as {@link #of} finds it
 * @param font of any size
 */
public record Typeface(String name, Font font) {

    private static final Map<String, String> SHIPPED =
            Map.of("DejaVu Sans", "fonts/DejaVuSans.ttf", "DejaVu Sans Bold", "fonts/DejaVuSans-Bold.ttf");
    private static final Map<String, Typeface> READ = new ConcurrentHashMap<>();

    private static final int UNITS = 2048; // of DejaVu's em: at this size its outlines are exact
    private static final FontRenderContext PLAIN = new FontRenderContext(null, true, true);
    private static final int SUGGESTED = 6;

    /**
     * A font by its name in upper or lower case: one of the library's, or one of the system's by its own or its family's
     * name.
     *
     * @throws UserException when there is none; it lists names that are like it
     */
    public static Typeface of(String name) {
        String asked = name.strip();
        return SHIPPED.keySet().stream()
                .filter(asked::equalsIgnoreCase)
                .findFirst()
                .map(shipped -> READ.computeIfAbsent(shipped, Typeface::read))
                .or(() -> ofSystem(asked))
                .orElseThrow(() -> missing(asked));
    }

    private static Typeface read(String name) {
        String file = SHIPPED.get(name);
        try (InputStream in = Typeface.class.getResourceAsStream(file)) {
            if (in == null) throw new IllegalStateException(file + " is missing from the jar");
            return new Typeface(name, Font.createFont(Font.TRUETYPE_FONT, in));
        } catch (IOException | FontFormatException e) {
            throw new UserException("The library's font \"" + name + "\" cannot be read: " + e.getMessage(), e);
        }
    }

    private static Optional<Typeface> ofSystem(String asked) {
        List<Font> fonts =
                Arrays.asList(GraphicsEnvironment.getLocalGraphicsEnvironment().getAllFonts());
        return Stream.concat(
                        fonts.stream().filter(font -> asked.equalsIgnoreCase(font.getFontName(Locale.ROOT))),
                        fonts.stream().filter(font -> asked.equalsIgnoreCase(font.getFamily(Locale.ROOT))))
                .findFirst()
                .map(font -> new Typeface(font.getFontName(Locale.ROOT), font));
    }

    private static UserException missing(String asked) {
        List<String> words = Arrays.stream(asked.toLowerCase(Locale.ROOT).split("\\W+"))
                .filter(word -> word.length() > 2)
                .toList();
        Stream<String> alike = Arrays.stream(
                        GraphicsEnvironment.getLocalGraphicsEnvironment().getAllFonts())
                .map(font -> font.getFontName(Locale.ROOT))
                .filter(name -> words.stream()
                        .anyMatch(word -> name.toLowerCase(Locale.ROOT).contains(word)))
                .limit(SUGGESTED);
        return new UserException(
                "There is no font \"" + asked + "\". Write the name of one that this system has, such as "
                        + Stream.concat(SHIPPED.keySet().stream().sorted(), alike)
                                .distinct()
                                .collect(Collectors.joining(", "))
                        + ".");
    }

    /**
     * Makes sure that every character of a text can be drawn.
     *
     * @throws UserException when the text is blank or the font lacks characters of it, which it names
     */
    public void requireGlyphs(String text) {
        if (text.isBlank()) throw new UserException("The text to draw is empty; write at least one letter.");
        String lacking = text.codePoints()
                .filter(character -> Character.isISOControl(character) || !font.canDisplay(character))
                .distinct()
                .mapToObj(Typeface::described)
                .collect(Collectors.joining(", "));
        if (!lacking.isEmpty())
            throw new UserException("The font \"" + name + "\" cannot draw " + lacking + " of the text \"" + text
                    + "\"; leave these characters out, or choose a font that has them.");
    }

    private static String described(int character) {
        String code = String.format("U+%04X", character);
        return Character.isISOControl(character) ? code : Character.toString(character) + " (" + code + ")";
    }

    /**
     * The outline of a text whose font size is 1: it begins at x = 0 on the base line y = 0, and y points down.
     *
     * @throws UserException see {@link #requireGlyphs}; also when the text leaves no ink, as spaces do
     */
    Shape outline(String text) {
        requireGlyphs(text);
        Shape letters =
                font.deriveFont((float) UNITS).createGlyphVector(PLAIN, text).getOutline();
        if (letters.getBounds2D().isEmpty())
            throw new UserException("The font \"" + name + "\" draws nothing for the text \"" + text
                    + "\"; write letters that can be seen.");
        return AffineTransform.getScaleInstance(1. / UNITS, 1. / UNITS).createTransformedShape(letters);
    }
}
