package org.multimodalneurons.plugin.embed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import ij.process.ColorProcessor;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Clusters;
import org.multimodalneurons.embed.EmbeddingSet;
import org.multimodalneurons.embed.EmbeddingSet.Item;
import org.multimodalneurons.embed.Projection;
import org.multimodalneurons.plugin.imagej.Chart;
import org.multimodalneurons.plugin.imagej.Decimals;
import org.multimodalneurons.plugin.imagej.DoubleClick;
import org.multimodalneurons.plugin.imagej.PictureMap;
import org.multimodalneurons.plugin.imagej.PixelMeaning;
import org.multimodalneurons.plugin.imagej.ScatterPlot;
import org.multimodalneurons.plugin.imagej.SelectedPoints;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.multimodalneurons.plugin.imagej.Tables;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Which images are alike? Embeddings as points of a plane, coloured by group or by cluster, and their coordinates in a table. A
 * selection on the plot lists the images in it; a double click on a point, a picture or a row opens one.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Embed>Embedding Plot...",
        description = "Which images are alike? Embeddings as points of a plane, coloured by group or by cluster, and "
                + "their coordinates in a table. A selection on the plot lists the images in it; a double click on "
                + "a point, a picture or a row opens one.")
public class PlotEmbeddings extends SetCommand {

    private static final String PCA = "PCA";
    private static final String TSNE = "t-SNE";
    private static final String UMAP = "UMAP";
    private static final String NONE = "none";
    private static final String KMEANS = "k-means";
    private static final String DBSCAN = "DBSCAN";
    private static final String AUTOMATIC = "automatic";
    private static final String GROUP = "group";
    private static final String CLUSTER = "cluster";
    private static final String POINTS = "Points";
    private static final String CLUSTERS = "Clusters";
    private static final String NOISE = "noise";
    private static final String SELECTED = "Selection";
    private static final String NUMBER = "Number";
    private static final int SIDE = 48;

    @Parameter(
            label = "Method",
            description = "PCA keeps distances, and groups overlap; t-SNE and UMAP keep neighbours together",
            choices = {PCA, TSNE, UMAP},
            persist = false)
    private String method = UMAP;

    @Parameter(
            label = "Cluster",
            description =
                    "k-means makes as many clusters as you say; DBSCAN finds dense places and leaves the rest out",
            choices = {NONE, KMEANS, DBSCAN},
            persist = false)
    private String cluster = NONE;

    @Parameter(
            label = "Clusters (k-means)",
            description =
                    "of clusters that k-means makes; 0: those that are told apart best, of 2 to half as many as images (12"
                            + " in any case, 50 at most)",
            min = "0",
            persist = false)
    private int count = 0;

    @Parameter(
            label = "Radius (DBSCAN)",
            description = "of a neighbourhood, for DBSCAN: the largest 1 less the cosine",
            min = "0",
            max = "2",
            persist = false)
    private double radius = .2;

    @Parameter(
            label = "Neighbours (DBSCAN)",
            description = "in it, the image itself counted, that make an image the core of a cluster, for DBSCAN",
            min = "1",
            persist = false)
    private int neighbours = 5;

    @Parameter(
            label = "Colour by",
            description = "automatic: by cluster where there are clusters, else by group",
            choices = {AUTOMATIC, GROUP, CLUSTER, NONE},
            persist = false)
    private String colour = AUTOMATIC;

    @Parameter(label = "Thumbnails", description = "a second map, of small pictures", persist = false)
    private boolean thumbnails;

    @Parameter(label = "Seed", description = "the same one gives the same map and clusters", persist = false)
    private int seed = 1;

    @Parameter(label = "Plot", type = ItemIO.OUTPUT)
    private ImagePlus plot;

    @Parameter(label = "Map", type = ItemIO.OUTPUT)
    private ImagePlus map;

    @Parameter(label = POINTS, type = ItemIO.OUTPUT)
    private ResultsTable points;

    @Parameter(label = CLUSTERS, type = ItemIO.OUTPUT)
    private ResultsTable clusters;

    private record Row(
            int number, String image, String group, String cluster, double x, double y, String file, int slice) {}

    private record Summary(String cluster, int images, String representative, double cohesion, double silhouette) {}

    @Override
    protected void execute(Progress progress) {
        requireOneOf("method", method, PCA, TSNE, UMAP); // before anything is embedded
        requireOneOf("cluster", cluster, NONE, KMEANS, DBSCAN);
        requireOneOf("colour", colour, AUTOMATIC, GROUP, CLUSTER, NONE);
        if (colour.equals(CLUSTER) && cluster.equals(NONE))
            throw new UserException(
                    "The parameter \"colour\" is cluster, but no clusters are made; choose \"cluster\".");
        if (cluster.equals(DBSCAN)) Clusters.check(radius, neighbours);
        super.execute(progress);
    }

    @Override
    protected void check(List<String> groupOfEach) {
        int images = groupOfEach.size();
        Projection.named(method).check(images);
        if (cluster.equals(KMEANS) && (count < 0 || count > images))
            throw new UserException("The parameter \"count\" is " + count + ", and there are " + images
                    + " images: write 1 to " + images + " clusters, or 0 for those that are told apart best.");
    }

    @Override
    protected void run(EmbeddingSet set, Progress progress) {
        Projection projection = Projection.named(method);
        projection.check(set.size()); // without those that could not be read
        float[][] vectors = set.embeddings().unit().vectors();
        Optional<Clusters> found = clusters(vectors, progress);
        double[][] places = projection.of(vectors, seed, progress);
        List<ScatterPlot.Point> coloured = coloured(set, places, found);
        var pictures = new SetPictures(set, looked());
        var chart = new ScatterPlot(
                titled("Plot"),
                projection.axis(0, vectors, places),
                projection.axis(1, vectors, places),
                coloured,
                found.isPresent() ? NOISE : NONE);
        plot = chart.image();
        String about = describe(set, found);
        plot.setProperty("Info", PixelMeaning.info(about, set.display()));
        List<Row> rows = rows(set, places, found);
        points = table(rows, found.isPresent(), set);
        found.ifPresent(made -> clusters = Tables.seen(
                Decimals.ofCosines(Tables.of(summary(set, made), Summary.class), "Cohesion"), set.display()));
        show(chart, rows, set, pictures, found.isPresent());
        if (thumbnails) map(coloured, pictures, about, set.display(), progress);
    }

    private Optional<Clusters> clusters(float[][] vectors, Progress progress) {
        return switch (cluster) {
            case KMEANS ->
                Optional.of(count == 0 ? chosen(vectors, progress) : Clusters.kMeans(vectors, count, seed, progress));
            case DBSCAN -> Optional.of(Clusters.dbscan(vectors, radius, neighbours, progress));
            default -> Optional.empty();
        };
    }

    private Clusters chosen(float[][] vectors, Progress progress) {
        Clusters best = Clusters.kMeans(vectors, seed, progress);
        int made = best.clusters().size();
        if (made == Clusters.mostTried(vectors.length) && made < vectors.length - 1)
            Surroundings.note(
                    made + " clusters are told apart best, and no more were tried: others may be told apart better."
                            + " Write \"count\" for more.");
        return best;
    }

    private List<ScatterPlot.Point> coloured(EmbeddingSet set, double[][] places, Optional<Clusters> found) {
        boolean byCluster = colour.equals(CLUSTER) || (colour.equals(AUTOMATIC) && found.isPresent());
        boolean byGroup = colour.equals(GROUP) || (colour.equals(AUTOMATIC) && found.isEmpty());
        return IntStream.range(0, places.length)
                .mapToObj(i -> {
                    String kind = byGroup ? set.items().get(i).group() : byCluster ? name(found, i) : "";
                    return new ScatterPlot.Point(places[i][0], places[i][1], kind);
                })
                .toList();
    }

    /** What the cluster of an item is called in a legend; empty for noise. */
    private static String name(Optional<Clusters> found, int item) {
        int number = found.map(made -> made.numbers().get(item)).orElse(Clusters.NOISE);
        return number == Clusters.NOISE ? "" : "cluster " + number;
    }

    private String describe(EmbeddingSet set, Optional<Clusters> found) {
        String made = found.map(each -> String.format(
                        Locale.ROOT,
                        "; %d clusters by %s, silhouette %.3f, %d in none",
                        each.clusters().size(),
                        cluster,
                        each.silhouette(),
                        each.noise()))
                .orElse("");
        return method + " of " + set.embeddings() + "; seed " + seed + made;
    }

    private static List<Row> rows(EmbeddingSet set, double[][] places, Optional<Clusters> found) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            Item item = set.items().get(i);
            int place = i;
            String number = found.map(made -> text(made.numbers().get(place))).orElse("");
            rows.add(new Row(
                    i + 1, item.label(), item.group(), number, places[i][0], places[i][1], item.file(), item.slice()));
        }
        return rows;
    }

    private static String text(int number) {
        return number == Clusters.NOISE ? NOISE : Integer.toString(number);
    }

    /** Columns of which nothing is known are left out. */
    private static ResultsTable table(List<Row> rows, boolean clustered, EmbeddingSet set) {
        ResultsTable table = Tables.of(rows, Row.class);
        if (rows.isEmpty()) return table; // without columns
        if (!clustered) table.deleteColumn("Cluster");
        if (set.groups().isEmpty()) table.deleteColumn("Group");
        if (set.items().stream().allMatch(item -> item.file().isEmpty())) table.deleteColumn("File");
        return Tables.seen(Decimals.ofMap(table, "X", "Y"), set.display());
    }

    private static List<Summary> summary(EmbeddingSet set, Clusters made) {
        List<Summary> rows = new ArrayList<>();
        for (Clusters.Group group : made.clusters())
            rows.add(new Summary(
                    text(group.number()),
                    group.size(),
                    set.items().get(group.representative()).label(),
                    group.cohesion(),
                    group.silhouette()));
        if (made.noise() > 0) rows.add(new Summary(NOISE, made.noise(), "", Double.NaN, Double.NaN));
        rows.add(new Summary("all", set.size() - made.noise(), "", Double.NaN, made.silhouette()));
        return rows;
    }

    private void show(ScatterPlot chart, List<Row> rows, EmbeddingSet set, SetPictures pictures, boolean clustered) {
        if (Surroundings.isUnwatched()) return;
        Tables.show(points, titled(POINTS));
        Surroundings.show(plot);
        DoubleClick.onRow(titled(POINTS), NUMBER, pictures::openNumbered);
        DoubleClick.onPlace(plot, chart::at, pictures::open);
        SelectedPoints.watch(chart, places -> {
            table(places.stream().map(rows::get).toList(), clustered, set).show(titled(SELECTED));
            DoubleClick.onRow(titled(SELECTED), NUMBER, pictures::openNumbered);
        });
    }

    private void map(
            List<ScatterPlot.Point> coloured, SetPictures pictures, String about, String display, Progress progress) {
        if (!pictures.exist()) {
            Surroundings.note("There are no thumbnails: no file of these embeddings is known.");
            return;
        }
        var placed = new PictureMap(coloured, SIDE);
        ColorProcessor drawn = placed.draw(place -> pictures.thumbnail(place, SIDE), progress);
        map = Chart.marked(new ImagePlus(titled("Map"), drawn));
        map.setProperty("Info", PixelMeaning.info(about + "; " + placed.shown() + " pictures have room", display));
        if (Surroundings.isUnwatched()) return;
        Surroundings.show(map);
        DoubleClick.onPlace(map, placed::at, pictures::open);
    }
}
