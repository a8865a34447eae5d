package org.multimodalneurons.plugin.probe;

import java.awt.EventQueue;
import java.awt.image.BufferedImage;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.plugin.Texts;
import org.multimodalneurons.plugin.imagej.LineChart;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.multimodalneurons.plugin.imagej.Tables;
import org.multimodalneurons.probe.BlindSample;
import org.multimodalneurons.probe.BlindSample.Item;
import org.multimodalneurons.probe.ConditionalProbability;
import org.multimodalneurons.probe.ConditionalProbability.Share;
import org.multimodalneurons.probe.FiringWindow;
import org.multimodalneurons.probe.NeuronCard;
import org.multimodalneurons.probe.Stimulus;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/**
 * What does a picture show, given how strongly a neuron responds to it? As many pictures of every strength are labelled
 * by somebody who does not see the response, or by the names of their folders; the plot gives the share of each label.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Probe>Conditional Probability...",
        description = "What does a picture show, given how strongly a neuron responds to it? As many pictures of every "
                + "strength are labelled by somebody who does not see the response, or by the names of their "
                + "folders; the plot gives the share of each label.")
public class PlotConditionalProbability extends UnitCommand {

    private static final String BY_HAND = "by hand";
    private static final String MODALITY = "modality";
    private static final String CONCEPT = "concept";
    private static final int MOST_CATEGORIES = 9;

    @Parameter(
            label = "Labels",
            description = "by hand: in a window that hides the response; or the names of the folders: whether a picture"
                    + " shows the concept and how, or its modality alone",
            choices = {BY_HAND, CONCEPT, MODALITY},
            persist = false)
    private String labels = BY_HAND;

    @Parameter(
            label = "Categories",
            description = "to choose from by hand, at most nine, separated by commas",
            required = false,
            persist = false)
    private String categories = "photo, drawing, text, partial, other";

    @Parameter(
            label = "File",
            description = "CSV that keeps labels given by hand; labelling goes on where it was left",
            style = FileWidget.SAVE_STYLE,
            required = false,
            persist = false)
    private File file;

    @Parameter(label = "Width", description = "of a bucket in standard deviations of the response", persist = false)
    private double width = 1;

    @Parameter(label = "Pictures", description = "of each bucket", min = "1", persist = false)
    private int pictures = 20;

    @Parameter(
            label = "Crop",
            description = "show by hand only what is around the place where the unit fires",
            persist = false)
    private boolean crop = true;

    @Parameter(label = "Seed", description = "of the choice and the order of the pictures", persist = false)
    private int seed = 1;

    @Parameter(label = "Shares", type = ItemIO.OUTPUT)
    private ResultsTable shares;

    @Parameter(label = "Plot", type = ItemIO.OUTPUT)
    private ImagePlus plot;

    @Override
    protected void run(ClipModel clip, Progress progress) {
        requireOneOf("labels", labels, BY_HAND, CONCEPT, MODALITY);
        List<String> names = Texts.split(categories);
        if (labels.equals(BY_HAND)) requireCategories(names);
        List<Stimulus> stimuli = stimuli();
        Unit looked = unit(clip);
        Function<Stimulus, String> folderLabel =
                labels.equals(CONCEPT) ? byConcept(clip, stimuli) : PlotConditionalProbability::modality;
        Map<Integer, String> unreadable = new HashMap<>();
        BlindSample sample = BlindSample.draw(
                NeuronCard.responses(clip, looked, stimuli, unreadable, progress), width, pictures, seed);
        tellUnreadable(unreadable, stimuli);
        List<String> given = labels.equals(BY_HAND)
                ? byHand(clip, looked, sample, names)
                : sample.items().stream().map(Item::stimulus).map(folderLabel).toList();
        List<Share> counted = ConditionalProbability.of(sample.items(), given);
        shares = Tables.of(counted, Share.class);
        for (int row = 0; row < shares.size(); row++) shares.setValue("Pictures", row, pictures());
        plot = plot(looked, counted);
    }

    private Function<Stimulus, String> byConcept(ClipModel clip, List<Stimulus> stimuli) {
        String wanted = concept(clip, stimuli);
        if (wanted.isEmpty())
            throw new UserException("It is not known which concept of " + pictures()
                    + " this unit stands for, so there is nothing to tell by the names of the folders. Write a concept, or"
                    + " label by hand.");
        return stimulus -> ConditionalProbability.label(stimulus, wanted);
    }

    /** The modality of a picture; of a negative for all modalities that it is one. */
    private static String modality(Stimulus stimulus) {
        if (!stimulus.modality().isEmpty()) return stimulus.modality();
        if (stimulus.isNegative()) return Stimulus.NEGATIVE;
        throw new UserException(
                "The picture " + stimulus.label() + " lies in no folder of a modality, so its folder is no"
                        + " label. Choose a folder family/concept/modality, or label by hand.");
    }

    private void requireCategories(List<String> names) {
        if (names.size() < 2 || names.size() > MOST_CATEGORIES)
            throw new UserException(
                    "Labelling by hand takes 2 to " + MOST_CATEGORIES + " categories; found " + names.size() + ".");
        if (file == null || file.getPath().isBlank())
            throw new UserException("There is no file to keep the labels in; choose one such as labels.csv.");
    }

    private List<String> byHand(ClipModel clip, Unit looked, BlindSample sample, List<String> names) {
        List<String> drawn =
                sample.items().stream().map(item -> item.stimulus().label()).toList();
        var kept = new LabelFile(file.toPath(), drawn);
        if (kept.missing() > 0 && Surroundings.isHeadless()) {
            kept.save();
            throw new UserException(
                    kept.missing() + " of " + drawn.size() + " pictures have no label yet. They are listed in " + kept
                            + ": fill its column Label, or run this with a display, then run it again.");
        }
        if (kept.missing() > 0) label(clip, looked, sample.items(), drawn, kept, names);
        if (kept.missing() > 0) {
            Surroundings.note((drawn.size() - kept.missing()) + " of " + drawn.size()
                    + " pictures are labelled, kept in " + kept + ". Run the command again to go on.");
            throw new CancellationException("Labelling was paused.");
        }
        return kept.labels();
    }

    private void label(
            ClipModel clip, Unit looked, List<Item> items, List<String> drawn, LabelFile kept, List<String> names) {
        try (var pictures = new PicturesAhead(drawn.size(), i -> shown(clip, looked, items.get(i)))) {
            var window = new AtomicReference<LabelWindow>();
            EventQueue.invokeAndWait(() -> {
                window.set(new LabelWindow(kept, drawn, names, pictures));
                window.get().setVisible(true);
            });
            try {
                window.get().await();
            } catch (InterruptedException e) {
                EventQueue.invokeLater(() -> window.get().dispose());
                throw e;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Labelling was interrupted.");
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("The window for labels cannot be opened.", e);
        }
    }

    private BufferedImage shown(ClipModel clip, Unit looked, Item item) {
        PixelRows picture = item.stimulus().picture().get();
        BufferedImage whole = picture.buffered();
        if (!crop) return whole;
        FiringWindow part = FiringWindow.of(clip, looked, picture, item.activation() >= 0);
        return whole.getSubimage(part.x(), part.y(), part.width(), part.height());
    }

    private ImagePlus plot(Unit looked, List<Share> counted) {
        List<Double> buckets = counted.stream().map(Share::bucket).distinct().toList();
        List<LineChart.Line> lines = counted.stream()
                .map(Share::label)
                .distinct()
                .sorted()
                .map(label -> new LineChart.Line(
                        label,
                        counted.stream()
                                .filter(share -> share.label().equals(label))
                                .map(Share::probability)
                                .toList()))
                .toList();
        return LineChart.of(
                "Conditional probability of " + looked,
                "Response in standard deviations from zero",
                "Probability",
                buckets.stream().map(bucket -> bucket + width / 2).toList(),
                lines);
    }
}
