package org.multimodalneurons.attack;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.attack.StroopTrial.Condition;
import org.multimodalneurons.attack.StroopTrial.Named;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.embed.Scored;
import org.multimodalneurons.embed.ZeroShot;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.text.Prompts;

/**
 * The Stroop test: words of colours are written in inks of other colours, and a model is asked for the ink. Every word is
 * written in every ink, and a control word that names no colour too. Nothing in it is random.
 *
 * @param inks at least two
 * @param words names of colours, in any case; of equal ones the first counts
 * @param control a word that names no colour
 * @param typeface the font
 * @param width of each word, as a share of the side of the square, 0 to 1
 * @param ground colour under the words, 0xRRGGBB; none for white or black, whichever the ink stands out from more
 * @see <a href="https://distill.pub/2021/multimodal-neurons">Goh et al. 2021, Stroop effect</a>
 */
public record StroopTest(
        List<Ink> inks, List<String> words, String control, Typeface typeface, double width, OptionalInt ground) {

    /** The inks of a usual test, as {@link Ink#parseAll} reads them: eight, as in the paper. */
    public static final String INKS = "red, orange, yellow, green, blue, purple, pink, brown";

    /** Its words: seven, as in the paper. */
    public static final List<String> WORDS = List.of("red", "orange", "yellow", "green", "blue", "purple", "pink");

    /** Its control word. */
    public static final String CONTROL = "xxxx";

    /** Its width, as a share of the side. */
    public static final double WIDTH = .85;

    /** Checks and copies the values. */
    public StroopTest {
        inks = List.copyOf(inks);
        control = control.strip();
        if (words.isEmpty() || words.stream().anyMatch(String::isBlank) || control.isEmpty())
            throw new UserException("The Stroop test needs words of colours and a control word; one of them is empty.");
        words = List.copyOf(
                new LinkedHashSet<>(words.stream().map(String::strip).toList()));
        if (inks.size() < 2)
            throw new UserException("The Stroop test needs at least two inks, and found " + inks.size()
                    + "; with one alone there is nothing to choose between.");
        if (colours(inks, words).contains(lower(control)))
            throw new UserException("The control word \"" + control
                    + "\" is one of the colours; take a word that names none, such as " + CONTROL + ".");
        for (Ink ink : inks)
            if (ground.isPresent() && ground.getAsInt() == ink.rgb())
                throw new UserException("The ink " + ink.name()
                        + " cannot be seen on a ground of its own colour; choose another ground, or leave it out.");
    }

    /** The usual test, whose inks, words and control word are as many as the paper's. */
    public static StroopTest usual() {
        return new StroopTest(
                Ink.parseAll(INKS), WORDS, CONTROL, Typeface.of("DejaVu Sans"), WIDTH, OptionalInt.empty());
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    private static List<String> colours(List<Ink> inks, List<String> words) {
        Set<String> names = new LinkedHashSet<>();
        inks.forEach(ink -> names.add(ink.name()));
        words.forEach(word -> names.add(lower(word)));
        return List.copyOf(names);
    }

    /** The answers that a model may give: the names of the inks and the words, in lower case. */
    public List<String> colours() {
        return colours(inks, words);
    }

    /** The words in the order in which they are written in each ink; the control word is the last. */
    public List<String> written() {
        return Stream.concat(words.stream(), Stream.of(control)).toList();
    }

    /**
     * The pictures: all words in the first ink, then all in the second, and so on.
     *
     * @param side of the square in pixels: a model's own size
     * @throws UserException when a word has characters that the font lacks, or is too high at this width
     */
    public List<StroopStimulus> stimuli(int side) {
        List<StroopStimulus> stimuli = new ArrayList<>();
        for (Ink ink : inks) {
            RgbImage bare = plain(side, ground.orElse(ink.ground()));
            Lettering lettering = Lettering.plain(ink.rgb()).with(typeface);
            for (String word : written()) {
                TextLayer layer = TextLayer.of(word, lettering, Layout.centred(), TextSize.ofWidth(width), side, side);
                stimuli.add(new StroopStimulus(ink, word, layer.over(bare)));
            }
        }
        return List.copyOf(stimuli);
    }

    private static RgbImage plain(int side, int colour) {
        byte[] rgb = new byte[3 * side * side];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) (colour >> 16);
            rgb[i + 1] = (byte) (colour >> 8);
            rgb[i + 2] = (byte) colour;
        }
        return RgbImage.of(side, side, rgb);
    }

    /**
     * Asks a model.
     *
     * @param stimuli of this test, at the model's own size
     * @param questions each is asked for itself; the prompts of one are averaged
     * @return a trial for each stimulus, in its order, for the first question, then for the second, and so on
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public List<StroopTrial> run(
            ClipModel clip, List<StroopStimulus> stimuli, List<Prompts> questions, Progress progress) {
        List<StroopTrial> trials = new ArrayList<>();
        Embeddings seen = new Embedder(clip)
                .images(
                        stimuli.stream().map(StroopStimulus::picture).toList(),
                        stimuli.stream().map(StroopStimulus::label).toList(),
                        progress);
        for (Prompts question : questions) {
            List<List<Scored<String>>> scores = new ZeroShot(clip, colours(), question, progress).classify(seen);
            String prompt = String.join(" | ", question.templates());
            for (int i = 0; i < stimuli.size(); i++) trials.add(trial(prompt, stimuli.get(i), scores.get(i)));
        }
        return List.copyOf(trials);
    }

    /**
     * What a model's scores say.
     *
     * @param scores of all {@link #colours}, in their order
     */
    StroopTrial trial(String prompt, StroopStimulus stimulus, List<Scored<String>> scores) {
        String ink = stimulus.ink().name();
        String word = lower(stimulus.word());
        Condition condition = !colours().contains(word)
                ? Condition.CONTROL
                : word.equals(ink) ? Condition.CONGRUENT : Condition.INCONGRUENT;
        String answer = Scored.bestFirst(scores).get(0).value();
        return new StroopTrial(
                prompt,
                ink,
                stimulus.word(),
                condition,
                probability(scores, ink),
                condition == Condition.CONTROL ? Double.NaN : probability(scores, word),
                answer,
                named(answer, ink, word));
    }

    private static double probability(List<Scored<String>> scores, String colour) {
        return scores.stream()
                .filter(score -> score.value().equals(colour))
                .findFirst()
                .orElseThrow()
                .probability();
    }

    private static Named named(String answer, String ink, String word) {
        if (!answer.equals(ink)) return answer.equals(word) ? Named.WORD : Named.OTHER;
        return answer.equals(word) ? Named.BOTH : Named.INK;
    }
}
