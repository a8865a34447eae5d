package org.multimodalneurons.plugin.embed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Duplicates;
import org.multimodalneurons.embed.EmbeddingSet;
import org.multimodalneurons.embed.Outliers;
import org.multimodalneurons.embed.Outliers.Outlier;
import org.multimodalneurons.plugin.imagej.Chart;
import org.multimodalneurons.plugin.imagej.ContactSheet;
import org.multimodalneurons.plugin.imagej.Decimals;
import org.multimodalneurons.plugin.imagej.DoubleClick;
import org.multimodalneurons.plugin.imagej.EmbeddingTables;
import org.multimodalneurons.plugin.imagej.PixelMeaning;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.multimodalneurons.plugin.imagej.Tables;
import org.multimodalneurons.plugin.imagej.Thumbnail;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Which images are there twice, and which do not belong? Pairs of images that are nearly the same, the groups that they make, and the
 * images least like the rest: as tables and as sheets of pictures. A double click opens an image.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Embed>Duplicates and Outliers...",
        description =
                "Which images are there twice, and which do not belong? Pairs of images that are nearly the same, "
                        + "the groups that they make, and the images least like the rest: as tables and as sheets of "
                        + "pictures. A double click opens an image.")
public class FindDuplicates extends SetCommand {

    private static final String PAIRS = "Duplicates";
    private static final String GROUPS = "Duplicate groups";
    private static final String OUTLIERS = "Outliers";
    private static final String FIRST = "Number_A";
    private static final String NUMBER = "Number";
    private static final int SIDE = 112;
    private static final int PICTURES = 60;

    @Parameter(
            label = "Threshold (cosine)",
            description = "the cosine from which two images count as nearly the same",
            min = "-1",
            max = "1",
            persist = false)
    private double threshold = Duplicates.USUAL_THRESHOLD;

    @Parameter(label = "Pairs at most", description = "the most alike first", min = "1", persist = false)
    private int pairs = 1000;

    @Parameter(
            label = "Neighbours",
            description = "the nearest images, whose mean cosine tells how much an image belongs to the rest; of few"
                    + " images all others",
            min = "1",
            persist = false)
    private int neighbours = Outliers.USUAL_NEIGHBOURS;

    @Parameter(label = "Outliers to list", description = "the oddest first", min = "1", persist = false)
    private int outliers = 20;

    @Parameter(label = PAIRS, type = ItemIO.OUTPUT)
    private ResultsTable pairTable;

    @Parameter(label = GROUPS, type = ItemIO.OUTPUT)
    private ResultsTable groupTable;

    @Parameter(label = OUTLIERS, type = ItemIO.OUTPUT)
    private ResultsTable outlierTable;

    @Parameter(label = "Pairs", type = ItemIO.OUTPUT)
    private ImagePlus pairSheet;

    @Parameter(label = "Odd images", type = ItemIO.OUTPUT)
    private ImagePlus outlierSheet;

    private record PairRow(
            int rank, int numberA, int numberB, String a, String b, double cosine, String fileA, String fileB) {}

    private record GroupRow(int group, int images, int number, String image, String file) {}

    private record OutlierRow(
            int rank, int number, String image, double score, String nearest, double nearestCosine, String file) {}

    @Override
    protected void execute(Progress progress) {
        requireOne("outliers", outliers);
        requireOne("neighbours", neighbours);
        super.execute(progress);
    }

    private static void requireOne(String parameter, int value) {
        if (value < 1)
            throw new UserException("The parameter \"" + parameter + "\" is " + value + "; at least 1 is needed.");
    }

    @Override
    protected void check(List<String> groupOfEach) {
        Duplicates.check(groupOfEach.size(), threshold, pairs);
    }

    /** As many as there are, of few images: duplicates are found among them all the same. */
    private int neighboursAmong(int images) {
        if (neighbours < images) return neighbours;
        Surroundings.note("Of " + images + " images each has " + (images - 1) + " neighbours, not " + neighbours
                + ": outliers are told by these.");
        return images - 1;
    }

    @Override
    protected void run(EmbeddingSet set, Progress progress) {
        float[][] vectors = set.embeddings().vectors();
        Duplicates twice = Duplicates.of(vectors, threshold, pairs, progress);
        List<Outlier> odd = Outliers.of(vectors, neighboursAmong(set.size()), progress);
        odd = odd.subList(0, Math.min(outliers, odd.size()));
        if (twice.pairs().isEmpty())
            Surroundings.note("No two of the " + set.size() + " images have a cosine of " + threshold + " or more.");
        else tabulate(set, twice);
        ResultsTable listed = Tables.of(outlierRows(set, odd), OutlierRow.class);
        outlierTable = placed(Decimals.ofCosines(listed, "Score", "Nearest_Cosine"), set);
        var pictures = new SetPictures(set, looked());
        showTables(pictures);
        if (!pictures.exist()) return;
        if (!twice.pairs().isEmpty()) showPairs(set, twice.pairs(), pictures, progress);
        showOutliers(set, odd, pictures, progress);
    }

    private void tabulate(EmbeddingSet set, Duplicates twice) {
        ResultsTable listed = Tables.of(pairRows(set, twice), PairRow.class);
        pairTable = Tables.seen(Decimals.ofCosines(listed, "Cosine"), set.display());
        groupTable = placed(Tables.of(groupRows(set, twice), GroupRow.class), set);
        if (twice.found() > twice.pairs().size())
            Surroundings.note(twice.pairs().size() + " of " + twice.found() + " pairs are listed; groups count all.");
    }

    private static ResultsTable placed(ResultsTable table, EmbeddingSet set) {
        return Tables.seen(EmbeddingTables.placed(table, NUMBER, set), set.display());
    }

    private static List<PairRow> pairRows(EmbeddingSet set, Duplicates twice) {
        List<PairRow> rows = new ArrayList<>();
        for (Duplicates.Pair pair : twice.pairs()) {
            var a = set.items().get(pair.a());
            var b = set.items().get(pair.b());
            rows.add(new PairRow(
                    rows.size() + 1,
                    pair.a() + 1,
                    pair.b() + 1,
                    a.label(),
                    b.label(),
                    pair.cosine(),
                    a.file(),
                    b.file()));
        }
        return rows;
    }

    private static List<GroupRow> groupRows(EmbeddingSet set, Duplicates twice) {
        List<GroupRow> rows = new ArrayList<>();
        for (int group = 0; group < twice.groups().size(); group++)
            for (int place : twice.groups().get(group)) {
                var item = set.items().get(place);
                int size = twice.groups().get(group).size();
                rows.add(new GroupRow(group + 1, size, place + 1, item.label(), item.file()));
            }
        return rows;
    }

    private static List<OutlierRow> outlierRows(EmbeddingSet set, List<Outlier> odd) {
        List<OutlierRow> rows = new ArrayList<>();
        for (Outlier each : odd) {
            var item = set.items().get(each.item());
            String nearest = set.items().get(each.nearest()).label();
            rows.add(new OutlierRow(
                    rows.size() + 1,
                    each.item() + 1,
                    item.label(),
                    each.score(),
                    nearest,
                    each.nearestCosine(),
                    item.file()));
        }
        return rows;
    }

    private void showTables(SetPictures pictures) {
        if (Surroundings.isUnwatched()) return;
        if (pairTable != null) {
            Tables.show(pairTable, titled(PAIRS));
            Tables.show(groupTable, titled(GROUPS));
            DoubleClick.onRow(titled(PAIRS), FIRST, pictures::openNumbered);
            DoubleClick.onRow(titled(GROUPS), NUMBER, pictures::openNumbered);
        }
        Tables.show(outlierTable, titled(OUTLIERS));
        DoubleClick.onRow(titled(OUTLIERS), NUMBER, pictures::openNumbered);
    }

    private void showPairs(EmbeddingSet set, List<Duplicates.Pair> found, SetPictures pictures, Progress progress) {
        List<Duplicates.Pair> shown = found.subList(0, Math.min(PICTURES, found.size()));
        List<ContactSheet.Entry> entries = new ArrayList<>();
        for (Duplicates.Pair pair : shown) {
            progress.throwIfCancelled();
            progress.report(entries.size(), shown.size(), "Opening pair " + (entries.size() + 1));
            entries.add(new ContactSheet.Entry(
                    Thumbnail.beside(pictures.thumbnail(pair.a(), SIDE), pictures.thumbnail(pair.b(), SIDE)),
                    name(set, pair.a()) + " \u2013 " + name(set, pair.b()),
                    cosine(pair.cosine())));
        }
        pairSheet = Chart.marked(new ImagePlus(titled("Duplicate pictures"), ContactSheet.of(entries)));
        tellDisplay(pairSheet, set);
        if (Surroundings.isUnwatched()) return;
        Surroundings.show(pairSheet);
        DoubleClick.onPicture(pairSheet, ContactSheet.layout(entries), place -> {
            pictures.open(shown.get(place).a());
            pictures.open(shown.get(place).b());
        });
    }

    private void showOutliers(EmbeddingSet set, List<Outlier> odd, SetPictures pictures, Progress progress) {
        List<Outlier> shown = odd.subList(0, Math.min(PICTURES, odd.size()));
        List<ContactSheet.Entry> entries = new ArrayList<>();
        for (Outlier each : shown) {
            progress.throwIfCancelled();
            progress.report(entries.size(), shown.size(), "Opening outlier " + (entries.size() + 1));
            entries.add(new ContactSheet.Entry(
                    pictures.thumbnail(each.item(), SIDE), name(set, each.item()), cosine(each.score())));
        }
        outlierSheet = Chart.marked(new ImagePlus(titled("Outlier pictures"), ContactSheet.of(entries)));
        tellDisplay(outlierSheet, set);
        if (Surroundings.isUnwatched()) return;
        Surroundings.show(outlierSheet);
        DoubleClick.onPicture(
                outlierSheet,
                ContactSheet.layout(entries),
                place -> pictures.open(shown.get(place).item()));
    }

    private static void tellDisplay(ImagePlus sheet, EmbeddingSet set) {
        if (!set.display().isEmpty()) sheet.setProperty("Info", PixelMeaning.info("", set.display()));
    }

    private static String name(EmbeddingSet set, int place) {
        String label = set.items().get(place).label();
        return label.substring(label.lastIndexOf('/') + 1);
    }

    private static String cosine(double cosine) {
        return String.format(Locale.ROOT, "%.3f", cosine);
    }
}
