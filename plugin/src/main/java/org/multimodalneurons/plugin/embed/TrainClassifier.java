package org.multimodalneurons.plugin.embed;

import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Captions;
import org.multimodalneurons.embed.EmbeddingSet;
import org.multimodalneurons.embed.classifier.ClassifierFile;
import org.multimodalneurons.embed.classifier.ClassifierTraining;
import org.multimodalneurons.embed.classifier.ClassifierTraining.Trained;
import org.multimodalneurons.embed.classifier.Examples;
import org.multimodalneurons.embed.file.EmbeddingTable;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.Texts;
import org.multimodalneurons.plugin.imagej.PixelMeaning;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.multimodalneurons.plugin.imagej.Tables;
import org.multimodalneurons.search.Fault;
import org.multimodalneurons.text.Prompts;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/**
 * Learns to tell the groups of a set apart, from their embeddings, and tells how well it does on images that it has not
 * seen: a confusion matrix, precision and recall, calibration, and what was said of every image. The classifier is saved as
 * one small file for Apply Classifier.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Embed>Train Classifier...",
        description = "Learns to tell the groups of a set apart, from their embeddings, and tells how well it does on "
                + "images that it has not seen: a confusion matrix, precision and recall, calibration, and what was "
                + "said of every image.")
public class TrainClassifier extends SetCommand {

    @Parameter(
            label = "Prompts",
            description =
                    "to start from the classes' names, for few examples: {} stands for the name, as in a picture of a"
                            + " {}; several, separated by |, are averaged; empty: from nothing",
            required = false,
            persist = false)
    private String prompts = "";

    @Parameter(
            label = "More classes",
            description = "that have no example, known by their prompts; separated by commas, or by |",
            required = false,
            persist = false)
    private String others = "";

    @Parameter(
            label = "Folds",
            description = "of the cross-validation; files stay whole where they can",
            min = "2",
            persist = false)
    private int folds = ClassifierTraining.USUAL_FOLDS;

    @Parameter(label = "Seed", description = "of the folds: the same gives the same", persist = false)
    private long seed = 1;

    @Parameter(
            label = "Save as",
            description = "the classifier's file, .json, for Apply Classifier; an earlier classifier is replaced",
            style = FileWidget.SAVE_STYLE,
            persist = false)
    private File save = new File("classes" + ClassifierFile.ENDING);

    @Parameter(label = "Confusion", type = ItemIO.OUTPUT)
    private ImagePlus confusion;

    @Parameter(label = "Confusion matrix", type = ItemIO.OUTPUT)
    private ResultsTable counts;

    @Parameter(label = "Classes", type = ItemIO.OUTPUT)
    private ResultsTable classes;

    @Parameter(label = "Calibration", type = ItemIO.OUTPUT)
    private ImagePlus calibration;

    @Parameter(label = "Reliability", type = ItemIO.OUTPUT)
    private ResultsTable reliability;

    @Parameter(label = "Held-out answers", type = ItemIO.OUTPUT)
    private ResultsTable answers;

    @Parameter(label = "Classifier", type = ItemIO.OUTPUT)
    private ResultsTable summary;

    @Parameter(label = "Errors", type = ItemIO.OUTPUT)
    private ResultsTable errors;

    @Override
    protected void execute(Progress progress) {
        if (save == null || save.getPath().isBlank())
            throw new UserException("No file is given to save the classifier to; choose one, such as cells"
                    + ClassifierFile.ENDING + ".");
        SavedFile.requireWritable(save.toPath()); // before anything is embedded
        requireReplaceable();
        if (folds < 2)
            throw new UserException(
                    "The parameter \"folds\" is " + folds + "; at least 2 are needed, 5 or 10 are usual.");
        if (startsFromTexts()) Prompts.parse(prompts); // before anything is embedded
        else if (!Texts.split(others).isEmpty())
            throw new UserException("The parameter \"others\" names classes without an example: they are known by their"
                    + " prompts only. Write \"prompts\", such as a picture of a {}.");
        super.execute(progress);
    }

    /** Lets no picture or other work be lost to a slip of the pen: only an earlier classifier may be written over. */
    private void requireReplaceable() {
        if (!save.getName().toLowerCase(Locale.ROOT).endsWith(".json"))
            throw new UserException("The parameter \"save\" is " + save + ", but a classifier is a file .json;"
                    + " write a name such as cells" + ClassifierFile.ENDING + ".");
        if (save.isFile() && save.length() > 0 && !ClassifierFile.isOne(save.toPath()))
            throw new UserException("The parameter \"save\" is " + save + ", which exists and is no classifier;"
                    + " it is left as it is. Choose another name.");
    }

    @Override
    protected void check(List<String> groupOfEach) {
        if (groupOfEach.stream().allMatch(String::isBlank))
            throw new UserException((groupOfEach.size() == 1
                            ? "The image has no"
                            : "None of the " + groupOfEach.size() + " images has a")
                    + " class: \"groups\" tells where classes are"
                    + " read, and finds none there. Write " + Grouping.SYNTAX + ".");
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String group : groupOfEach) if (!group.isBlank()) counts.merge(group.strip(), 1, Integer::sum);
        for (String other : Texts.split(others)) counts.merge(other, 0, Integer::sum);
        List<String> labels = List.copyOf(counts.keySet());
        Examples.requireSeveral(
                labels, counts.values().stream().mapToInt(Integer::intValue).sum());
        ClassifierTraining.requireEnough(labels, List.copyOf(counts.values()), startsFromTexts());
    }

    private boolean startsFromTexts() {
        return prompts != null && !prompts.isBlank();
    }

    @Override
    protected void run(EmbeddingSet set, Progress progress) {
        requireModel(set.embeddings().model());
        EmbeddingSet labelled = labelled(set);
        Examples examples = Examples.of(labelled, Texts.split(others));
        ClassifierTraining training =
                ClassifierTraining.of(examples).folds(folds).seed(seed);
        if (startsFromTexts())
            withModel(progress, clip -> finish(labelled, started(training, clip, examples, progress), progress));
        else finish(labelled, training, progress);
    }

    /** A classifier is for the images of one model, and asks for it by name. */
    private static void requireModel(String model) {
        if (!EmbeddingTable.isNamed(model))
            throw new UserException("The embeddings come from " + model + ", so the classifier could never be applied."
                    + " Import them first (Import Embeddings..., with \"by\", the identity of the model), and give the"
                    + " title of that table.");
    }

    /** Those that have a class; the user is told of the others. */
    private EmbeddingSet labelled(EmbeddingSet set) {
        List<String> classes = set.groupOfEach();
        List<Integer> named = IntStream.range(0, set.size())
                .filter(i -> !classes.get(i).isBlank())
                .boxed()
                .toList();
        if (named.size() == set.size()) return set;
        String first = IntStream.range(0, set.size())
                .filter(i -> classes.get(i).isBlank())
                .mapToObj(i -> set.items().get(i).label())
                .findFirst()
                .orElseThrow();
        warn(List.of(set.size() - named.size() + " of " + set.size() + " images have no class and are left out, "
                + first + " first."));
        return set.at(named);
    }

    private ClassifierTraining started(
            ClassifierTraining training, ClipModel clip, Examples examples, Progress progress) {
        Prompts templates = Prompts.parse(prompts);
        warn(Captions.warnings(clip, examples.labels(), templates));
        return training.startingFrom(clip, templates, progress);
    }

    private void finish(EmbeddingSet set, ClassifierTraining training, Progress progress) {
        Trained trained = training.run(progress);
        warn(trained.warnings());
        TrainingTables tables = new TrainingTables(trained);
        String name = save.getName().replaceFirst("(\\.classifier)?\\.json$", "");
        summary = Tables.seen(tables.summary(save(trained) ? save.getAbsolutePath() : ""), set.display());
        if (trained.classifier().summary().isMeasured()) tell(tables, name, set);
    }

    /** What the classifier is worth. */
    private void tell(TrainingTables tables, String name, EmbeddingSet set) {
        confusion = tables.confusion("Confusion of " + name);
        counts = tables.confusionTable();
        classes = tables.classes();
        calibration = tables.calibration("Calibration of " + name);
        reliability = tables.calibrationTable();
        answers = Tables.seen(tables.answers(set), set.display());
        if (!set.display().isEmpty())
            for (ImagePlus image : List.of(confusion, calibration))
                image.setProperty("Info", PixelMeaning.info((String) image.getProperty("Info"), set.display()));
    }

    /** Whether it could be; what was learnt about the classifier stays when the disk is full. */
    private boolean save(Trained trained) {
        try {
            ClassifierFile.write(trained.classifier(), save.toPath());
            return true;
        } catch (UserException e) {
            errors = Tables.of(List.of(new Fault(save.getPath(), e.getMessage())), Fault.class);
            Surroundings.note(e.getMessage());
            Surroundings.abortMacro(e.getMessage());
            return false;
        }
    }
}
