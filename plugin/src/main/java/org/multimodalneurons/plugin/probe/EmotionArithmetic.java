package org.multimodalneurons.plugin.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Captions;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.TextCommand;
import org.multimodalneurons.plugin.Texts;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.multimodalneurons.plugin.imagej.Tables;
import org.multimodalneurons.plugin.imagej.WordMap;
import org.multimodalneurons.probe.Composition;
import org.multimodalneurons.probe.Composition.Term;
import org.multimodalneurons.probe.EmotionAtlas;
import org.multimodalneurons.probe.NeuronWords;
import org.multimodalneurons.probe.PhraseArithmetic;
import org.multimodalneurons.probe.Selection;
import org.multimodalneurons.probe.Sign;
import org.multimodalneurons.probe.WordList;
import org.multimodalneurons.text.Prompts;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * What is a feeling made of? Writes phrases as sums of a few words or of a few neurons, in a table and as formulas in the
 * log; and draws a map of the words, whose axes are two groups of neurons.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Probe>Emotion Arithmetic...",
        description =
                "What is a feeling made of? Writes phrases as sums of a few words or of a few neurons, in a table "
                        + "and as formulas in the log; and draws a map of the words, whose axes are two groups of neurons.")
public class EmotionArithmetic extends TextCommand {

    private static final String WORDS = "words";
    private static final String NEURONS = "neurons";
    private static final String OMP = "OMP";
    private static final String LASSO = "LASSO";
    private static final String SIGNED = "signed";
    private static final String NON_NEGATIVE = "non-negative";
    private static final int WORDS_OF_A_NEURON = 3;
    private static final int WORDS_OF_AN_AXIS = 3;
    private static final int UNITS_OF_AN_AXIS = 5;

    @Parameter(label = "Phrases", description = "to be explained, separated by commas", persist = false)
    private String phrases = "joy, bored";

    @Parameter(
            label = "Terms",
            description = "of the sums: words of the list, or neurons of the last layer",
            choices = {WORDS, NEURONS},
            persist = false)
    private String terms = WORDS;

    @Parameter(label = "Count", description = "of terms in each sum, at most", min = "1", persist = false)
    private int count = 3;

    @Parameter(
            label = "Words",
            description =
                    "the list: separated by commas, or a text file with one a line; empty: feelings that the model"
                            + " knows",
            required = false,
            persist = false)
    private String words = "";

    @Parameter(
            label = "Prompt",
            description = "{} stands for each word or phrase; several prompts, separated by |, are averaged",
            persist = false)
    private String prompt = Prompts.PLACE;

    @Parameter(
            label = "Method",
            description = "how terms are chosen: OMP one after the other, LASSO all together",
            choices = {OMP, LASSO},
            persist = false)
    private String method = OMP;

    @Parameter(
            label = "Weights",
            description = "whether terms may be taken away",
            choices = {SIGNED, NON_NEGATIVE},
            persist = false)
    private String weights = SIGNED;

    @Parameter(
            label = "Factors",
            description = "axes of the atlas, of which the first two are drawn; 0: no atlas",
            min = "0",
            persist = false)
    private int factors = 2;

    @Parameter(label = "Atlas", type = ItemIO.OUTPUT)
    private ImagePlus atlas;

    @Parameter(label = "Atlas of words", type = ItemIO.OUTPUT)
    private ResultsTable atlasTable;

    @Parameter(label = "Axes of the atlas", type = ItemIO.OUTPUT)
    private ResultsTable axes;

    @Parameter(label = "Sums", type = ItemIO.OUTPUT)
    private ResultsTable sums;

    private record Row(String phrase, String term, double weight, double explained) {}

    private record NeuronRow(String phrase, String term, String words, double weight, double explained) {}

    private record Axis(int factor, String words, String units) {}

    @Override
    protected void run(ClipModel clip, Progress progress) {
        requireOneOf("terms", terms, WORDS, NEURONS);
        requireOneOf("method", method, OMP, LASSO);
        requireOneOf("weights", weights, SIGNED, NON_NEGATIVE);
        List<String> asked = Texts.split(phrases);
        if (asked.isEmpty()) throw new UserException("There is no phrase; write at least one, such as bored.");
        List<String> given = Texts.listed(words);
        List<String> list = given.isEmpty() ? WordList.emotions(clip) : given;
        Prompts prompts = Prompts.parse(prompt);
        warn(Captions.warnings(
                clip,
                asked.stream().flatMap(each -> prompts.apply(each).stream()).toList()));
        warn(Captions.warnings(
                clip,
                given.stream().flatMap(each -> prompts.apply(each).stream()).toList()));
        Optional<EmotionAtlas> map =
                factors > 0 ? Optional.of(EmotionAtlas.of(clip, list, prompts, factors, progress)) : Optional.empty();
        sums = sums(clip, asked, list, prompts, progress);
        map.ifPresent(this::draw);
    }

    private ResultsTable sums(
            ClipModel clip, List<String> asked, List<String> list, Prompts prompts, Progress progress) {
        PhraseArithmetic arithmetic = terms.equals(WORDS)
                ? PhraseArithmetic.ofWords(clip, list, prompts, progress)
                : PhraseArithmetic.ofNeurons(clip, list, prompts, progress);
        List<Composition> compositions = new ArrayList<>();
        for (String phrase : asked)
            compositions.add(arithmetic.write(
                    phrase,
                    count,
                    method.equals(OMP) ? Selection.OMP : Selection.LASSO,
                    weights.equals(SIGNED) ? Sign.SIGNED : Sign.NON_NEGATIVE));
        compositions.forEach(sum -> Surroundings.note(sum.toString()));
        if (terms.equals(WORDS)) return Tables.of(rows(compositions), Row.class);
        return Tables.of(rows(compositions, NeuronWords.of(clip, list, prompts, progress)), NeuronRow.class);
    }

    private static List<Row> rows(List<Composition> compositions) {
        List<Row> rows = new ArrayList<>();
        for (Composition sum : compositions)
            for (Term term : sum.terms()) rows.add(new Row(sum.phrase(), term.name(), term.weight(), term.explained()));
        return rows;
    }

    private static List<NeuronRow> rows(List<Composition> compositions, NeuronWords names) {
        List<NeuronRow> rows = new ArrayList<>();
        for (Composition sum : compositions)
            for (Term term : sum.terms()) {
                String said = String.join(", ", names.top(term.name(), WORDS_OF_A_NEURON));
                rows.add(new NeuronRow(sum.phrase(), term.name(), said, term.weight(), term.explained()));
            }
        return rows;
    }

    private void draw(EmotionAtlas map) {
        List<Axis> described = new ArrayList<>();
        for (int f = 0; f < map.factors(); f++)
            described.add(new Axis(
                    f + 1,
                    String.join(", ", map.topWords(f, WORDS_OF_AN_AXIS)),
                    String.join(", ", map.topUnits(f, UNITS_OF_AN_AXIS))));
        axes = Tables.of(described, Axis.class);
        atlasTable = Tables.empty();
        for (int i = 0; i < map.words().size(); i++) {
            atlasTable.addRow();
            atlasTable.addValue("Word", map.words().get(i));
            for (int f = 0; f < map.factors(); f++) atlasTable.addValue("Factor" + (f + 1), map.position(i)[f]);
        }
        if (map.factors() < 2) return;
        List<WordMap.Place> places = IntStream.range(0, map.words().size())
                .mapToObj(i -> new WordMap.Place(map.words().get(i), map.position(i)[0], map.position(i)[1]))
                .toList();
        atlas = WordMap.of("Atlas of words", heading(described.get(0)), heading(described.get(1)), places);
    }

    private static String heading(Axis axis) {
        return "Factor " + axis.factor() + " (" + axis.words() + ")";
    }
}
