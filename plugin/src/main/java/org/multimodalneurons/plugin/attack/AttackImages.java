package org.multimodalneurons.plugin.attack;

import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.attack.Attack;
import org.multimodalneurons.attack.AttackExperiment;
import org.multimodalneurons.attack.AttackPair;
import org.multimodalneurons.attack.AttackStyle;
import org.multimodalneurons.attack.AttackTrial;
import org.multimodalneurons.attack.Defence;
import org.multimodalneurons.attack.Layout;
import org.multimodalneurons.attack.Lettering;
import org.multimodalneurons.attack.Lettering.Outline;
import org.multimodalneurons.attack.TextSize;
import org.multimodalneurons.attack.Typeface;
import org.multimodalneurons.attack.defence.Filling;
import org.multimodalneurons.attack.defence.NamedText;
import org.multimodalneurons.attack.defence.ReadingDirections;
import org.multimodalneurons.attack.defence.SilencedUnits;
import org.multimodalneurons.attack.defence.TextRemoval;
import org.multimodalneurons.attack.defence.WrittenPairs;
import org.multimodalneurons.embed.Classifier;
import org.multimodalneurons.embed.ExampleClasses;
import org.multimodalneurons.embed.ZeroShot;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.FolderInstead;
import org.multimodalneurons.plugin.ImageCommand;
import org.multimodalneurons.plugin.Texts;
import org.multimodalneurons.plugin.Unreadable;
import org.multimodalneurons.plugin.imagej.ChosenColour;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.multimodalneurons.plugin.imagej.Tables;
import org.multimodalneurons.probe.PictureKinds;
import org.multimodalneurons.text.Prompts;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/**
 * Does the model read instead of see? Writes words on pictures, in several sizes, and counts how often the answer becomes what
 * is written: a table of all trials, one of success rates with their intervals, a plot against the share of the picture that is
 * covered, and pairs of pictures before and after.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Attack>Typographic Attack...",
        description = "Does the model read instead of see? Writes words on pictures, in several sizes, and counts how "
                + "often the answer becomes what is written: a table of all trials, one of success rates with their "
                + "intervals, a plot against the share of the picture that is covered, and pairs of pictures before "
                + "and after.")
public class AttackImages extends ImageCommand implements FolderInstead {

    private static final String INPAINTING = "inpainting";
    private static final String BLUR = "blur";
    private static final String PROMPTS = "prompts";
    private static final String PROJECTION = "projection";
    private static final String SILENCING = "silencing";

    @Parameter(
            label = "Folder",
            description =
                    "of image files, or of a subfolder of them for each class; \"built-in\": pictures that ship with"
                            + " the plugin; empty: the active image",
            style = FileWidget.DIRECTORY_STYLE,
            required = false,
            persist = false)
    private File folder;

    @Parameter(
            label = "True class",
            description =
                    "what the pictures show; empty: the class that the name of each names first, or its subfolder",
            required = false,
            persist = false)
    private String truth = "";

    @Parameter(
            label = "Words",
            description =
                    "to be written; \"$$$ = piggy bank\" where a word is to win for another class; empty: the paper's,"
                            + " for the embedded model some of its own world",
            required = false,
            persist = false)
    private String words = "";

    @Parameter(
            label = "Layouts",
            description =
                    "paper: eight copies; centred, below, sticker, scattered 4 seed 1; several are separated by commas;"
                            + " empty: paper, or below for models that see small squares",
            required = false,
            persist = false)
    private String layouts = "";

    @Parameter(
            label = "Sizes",
            description = "of the square that the model sees, such as 7.3 % (font), 60 % wide (word), 8 % cover (ink);"
                    + " several are separated by commas; empty: three that suit the layout",
            required = false,
            persist = false)
    private String sizes = "";

    @Parameter(
            label = "Font",
            description =
                    "DejaVu Sans and DejaVu Sans Bold come with the plugin; or a font of this system; empty: as suits"
                            + " the model",
            required = false,
            persist = false)
    private String font = "";

    @Parameter(
            label = "Fill",
            description =
                    "of the letters: a name such as red, or #ff8000; empty: white as in the paper, black for models"
                            + " that see small squares",
            required = false,
            persist = false)
    private String fill = "";

    @Parameter(
            label = "Outline",
            description =
                    "the colour of a line around the letters, or none; empty: black, white for models that see small"
                            + " squares",
            required = false,
            persist = false)
    private String outline = "";

    @Parameter(
            label = "Line",
            description =
                    "width of the outline in pixels of a square of 288; 0: 1 as in the paper, 8 for models that see"
                            + " small squares",
            min = "0",
            max = "50",
            persist = false)
    private double line = 0;

    @Parameter(
            label = "Classes",
            description = "among which the model answers; empty: those of the pictures and of the words",
            required = false,
            persist = false)
    private String classes = "";

    @Parameter(
            label = "Prompt",
            description = "{} stands for a class; several prompts, separated by |, are averaged",
            persist = false)
    private String prompt = "a picture of a {}";

    @Parameter(
            label = "Examples",
            description =
                    "a folder with a subfolder of labelled pictures for each class: a linear probe that is trained on"
                            + " them answers in place of the prompts; empty: the prompts",
            style = FileWidget.DIRECTORY_STYLE,
            required = false,
            persist = false)
    private File examples;

    @Parameter(
            label = "Defences",
            description =
                    "to be measured on the same pictures, of inpainting, blur, prompts, projection, silencing; empty:"
                            + " none",
            required = false,
            persist = false)
    private String defences = "";

    @Parameter(
            label = "Most pictures",
            description = "of more, so many are drawn at random",
            min = "1",
            persist = false)
    private int most = 200;

    @Parameter(label = "Pairs", description = "of pictures that are shown before and after", min = "0", persist = false)
    private int pairs = 9;

    @Parameter(label = "Seed", description = "of the choice of pictures and of scattered texts", persist = false)
    private int seed = 1;

    @Parameter(label = "Trials", type = ItemIO.OUTPUT)
    private ResultsTable trials;

    @Parameter(label = "Success", type = ItemIO.OUTPUT)
    private ResultsTable success;

    @Parameter(label = "Plot", type = ItemIO.OUTPUT)
    private ImagePlus plot;

    @Parameter(label = "Pairs", type = ItemIO.OUTPUT)
    private ImagePlus shown;

    @Parameter(label = "Unreadable", type = ItemIO.OUTPUT)
    private ResultsTable unreadable;

    @Override
    public void checkParameters() {
        super.checkParameters();
        requireCounts();
        requireCaptions();
    }

    @Override
    protected void execute(Progress progress) {
        if (!hasFolder()) {
            super.execute(progress);
            return;
        }
        lookAtNoImage();
        withModel(progress, clip -> {
            List<String> names = classNames(clip);
            attack(
                    clip,
                    folder.getName().equals(Victims.BUILT_IN)
                            ? Victims.builtIn()
                            : Victims.in(folder, given(truth), names),
                    progress);
        });
    }

    @Override
    public boolean hasFolder() {
        return folder != null && !folder.getPath().isBlank();
    }

    @Override
    protected void run(ClipModel clip, Pictures pictures, Progress progress) {
        attack(clip, Victims.of(pictures, given(truth), classNames(clip)), progress);
        Tables.seen(trials, pictures.display());
        Tables.seen(success, pictures.display());
    }

    private static String given(String field) {
        return field == null ? "" : field;
    }

    /** Classes that a picture's name may hold. */
    private List<String> classNames(ClipModel clip) {
        List<String> asked = Texts.listed(classes);
        return asked.isEmpty()
                ? clip.vocabulary().map(words -> List.copyOf(words.words())).orElse(List.of())
                : asked;
    }

    private void attack(ClipModel clip, Victims all, Progress progress) {
        Victims victims = all.sample(most, seed);
        List<Attack> attacks = attacks(clip);
        List<AttackStyle> styles = styles(clip);
        Classifier classifier = classifier(clip, victims, attacks, progress);
        victims.requireIn(classifier.labels());
        List<Defence> measured = defences(clip, victims, attacks, progress);
        AttackExperiment.Result result = AttackExperiment.of(clip, classifier, attacks, styles)
                .against(measured)
                .run(victims.pictures(), progress);
        unreadable = Unreadable.table(
                result.unreadable(), place -> victims.pictures().get(place).label());
        var tables = new AttackTables(
                result.trials(), measured.stream().map(Defence::name).toList());
        trials = tables.everyTrial();
        success = tables.summary();
        if (styles.size() > 1) plot = SuccessPlot.of("Success of attacks on " + victims.title(), result.trials());
        if (pairs > 0) shown = pairs(clip, classifier, victims, result.trials());
    }

    private boolean hasExamples() {
        return examples != null && !examples.getPath().isBlank();
    }

    private void requireCaptions() {
        if (hasExamples() && Texts.split(defences).contains(PROMPTS))
            throw new UserException("Classes that are learned from examples have no captions, so the defence \""
                    + PROMPTS + "\" cannot be measured; leave it or the examples out.");
    }

    private void requireCounts() {
        if (most < 1) throw new UserException("The parameter \"most\" is " + most + "; at least 1 is needed.");
        if (pairs < 0) throw new UserException("The parameter \"pairs\" is " + pairs + "; write 0 for none.");
    }

    private List<Attack> attacks(ClipModel clip) {
        List<Attack> given = Texts.listed(words).stream().map(Attack::parse).toList();
        if (!given.isEmpty()) return given;
        return clip.vocabulary().isPresent() ? Attack.embedded() : Attack.paper();
    }

    private List<AttackStyle> styles(ClipModel clip) {
        List<Layout> asked = Texts.split(layouts).stream().map(Layout::parse).toList();
        List<TextSize> given = Texts.split(sizes).stream().map(TextSize::parse).toList();
        Lettering lettering = lettering(AttackStyle.usualLettering(clip));
        List<AttackStyle> styles = new ArrayList<>();
        for (Layout layout : asked.isEmpty() ? List.of(AttackStyle.usualLayout(clip)) : asked)
            for (TextSize size : given.isEmpty() ? AttackStyle.usualSizes(layout) : given)
                styles.add(new AttackStyle(lettering, layout, size));
        return styles;
    }

    private Lettering lettering(Lettering usual) {
        Outline around = usual.outline().orElseThrow();
        OptionalInt colour = given(outline).isBlank()
                ? OptionalInt.of(around.colour())
                : ChosenColour.parseIfAny("outline", outline);
        Lettering bare = Lettering.plain(given(fill).isBlank() ? usual.fill() : ChosenColour.parse("fill", fill))
                .with(given(font).isBlank() ? usual.typeface() : Typeface.of(font));
        return colour.isPresent() ? bare.with(new Outline(colour.getAsInt(), line == 0 ? around.width() : line)) : bare;
    }

    private Classifier classifier(ClipModel clip, Victims victims, List<Attack> attacks, Progress progress) {
        if (hasExamples())
            return ExampleClasses.train(
                    clip, PictureKinds.open(examples.toPath()).pictures(), progress);
        Set<String> labels = new LinkedHashSet<>(Texts.listed(classes));
        if (labels.isEmpty()) {
            labels.addAll(victims.trueClasses());
            attacks.forEach(attack -> labels.add(attack.target()));
        }
        ZeroShot zeroShot = new ZeroShot(clip, List.copyOf(labels), Prompts.parse(prompt), progress);
        warn(zeroShot.warnings());
        return zeroShot;
    }

    /** Those asked for; what they need is learned from other words, and from built-in drawings that are not attacked. */
    private List<Defence> defences(ClipModel clip, Victims victims, List<Attack> attacks, Progress progress) {
        List<String> names = Texts.split(defences);
        for (String name : names) requireOneOf("defences", name, INPAINTING, BLUR, PROMPTS, PROJECTION, SILENCING);
        if (names.isEmpty()) return List.of();
        WrittenPairs pairsToLearn = WrittenPairs.of(
                clip,
                Victims.builtIn().without(victims).list(),
                attacks.stream().map(Attack::text).toList());
        List<Defence> measured = new ArrayList<>();
        for (String name : names)
            measured.add(
                    switch (name) {
                        case INPAINTING -> new TextRemoval(Filling.INPAINTING);
                        case BLUR -> new TextRemoval(Filling.BLUR);
                        case PROMPTS -> new NamedText(clip, NamedText.USUAL);
                        case PROJECTION ->
                            ReadingDirections.learn(clip, pairsToLearn, ReadingDirections.usual(clip), progress);
                        default -> SilencedUnits.find(clip, pairsToLearn, SilencedUnits.usual(clip), progress);
                    });
        return measured;
    }

    /** Pairs of the middle style, spread evenly over its trials. */
    private ImagePlus pairs(ClipModel clip, Classifier classifier, Victims victims, List<AttackTrial> done) {
        List<AttackStyle> styles =
                done.stream().map(AttackTrial::style).distinct().toList();
        AttackStyle middle = styles.get(styles.size() / 2);
        List<AttackTrial> candidates =
                done.stream().filter(trial -> trial.style().equals(middle)).toList();
        int count = Math.min(pairs, candidates.size());
        List<AttackPair> drawn = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            AttackTrial trial = candidates.get((int) ((2L * i + 1) * candidates.size() / (2L * count)));
            drawn.add(AttackPair.of(
                    clip,
                    classifier,
                    victims.labelled(trial.image()),
                    trial.attack(),
                    middle,
                    AttackPairs.SIDE,
                    AttackPairs.BARS));
        }
        return AttackPairs.of("Attacked " + victims.title(), drawn);
    }
}
