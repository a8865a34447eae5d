package org.multimodalneurons.attack.defence;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.multimodalneurons.LazyList;
import org.multimodalneurons.UserException;
import org.multimodalneurons.attack.Layout;
import org.multimodalneurons.attack.Lettering;
import org.multimodalneurons.attack.TextLayer;
import org.multimodalneurons.attack.TextSize;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.probe.ConceptSet;
import org.multimodalneurons.probe.Stimulus;
import org.multimodalneurons.probe.WordList;

/**
 * Pictures with and without a word over them, from which a defence learns what writing changes.
 *
 * @param grounds pictures without text, at least one
 * @param words at least one
 */
public record WrittenPairs(List<? extends PixelRows> grounds, List<String> words) {

    private static final int WORDS_ON_EACH = 8;
    private static final int GROUNDS = 48;
    private static final int PLAIN_SIDE = 64;
    private static final List<Integer> PLAIN = List.of(0xffffff, 0x808080, 0x203040, 0xd0b080);
    private static final List<Lettering> LETTERINGS =
            List.of(Lettering.paper(), Lettering.plain(0x101010), Lettering.sticker(), Lettering.plain(0xc02020));
    private static final List<Layout> LAYOUTS = List.of(Layout.below(), Layout.centred());
    private static final double WIDTH = .62;

    /** Checks that there is something to write, and something to write on. */
    public WrittenPairs {
        if (grounds.isEmpty() || words.isEmpty())
            throw new UserException("Found " + grounds.size() + " pictures and " + words.size()
                    + " words to write on them; give at least one of each.");
    }

    /**
     * Drawings of the built-in set and plain grounds, and words that the model knows.
     *
     * @param clip the model
     * @param attacks words that are kept out, whatever the case
     */
    public static WrittenPairs builtIn(ClipModel clip, List<String> attacks) {
        return of(clip, drawings(), attacks);
    }

    /** The same over other pictures. */
    public static WrittenPairs of(ClipModel clip, List<? extends PixelRows> pictures, List<String> attacks) {
        Set<String> kept =
                attacks.stream().map(word -> word.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        List<String> words = WordList.of(clip).stream()
                .filter(word -> word.matches("[a-z]{3,9}") && !kept.contains(word))
                .toList();
        List<PixelRows> grounds = Stream.concat(
                        PLAIN.stream().map(WrittenPairs::plain), spread(pictures, GROUNDS - PLAIN.size()).stream())
                .toList();
        return new WrittenPairs(grounds, spread(words, grounds.size() * WORDS_ON_EACH));
    }

    /** Drawings and line art of the built-in set. */
    static List<PixelRows> drawings() {
        return Stimulus.pictures(ConceptSet.builtIn().stimuli().stream()
                .filter(stimulus -> !stimulus.modality().equals("text"))
                .toList());
    }

    private static <T> List<T> spread(List<? extends T> all, int count) {
        int size = Math.min(count, all.size());
        return IntStream.range(0, size)
                .<T>mapToObj(i -> all.get((int) ((long) i * all.size() / size)))
                .toList();
    }

    private static RgbImage plain(int colour) {
        byte[] rgb = new byte[3 * PLAIN_SIDE * PLAIN_SIDE];
        for (int i = 0; i < rgb.length; i++) rgb[i] = (byte) (colour >> (16 - 8 * (i % 3)));
        return RgbImage.of(PLAIN_SIDE, PLAIN_SIDE, rgb);
    }

    /** The pictures without words, as the model sees them, each made when it is asked for. */
    List<PixelRows> bare(ClipModel clip) {
        return new LazyList<>(grounds.size(), i -> clip.preprocessing().resizeAndCrop(grounds.get(i)));
    }

    /** Each of them with {@value #WORDS_ON_EACH} words, one at a time: those of the first, those of the second, ... */
    List<PixelRows> written(ClipModel clip) {
        int side = clip.preprocessing().size();
        return new LazyList<>(grounds.size() * WORDS_ON_EACH, i -> {
            int ground = i / WORDS_ON_EACH;
            TextLayer layer = TextLayer.of(
                    words.get(i % words.size()),
                    LETTERINGS.get(i % LETTERINGS.size()),
                    LAYOUTS.get(i / LETTERINGS.size() % LAYOUTS.size()),
                    TextSize.ofWidth(WIDTH),
                    side,
                    side);
            return layer.over(clip.preprocessing().resizeAndCrop(grounds.get(ground)));
        });
    }

    /** Which of the bare pictures a written one was made of. */
    static int ground(int written) {
        return written / WORDS_ON_EACH;
    }
}
