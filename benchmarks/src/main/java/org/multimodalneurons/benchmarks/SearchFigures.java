package org.multimodalneurons.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.Vectors;
import org.multimodalneurons.search.FileFacts;
import org.multimodalneurons.search.Found;
import org.multimodalneurons.search.ImageIndex;
import org.multimodalneurons.search.IndexPlace;
import org.multimodalneurons.search.IndexWriting;
import org.multimodalneurons.search.Query;

/**
 * How quick a search is and how much of the true answer it finds: {@code SearchFigures [vectors] [components] [queries]
 * [spread]}, by default 100000, 512, 200 and 0.7. The vectors are of length 1 and lie in clusters of about a hundred, as
 * images of like things do; queries lie in the same clusters. The spread is the length of what differs within a cluster
 * against what is shared. Recall is the share of the ten nearest that the graph finds.
 */
public final class SearchFigures {

    private static final String MODEL = "synthetic";
    private static final int CLUSTER = 100;
    private static final double SPREAD = .7;
    private static final int NEAREST = 10;

    private final int components;
    private final double spread;
    private final float[][] centres;
    private final Random random = new Random(1);

    private SearchFigures(int vectors, int components, double spread) {
        this.spread = spread;
        this.components = components;
        this.centres = new float[Math.max(1, vectors / CLUSTER)][];
        for (int i = 0; i < centres.length; i++) centres[i] = around(new float[components], 1);
    }

    /** Runs the whole of it. */
    public static void main(String[] arguments) throws IOException {
        int vectors = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int components = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 512;
        int queries = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 200;
        double spread = arguments.length > 3 ? Double.parseDouble(arguments[3]) : SPREAD;
        Path folder = Files.createTempDirectory("search-figures");
        try {
            new SearchFigures(vectors, components, spread).run(IndexPlace.in(folder), vectors, queries);
        } finally {
            delete(folder);
        }
    }

    private void run(IndexPlace place, int vectors, int queries) throws IOException {
        long start = System.nanoTime();
        FileFacts facts = new FileFacts(0, 0);
        try (var index = new IndexWriting(place, MODEL)) {
            for (int i = 0; i < vectors; i++) index.put("image-" + i, facts, 1, 1, member());
            index.commit();
            index.connect(Progress.NONE);
        }
        double writing = millisecondsSince(start) / 1000;
        try (ImageIndex index = ImageIndex.open(place, MODEL)) {
            for (int i = 0; i < queries; i++) index.search(Query.near(member()), NEAREST); // warms up
            double[] quick = new double[queries];
            double[] exact = new double[queries];
            int found = 0;
            for (int i = 0; i < queries; i++) {
                Query query = Query.near(member());
                start = System.nanoTime();
                List<Found> answer = index.search(query, NEAREST);
                quick[i] = millisecondsSince(start);
                start = System.nanoTime();
                Set<String> truth = names(index.searchAll(query, NEAREST));
                exact[i] = millisecondsSince(start);
                truth.retainAll(names(answer));
                found += truth.size();
            }
            System.out.printf(
                    Locale.ROOT,
                    "| vectors | components | recall@10 | ms a query, median | slowest of 100 | exact | s to write |%n"
                            + "|---|---|---|---|---|---|---|%n| %d | %d | %.4f | %.1f | %.1f | %.1f | %.0f |%n",
                    vectors,
                    components,
                    found / (double) (NEAREST * queries),
                    share(quick, .5),
                    share(quick, .99),
                    share(exact, .5),
                    writing);
        }
    }

    private float[] member() {
        return around(centres[random.nextInt(centres.length)], spread);
    }

    private float[] around(float[] centre, double length) {
        float[] vector = new float[components];
        for (int i = 0; i < components; i++)
            vector[i] = (float) (centre[i] + length * random.nextGaussian() / Math.sqrt(components));
        return Vectors.unit(vector);
    }

    private static Set<String> names(List<Found> found) {
        return found.stream().map(Found::file).collect(Collectors.toCollection(HashSet::new));
    }

    private static double share(double[] times, double below) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[(int) (below * (sorted.length - 1))];
    }

    private static double millisecondsSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static void delete(Path folder) throws IOException {
        try (var entries = Files.walk(folder)) {
            for (Path path : entries.sorted((a, b) -> b.compareTo(a)).toList()) Files.delete(path);
        }
    }
}
