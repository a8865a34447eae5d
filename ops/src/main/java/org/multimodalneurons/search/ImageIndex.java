package org.multimodalneurons.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.VectorUtil;
import org.multimodalneurons.UserException;

/**
 * An index that is open for searches, as it was when it was opened. May be used by several threads at once, while an
 * {@link IndexJob} writes to the same index.
 */
public final class ImageIndex implements AutoCloseable {

    private static final int BREADTH = 200; // of a search in a graph: the more, the likelier it finds the nearest
    private static final int ALL = Integer.MAX_VALUE;

    /** A document and its cosine, before anything else is read of it. */
    private record Near(LeafReader part, int document, double cosine) {}

    private static final Comparator<Near> WORST_FIRST = Comparator.comparingDouble(Near::cosine);

    private final IndexPlace place;
    private final Directory directory;
    private final DirectoryReader reader;

    private ImageIndex(IndexPlace place, Directory directory, DirectoryReader reader) {
        this.place = place;
        this.directory = directory;
        this.reader = reader;
    }

    /** Whether there is an index to open. */
    public static boolean exists(IndexPlace place) {
        return place.reading(() -> IndexFiles.in(place.index()).hasCommit());
    }

    /**
     * The files that an index is of: those of the latest run that brought it up to date.
     *
     * @return all images of the folder where there is no index yet
     */
    public static ImageFiles filesOf(IndexPlace place) {
        if (!exists(place)) return ImageFiles.below(place.pictures());
        return place.reading(() -> {
            try (Directory directory = new OwnFiles(place.index())) {
                return IndexHeader.files(
                        SegmentInfos.readLatestCommit(directory).getUserData(), place.pictures());
            }
        });
    }

    /**
     * Opens an index.
     *
     * @param model the identity of the model whose vectors will be searched for
     * @throws UserException when there is none, or it is damaged, of another model or of another folder
     */
    public static ImageIndex open(IndexPlace place, String model) {
        if (!exists(place))
            throw new UserException("The folder " + place.pictures() + " is not indexed: there is no index in "
                    + place.index() + ". Run Index Folder... first, or choose to index it now.");
        return place.reading(() -> {
            Directory directory = new OwnFiles(place.index());
            try {
                new IndexHeader(model, place.pictureFolder())
                        .requireSame(SegmentInfos.readLatestCommit(directory).getUserData(), place);
                return new ImageIndex(place, directory, DirectoryReader.open(directory));
            } catch (IOException | RuntimeException e) {
                directory.close();
                throw e;
            }
        });
    }

    /** How many images can be found. */
    public int size() {
        return reader.numDocs() - faults().size();
    }

    /** The files that could not be read when they were indexed. */
    public List<Fault> faults() {
        return place.reading(() -> Parts.all(reader, Entry.anyFault(), Entry::fault));
    }

    /** Everything that is indexed, readable or not, in no order. */
    public List<String> files() {
        return place.reading(() -> {
            List<String> files = new ArrayList<>();
            for (LeafReaderContext context : reader.leaves()) {
                Bits live = context.reader().getLiveDocs();
                for (int i = 0; i < context.reader().maxDoc(); i++)
                    if (live == null || live.get(i)) files.add(Entry.file(context.reader(), i));
            }
            return files;
        });
    }

    /** Whether a file is indexed, readable or not. */
    public boolean holds(String file) {
        return place.reading(() -> Parts.of(reader, file, (part, document) -> file))
                .isPresent();
    }

    /**
     * The unit vector of an image.
     *
     * @param file its path below the folder
     * @throws UserException when it is not indexed, or could not be read
     */
    public float[] vector(String file) {
        return place.reading(() -> Parts.of(reader, file, ImageIndex::vector))
                .orElseThrow(() -> new UserException("The index " + place.index() + " holds no image \"" + file
                        + "\"; write a path below the folder, as a search lists it in the column File."));
    }

    private static float[] vector(LeafReader part, int document) throws IOException {
        FloatVectorValues vectors = part.getFloatVectorValues(Entry.VECTOR);
        if (vectors == null || vectors.advance(document) != document)
            throw new UserException(
                    "The file " + Entry.file(part, document) + " could not be read when it was indexed; name another.");
        return vectors.vectorValue().clone();
    }

    /**
     * The images nearest to a direction, the nearest first. Where there are many, by the graph: a few of the true answer
     * may be missing.
     *
     * @param query the images that it was made of are not listed
     * @param count at least 1; fewer come when there are fewer
     */
    public List<Found> search(Query query, int count) {
        return search(query, count, ImageIndex::nearest);
    }

    /** As {@link #search}, by looking at every image. */
    public List<Found> searchAll(Query query, int count) {
        return search(query, count, ImageIndex::nearestOfAll);
    }

    /** Looks for the nearest in a part of the index. */
    private interface PartSearch {
        void run(LeafReader part, float[] target, int count, PriorityQueue<Near> best) throws IOException;
    }

    private List<Found> search(Query query, int count, PartSearch search) {
        if (count < 1) throw new UserException("At least 1 result must be asked for, not " + count + ".");
        float[] target = query.direction(this);
        Set<String> examples = new HashSet<>(query.files());
        int wanted = (int) Math.min(reader.maxDoc(), (long) count + examples.size());
        return place.reading(() -> {
            var best = new PriorityQueue<>(WORST_FIRST);
            for (LeafReaderContext context : reader.leaves())
                if (context.reader().getFloatVectorValues(Entry.VECTOR) != null)
                    search.run(context.reader(), target, wanted, best);
            List<Found> found = new ArrayList<>();
            for (Near near : best.stream().sorted(WORST_FIRST.reversed()).toList())
                found.add(Entry.found(near.part(), near.document(), near.cosine()));
            return found.stream()
                    .filter(each -> !examples.contains(each.file()))
                    .limit(count)
                    .toList();
        });
    }

    private static void nearest(LeafReader part, float[] target, int count, PriorityQueue<Near> best)
            throws IOException {
        int breadth = Math.max(count, BREADTH);
        var documents = part.searchNearestVectors(Entry.VECTOR, target, breadth, part.getLiveDocs(), ALL);
        for (ScoreDoc scored : documents.scoreDocs)
            offer(best, count, part, scored.doc, 2.0 * scored.score - 1); // Lucene's score is (1 + cosine) / 2
    }

    private static void nearestOfAll(LeafReader part, float[] target, int count, PriorityQueue<Near> best)
            throws IOException {
        FloatVectorValues vectors = part.getFloatVectorValues(Entry.VECTOR);
        Bits live = part.getLiveDocs();
        for (int document = vectors.nextDoc(); document != FloatVectorValues.NO_MORE_DOCS; document = vectors.nextDoc())
            if (live == null || live.get(document))
                offer(best, count, part, document, VectorUtil.dotProduct(vectors.vectorValue(), target));
    }

    private static void offer(PriorityQueue<Near> best, int count, LeafReader part, int document, double cosine) {
        if (best.size() == count && best.element().cosine() >= cosine) return;
        if (best.size() == count) best.remove();
        best.add(new Near(part, document, cosine));
    }

    @Override
    public void close() {
        try (directory) {
            reader.close();
        } catch (IOException e) {
            throw place.fault(e);
        }
    }
}
