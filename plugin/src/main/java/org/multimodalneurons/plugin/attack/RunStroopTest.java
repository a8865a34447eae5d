package org.multimodalneurons.plugin.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.attack.Ink;
import org.multimodalneurons.attack.StroopStimulus;
import org.multimodalneurons.attack.StroopSummary;
import org.multimodalneurons.attack.StroopTest;
import org.multimodalneurons.attack.StroopTrial;
import org.multimodalneurons.attack.Typeface;
import org.multimodalneurons.embed.Captions;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.TextCommand;
import org.multimodalneurons.plugin.Texts;
import org.multimodalneurons.plugin.imagej.ChosenColour;
import org.multimodalneurons.plugin.imagej.Tables;
import org.multimodalneurons.text.Prompts;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Does the model see the ink or read the word? Writes every word in every ink, asks for the colour, and counts: the stimuli as a
 * stack, all answers in a picture, a matrix of how far the word outweighs the ink, a table of trials and one of sums with the
 * paper's beside them.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Attack>Stroop Test...",
        description = "Does the model see the ink or read the word? Writes every word in every ink, asks for the "
                + "colour, and counts: the stimuli as a stack, all answers in a picture, a matrix of how far the "
                + "word outweighs the ink, a table of trials and one of sums with the paper's beside them.")
public class RunStroopTest extends TextCommand {

    private static final String AVERAGED = "averaged";
    private static final String SEPARATE = "separate";
    private static final String PAPER = "Goh et al. 2021";
    private static final double PERCENT = 100;

    @Parameter(
            label = "Inks",
            description = "separated by commas: usual names of colours, or a name and its colour as in red=#e01010",
            persist = false)
    private String inks = StroopTest.INKS;

    @Parameter(
            label = "Words",
            description = "names of colours, each written in every ink, separated by commas; empty: the inks' names",
            required = false,
            persist = false)
    private String words = String.join(", ", StroopTest.WORDS);

    @Parameter(
            label = "Control",
            description = "a word that names no colour, written in every ink too",
            persist = false)
    private String control = StroopTest.CONTROL;

    @Parameter(
            label = "Prompt",
            description = "the question: {} stands for each colour; several prompts are separated by |. The paper's is"
                    + " my favorite word, written in the color {}",
            persist = false)
    private String prompt = "a picture of {}";

    @Parameter(
            label = "Together",
            description = "whether the vectors of several prompts are averaged, or each is a question of its own",
            choices = {AVERAGED, SEPARATE},
            persist = false)
    private String together = AVERAGED;

    @Parameter(
            label = "Font",
            description = "DejaVu Sans and DejaVu Sans Bold come with the plugin; or a font of this system",
            persist = false)
    private String font = "DejaVu Sans";

    @Parameter(
            label = "Width",
            description = "of each word in % of the picture's side",
            min = "5",
            max = "100",
            persist = false)
    private double width = PERCENT * StroopTest.WIDTH;

    @Parameter(
            label = "Ground",
            description =
                    "the colour under the words: a name, or #RRGGBB; empty: white or black, whichever the ink stands"
                            + " out from more",
            required = false,
            persist = false)
    private String ground = "";

    @Parameter(label = "Stimuli", type = ItemIO.OUTPUT)
    private ImagePlus stimuli;

    @Parameter(label = "Answers", type = ItemIO.OUTPUT)
    private ImagePlus answers;

    @Parameter(label = "Matrix", type = ItemIO.OUTPUT)
    private ImagePlus matrix;

    @Parameter(label = "Stroop trials", type = ItemIO.OUTPUT)
    private ResultsTable trials;

    @Parameter(label = "Stroop test", type = ItemIO.OUTPUT)
    private ResultsTable summary;

    private record Trial(
            String prompt,
            String ink,
            String word,
            String condition,
            double pInk,
            double pWord,
            String answer,
            String answerNames) {}

    private record Sum(
            String source,
            String prompt,
            String condition,
            int trials,
            int ink,
            double inkLow,
            double inkHigh,
            int word,
            double wordLow,
            double wordHigh,
            int other,
            double otherLow,
            double otherHigh,
            double meanPInk,
            double meanPWord) {}

    @Override
    protected void run(ClipModel clip, Progress progress) {
        requireOneOf("together", together, AVERAGED, SEPARATE);
        StroopTest test = test();
        List<Prompts> questions = questions();
        for (Prompts question : questions) warn(Captions.warnings(clip, test.colours(), question));
        List<StroopStimulus> shown = test.stimuli(clip.preprocessing().size());
        List<StroopTrial> made = test.run(clip, shown, questions, progress);
        List<StroopSummary> sums = StroopSummary.of(made);
        StroopPictures pictures = new StroopPictures(test, shown);
        stimuli = pictures.stimuli();
        answers = pictures.answers(made);
        answers.setProperty("Info", info(sums));
        matrix = pictures.balance(made);
        trials = Tables.of(made.stream().map(RunStroopTest::row).toList(), Trial.class);
        summary = Tables.of(rows(clip.name(), sums), Sum.class);
    }

    private StroopTest test() {
        List<Ink> coloured = Ink.parseAll(inks);
        List<String> given = Texts.split(words);
        return new StroopTest(
                coloured,
                given.isEmpty() ? coloured.stream().map(Ink::name).toList() : given,
                control,
                Typeface.of(font),
                width / PERCENT,
                ChosenColour.parseIfAny("ground", ground));
    }

    private List<Prompts> questions() {
        Prompts all = Prompts.parse(prompt);
        return together.equals(AVERAGED)
                ? List.of(all)
                : all.templates().stream()
                        .map(template -> new Prompts(List.of(template)))
                        .toList();
    }

    private static Trial row(StroopTrial trial) {
        return new Trial(
                trial.prompt(),
                trial.ink(),
                trial.word(),
                trial.condition().toString(),
                trial.pInk(),
                trial.pWord(),
                trial.answer(),
                trial.named().toString());
    }

    /** A line for each row of the table of sums. */
    private static String info(List<StroopSummary> sums) {
        boolean several = sums.stream().map(StroopSummary::prompt).distinct().count() > 1;
        return Stream.concat(
                        sums.stream().map(row -> several ? row.prompt() + ": " + row.sentence() : row.sentence()),
                        StroopSummary.PAPER.stream().map(row -> PAPER + ": " + row.sentence()))
                .collect(Collectors.joining("\n"));
    }

    private static List<Sum> rows(String model, List<StroopSummary> sums) {
        List<Sum> rows = new ArrayList<>();
        sums.forEach(row -> rows.add(sum(model, row)));
        StroopSummary.PAPER.forEach(row -> rows.add(sum(PAPER, row)));
        return rows;
    }

    private static Sum sum(String source, StroopSummary row) {
        return new Sum(
                source,
                row.prompt(),
                row.condition().toString(),
                row.trials(),
                row.ink(),
                row.inkInterval().low(),
                row.inkInterval().high(),
                row.word(),
                row.wordInterval().low(),
                row.wordInterval().high(),
                row.other(),
                row.otherInterval().low(),
                row.otherInterval().high(),
                row.meanPInk(),
                row.meanPWord());
    }
}
