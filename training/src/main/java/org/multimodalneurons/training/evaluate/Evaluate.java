package org.multimodalneurons.training.evaluate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.text.Prompts;
import org.multimodalneurons.training.library.Library;

/**
 * Measures a model: {@code Evaluate MODEL [DATA [REPORT [PROMPTS]]]}.
 *
 * <p>MODEL is an exported model's folder; DATA the folder of the training data, by default {@code training/work/data};
 * REPORT the Markdown file to write, by default {@code evaluation.md} beside the model; PROMPTS the captions that
 * stand for a word, separated by {@code |}. {@code units.tsv} beside the report lists each concept's best unit. Takes
 * minutes on one core.
 */
public final class Evaluate {

    private static final String PROMPTS = "a picture of a {} | a drawing of a {} | the word {} | {}";

    private Evaluate() {}

    /** Runs all experiments, writes the report and prints it. */
    public static void main(String[] arguments) {
        try {
            if (arguments.length < 1)
                throw new UserException(
                        "Which model? Give the folder of an exported model: Evaluate MODEL [DATA [REPORT [PROMPTS]]].");
            Path model = Path.of(arguments[0]);
            Path data = Path.of(argument(arguments, 1, "training/work/data"));
            Path report = Path.of(
                    argument(arguments, 2, model.resolveSibling("evaluation.md").toString()));
            System.out.println(evaluate(model, data, Prompts.parse(argument(arguments, 3, PROMPTS)), report));
        } catch (UserException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The report on a model, Markdown, which is written to a file too; {@code units.tsv} is written beside it. */
    public static String evaluate(Path model, Path data, Prompts prompts, Path report) throws IOException {
        Library library = Library.read(data);
        try (ClipModel clip = ClipModel.open(model)) {
            String head = "# What the model can do\n\n%s: %,d parameters, %d x %d pixels, %d concepts.%n"
                    .formatted(
                            clip.name(),
                            clip.parameterCount(),
                            clip.image().size(),
                            clip.image().size(),
                            library.concepts().size());
            String text =
                    head + run(new Subject(clip, lastSum(clip), prompts, library), report.resolveSibling("units.tsv"));
            Files.writeString(report, text);
            return text;
        }
    }

    private static Report run(Subject subject, Path units) throws IOException {
        Report report = new Report();
        Recognition recognition = new Recognition(subject, report);
        System.out.println("Measuring recognition");
        Viewer.Seen pictures = recognition.recognition();
        System.out.println("Measuring reading");
        Viewer.Seen texts = recognition.reading();
        System.out.println("Measuring single units");
        List<BestUnit> best = new SingleUnits(subject, report).units(pictures, texts);
        Files.write(units, BestUnit.table(best, subject));
        System.out.println("Measuring the typographic attack");
        new TypographicAttack(subject, report).run();
        System.out.println("Measuring the Stroop test");
        new StroopTest(subject, report).run();
        return report;
    }

    /** The last signed map: the sum of the last residual block, before its ReLU. */
    private static Layer lastSum(ClipModel clip) {
        List<Layer> sums = clip.image().layers().stream()
                .filter(layer -> layer.kind() == Layer.Kind.MAP && layer.name().endsWith(".add"))
                .toList();
        if (sums.isEmpty())
            throw new UserException("The model " + clip.name() + " has no residual maps; a ResNet is expected.");
        return sums.get(sums.size() - 1);
    }

    private static String argument(String[] arguments, int index, String otherwise) {
        return arguments.length > index ? arguments[index] : otherwise;
    }
}
