package org.multimodalneurons.plugin.attack;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import ij.process.ColorProcessor;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.attack.StrongestAttack;
import org.multimodalneurons.attack.StrongestAttack.Compared;
import org.multimodalneurons.attack.StrongestAttack.Question;
import org.multimodalneurons.attack.StrongestAttack.Step;
import org.multimodalneurons.embed.ZeroShot;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.image.SourceCrop;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.ImageCommand;
import org.multimodalneurons.plugin.Texts;
import org.multimodalneurons.plugin.imagej.LabelledGrid;
import org.multimodalneurons.plugin.imagej.LineChart;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.multimodalneurons.plugin.imagej.ShownImage;
import org.multimodalneurons.plugin.imagej.Tables;
import org.multimodalneurons.plugin.imagej.Thumbnails;
import org.multimodalneurons.probe.WordList;
import org.multimodalneurons.text.Prompts;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * What label deceives the model most? Tries words, places, sizes and colours within a limit of ink: the image under the best
 * label, the steps towards it, the naive attack beside it, and how the probability of the target rose.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Attack>Search for the Strongest Attack...",
        description = "What label deceives the model most? Tries words, places, sizes and colours within a limit of "
                + "ink: the image under the best label, the steps towards it, the naive attack beside it, and how "
                + "the probability of the target rose.")
public class SearchStrongestAttack extends ImageCommand {

    @Parameter(
            label = "Classes",
            description = "what the model may answer, separated by commas, or by | where they hold commas",
            persist = false)
    private String classes = "dog, pizza, apple, phone, cat, money";

    @Parameter(label = "Target", description = "the class that it shall answer", persist = false)
    private String target = "pizza";

    @Parameter(
            label = "Prompt",
            description = "{} stands for a class; several prompts, separated by |, are averaged",
            persist = false)
    private String prompt = "a picture of a {}";

    @Parameter(
            label = "Words",
            description =
                    "to write, separated by commas, or a text file with one a line; empty: those that the model knows",
            required = false,
            persist = false)
    private String words = "";

    @Parameter(
            label = "Ink",
            description = "how many percent of the picture a label may cover at most",
            min = "0",
            max = "100",
            persist = false)
    private double ink = 10;

    @Parameter(label = "Budget", description = "how many pictures the model may look at", min = "1", persist = false)
    private int budget = 600;

    @Parameter(label = "Seed", description = "the same seed gives the same label", persist = false)
    private int seed = 1;

    @Parameter(label = "Attacked", type = ItemIO.OUTPUT)
    private ImagePlus attacked;

    @Parameter(label = "Steps", type = ItemIO.OUTPUT)
    private ResultsTable steps;

    @Parameter(label = "Attacks", type = ItemIO.OUTPUT)
    private ResultsTable attacks;

    @Parameter(label = "Course", type = ItemIO.OUTPUT)
    private ImagePlus course;

    @Parameter(label = "Overview", type = ItemIO.OUTPUT)
    private ImagePlus overview;

    private record StepRow(
            int seen, String text, String layout, String colours, double coverage, double probability, String answer) {

        static StepRow of(Step step) {
            return new StepRow(
                    step.evaluation(),
                    step.label().text(),
                    step.label().layout().name(),
                    step.label().colours(),
                    step.coverage(),
                    step.probability(),
                    step.answer());
        }
    }

    private record AttackRow(String attack, String text, double coverage, double probability, String answer) {

        static AttackRow of(Compared each) {
            return new AttackRow(each.name(), each.text(), each.coverage(), each.probability(), each.answer());
        }
    }

    @Override
    protected void run(ClipModel clip, Pictures pictures, Progress progress) {
        if (pictures.size() > 1)
            throw new UserException("A label is searched for one picture, and " + pictures.size()
                    + " slices were given; write slices=current.");
        ShownImage source = (ShownImage) pictures;
        StrongestAttack found = StrongestAttack.search(clip, question(clip, progress), source.picture(0), progress);
        steps = Tables.of(found.steps().stream().map(StepRow::of).toList(), StepRow.class);
        attacks = Tables.of(found.compared().stream().map(AttackRow::of).toList(), AttackRow.class);
        attacked = image(source, found);
        course = chart(found, "Course of the attack on " + source.title());
        overview = new ImagePlus("Attacks on " + source.title(), side(found.compared()));
        overview.setProperty(
                "Info", found.compared().stream().map(this::sentence).collect(Collectors.joining("\n")));
    }

    private Question question(ClipModel clip, Progress progress) {
        Prompts prompts = Prompts.parse(prompt);
        ZeroShot answers = new ZeroShot(clip, Texts.split(classes), prompts);
        warn(answers.warnings());
        String wanted = target.strip();
        var asked =
                new Question(answers, wanted, List.of(wanted), ink / 100, budget, seed); // complains before the work
        List<String> given = Texts.listed(words);
        return asked.saying(
                StrongestAttack.words(clip, given.isEmpty() ? WordList.of(clip) : given, wanted, prompts, progress));
    }

    /** The image under the best label, where it lies in the source. */
    private static ImagePlus image(ShownImage source, StrongestAttack found) {
        RgbImage picture = found.strongest().picture();
        ImagePlus image =
                new ImagePlus("Strongest attack on " + source.title(), new ColorProcessor(picture.buffered()));
        image.setProperty("Info", info(found));
        return source.calibrated(image, new SourceCrop(0, 0, picture.width(), picture.height(), picture.width()));
    }

    private static String info(StrongestAttack found) {
        Step best = found.steps().get(found.steps().size() - 1);
        return "\"" + best.label().text() + "\" " + best.label().layout().name() + ", "
                + best.label().colours() + "; found as picture " + best.evaluation() + " of "
                + found.course().size()
                + (found.isCancelled() ? "; ended by the user" : "");
    }

    private ImagePlus chart(StrongestAttack found, String title) {
        List<Integer> seen =
                IntStream.rangeClosed(1, found.course().size()).boxed().toList();
        List<LineChart.Line> lines = new ArrayList<>(List.of(new LineChart.Line("best label so far", found.course())));
        for (Compared each : found.compared())
            if (!each.equals(found.strongest()))
                lines.add(new LineChart.Line(each.name(), Collections.nCopies(seen.size(), each.probability())));
        return LineChart.ofShares(title, "Pictures seen", "p(" + target.strip() + ")", seen, lines);
    }

    private String sentence(Compared each) {
        return String.format(
                Locale.ROOT,
                "%s: %s; p(%s) = %.3f; \"%s\" covers %.1f %%",
                each.name(),
                each.answer(),
                target.strip(),
                each.probability(),
                each.text(),
                100 * each.coverage());
    }

    /** The pictures one below the other, with what the model said. */
    private ColorProcessor side(List<Compared> compared) {
        List<LabelledGrid.Row> rows = compared.stream()
                .map(each -> new LabelledGrid.Row(
                        each.text().isEmpty() ? each.name() : each.name() + ": " + each.text(),
                        String.format(
                                Locale.ROOT, "%s; p(%s) = %.3f", each.answer(), target.strip(), each.probability())))
                .toList();
        return LabelledGrid.of(
                rows,
                List.of(""),
                Thumbnails.of(compared.stream()
                        .map(each -> new ColorProcessor(each.picture().buffered()))
                        .toList()));
    }
}
