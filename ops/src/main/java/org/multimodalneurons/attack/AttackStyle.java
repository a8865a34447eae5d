package org.multimodalneurons.attack;

import java.util.List;
import java.util.stream.Stream;

import org.multimodalneurons.attack.Lettering.Outline;
import org.multimodalneurons.model.ClipModel;

/**
 * How words are written on pictures.
 *
 * @param lettering how letters look
 * @param layout where copies stand
 * @param size how large they are
 */
public record AttackStyle(Lettering lettering, Layout layout, TextSize size) {

    /** Below this side in pixels a model cannot read letters as small as the paper's. */
    private static final int SMALL = 112;

    private static final int BLACK = 0;
    private static final int WHITE = 0xffffff;
    private static final double HALO = 8;

    /** A text in this style, for pictures of this size in pixels. */
    public TextLayer layer(String text, int width, int height) {
        return TextLayer.of(text, lettering, layout, size, width, height);
    }

    /** How a model's words are to look: as the paper's, for small squares bold and black with a broad white line around. */
    public static Lettering usualLettering(ClipModel clip) {
        return isSmall(clip)
                ? Lettering.plain(BLACK).with(Typeface.of("DejaVu Sans Bold")).with(new Outline(WHITE, HALO))
                : Lettering.paper();
    }

    /** Where a model's words are to stand: the paper's eight copies, for small squares one large word at the foot. */
    public static Layout usualLayout(ClipModel clip) {
        return isSmall(clip) ? Layout.below() : Layout.paper();
    }

    private static boolean isSmall(ClipModel clip) {
        return clip.preprocessing().size() < SMALL;
    }

    /** Three sizes of a layout, from small to large; the paper's own is the second of its layout. */
    public static List<TextSize> usualSizes(Layout layout) {
        double paper = TextSize.paper().value();
        return layout.equals(Layout.paper())
                ? Stream.of(.7, 1., 1.3)
                        .map(factor -> TextSize.ofHeight(factor * paper))
                        .toList()
                : Stream.of(.6, .8, .9).map(TextSize::ofWidth).toList();
    }
}
