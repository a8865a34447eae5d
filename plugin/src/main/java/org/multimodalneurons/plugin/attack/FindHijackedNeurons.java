package org.multimodalneurons.plugin.attack;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.attack.Attack;
import org.multimodalneurons.attack.Hijack;
import org.multimodalneurons.attack.HijackedUnit;
import org.multimodalneurons.attack.HijackedUnits;
import org.multimodalneurons.attack.Layout;
import org.multimodalneurons.attack.Lettering;
import org.multimodalneurons.attack.Overlap;
import org.multimodalneurons.attack.TextLayer;
import org.multimodalneurons.attack.TextSize;
import org.multimodalneurons.embed.Contrast;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.plugin.ImageCommand;
import org.multimodalneurons.plugin.Unreadable;
import org.multimodalneurons.plugin.imagej.ChosenColour;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.multimodalneurons.plugin.imagej.ShownImage;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.multimodalneurons.plugin.imagej.Tables;
import org.multimodalneurons.plugin.probe.UsualResponses;
import org.multimodalneurons.probe.ConceptSet;
import org.multimodalneurons.probe.ReferenceStatistics;
import org.multimodalneurons.probe.Responses;
import org.multimodalneurons.search.Fault;
import org.multimodalneurons.text.Prompts;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/**
 * What did the word do inside? A table of the units whose response it changed most and of what they have to do with its
 * concept; how many of them are units of that concept, against chance; and maps of where they fire without and with it.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Attack>Which Neurons Were Hijacked?...",
        description = "What did the word do inside? A table of the units whose response it changed most and of what "
                + "they have to do with its concept; how many of them are units of that concept, against chance; "
                + "and maps of where they fire without and with it.")
public class FindHijackedNeurons extends ImageCommand {

    private static final String CHANGE = "change";
    private static final String RISE = "rise";
    private static final String LOGIT = "logit";

    @Parameter(
            label = "Attack",
            description = "what is written, or with the class that it speaks for, such as $$$ = piggy bank",
            persist = false)
    private String attack = "pizza";

    @Parameter(
            label = "Attacked",
            description =
                    "title of another open image, the same but for the attack; empty: the text is written on a copy",
            required = false,
            persist = false)
    private String attacked = "";

    @Parameter(
            label = "Layout",
            description = "of the text on the copy: paper, centred, below, sticker, at .5 .15, or scattered 4 seed 1",
            persist = false)
    private String layout = "below";

    @Parameter(
            label = "Size",
            description = "of the text on the copy: such as 21 px, 7.3 %, 62 % wide, 8 % cover, or fit",
            persist = false)
    private String size = "fit";

    @Parameter(
            label = "Fill",
            description = "of the letters on the copy: a name such as black, or #ff8000",
            persist = false)
    private String fill = "black";

    @Parameter(
            label = "Outline",
            description = "the colour of a line around the letters on the copy, or none",
            required = false,
            persist = false)
    private String outline = ChosenColour.NONE;

    @Parameter(
            label = "Prompt",
            description = "of the attack's class, which {} stands for; several prompts, separated by |, are averaged",
            persist = false)
    private String prompt = "a picture of a {}";

    @Parameter(
            label = "Rank",
            description =
                    "units by the change of their response, by its rise, or by what they add to the logit of the class",
            choices = {CHANGE, RISE, LOGIT},
            persist = false)
    private String rank = CHANGE;

    @Parameter(label = "Units", description = "how many are listed and mapped", min = "1", persist = false)
    private int units = 10;

    @Parameter(
            label = "Layer",
            description = "whose units are looked at; empty: the last with neurons",
            required = false,
            persist = false)
    private String layer = "";

    @Parameter(
            label = "Reference",
            description = "folder of pictures that tells how units usually respond; empty: what is known already",
            style = FileWidget.DIRECTORY_STYLE,
            required = false,
            persist = false)
    private File reference;

    @Parameter(
            label = "Concepts",
            description =
                    "folder of pictures family/concept/modality, to tell the units of the concept by; empty: the set"
                            + " that ships with the plugin",
            style = FileWidget.DIRECTORY_STYLE,
            required = false,
            persist = false)
    private File concepts;

    @Parameter(label = "Maps", type = ItemIO.OUTPUT)
    private ImagePlus maps;

    @Parameter(label = "Hijacked units", type = ItemIO.OUTPUT)
    private ResultsTable hijacked;

    @Parameter(label = "Verdict", type = ItemIO.OUTPUT)
    private ResultsTable verdict;

    @Parameter(label = "Overview", type = ItemIO.OUTPUT)
    private ImagePlus overview;

    @Parameter(label = "Unreadable", type = ItemIO.OUTPUT)
    private ResultsTable unreadable;

    private final List<Fault> faults = new ArrayList<>();

    private record Row(
            String unit,
            double before,
            double after,
            double zBefore,
            double zAfter,
            double change,
            double logitBefore,
            double logitAfter,
            String knownAs,
            double wordZ,
            double wordAuc,
            double conceptAuc) {

        static Row of(HijackedUnit unit) {
            Hijack.Change change = unit.change();
            return new Row(
                    change.unit().toString(),
                    change.before(),
                    change.after(),
                    change.zBefore(),
                    change.zAfter(),
                    change.change(),
                    change.logitBefore(),
                    change.logitAfter(),
                    unit.knownAs(),
                    unit.wordZ(),
                    unit.wordAuc(),
                    unit.conceptAuc());
        }
    }

    @Override
    public void checkParameters() {
        super.checkParameters();
        requireOneOf("rank", rank, CHANGE, RISE, LOGIT);
    }

    @Override
    protected List<Fault> passedOver() {
        return faults;
    }

    @Override
    protected void run(ClipModel clip, Pictures pictures, Progress progress) {
        if (pictures.size() > 1)
            throw new UserException("One clean picture is compared with its attacked version, and " + pictures.size()
                    + " slices were given; write slices=current.");
        ShownImage source = (ShownImage) pictures;
        PixelRows clean = source.picture(0);
        PixelRows other = attacked == null || attacked.isBlank() ? written(clean) : opened();
        HijackedUnits found = HijackedUnits.of(question(clip, progress), clean, other, progress);
        found.sentences(ranking()).forEach(Surroundings::note);
        List<Row> rows = found.units().stream().map(Row::of).toList();
        hijacked = Tables.seen(Tables.of(rows, Row.class), source.display());
        verdict = Tables.seen(Tables.of(found.overlaps(), Overlap.class), source.display());
        var drawing = new HijackDrawing(source, other, found, clip.preprocessing());
        maps = drawing.maps("Hijacked neurons of " + source.title());
        overview = drawing.overview("Overview of " + source.title());
        found.unreadable().forEach((label, reason) -> faults.add(new Fault(label, reason)));
        unreadable = Unreadable.table(faults);
    }

    private PixelRows opened() {
        return new ShownImage(Surroundings.openImage(attacked), "current", meaning()).picture(0);
    }

    private PixelRows written(PixelRows clean) {
        return TextLayer.of(
                        Attack.parse(attack).text(),
                        lettering(),
                        Layout.parse(layout),
                        TextSize.parse(size),
                        clean.width(),
                        clean.height())
                .over(clean);
    }

    private Lettering lettering() {
        Lettering plain = Lettering.plain(ChosenColour.parse("fill", fill));
        var line = ChosenColour.parseIfAny("outline", outline);
        return line.isPresent() ? plain.with(new Lettering.Outline(line.getAsInt(), 1)) : plain;
    }

    private HijackedUnits.Question question(ClipModel clip, Progress progress) {
        Attack written = Attack.parse(attack);
        Contrast contrast = Contrast.of(clip, written.target(), Prompts.parse(prompt));
        warn(contrast.warnings());
        Layer looked = Responses.layer(clip, layer);
        ConceptSet set = concepts == null || concepts.getPath().isBlank()
                ? ConceptSet.builtIn()
                : ConceptSet.open(concepts.toPath());
        var usual = new UsualResponses(clip, List.of(looked));
        Optional<ReferenceStatistics> known = Optional.ofNullable(
                usual.toPictures(reference, faults::addAll, progress).get(looked));
        warn(usual.warnings());
        return new HijackedUnits.Question(written, contrast, looked, known, set, ranking(), units);
    }

    private Hijack.Ranking ranking() {
        return Hijack.Ranking.valueOf(rank.toUpperCase(Locale.ROOT));
    }
}
