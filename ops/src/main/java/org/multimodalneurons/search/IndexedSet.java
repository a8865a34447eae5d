package org.multimodalneurons.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.Bits;
import org.multimodalneurons.CoarseProgress;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.EmbeddingSet;
import org.multimodalneurons.embed.EmbeddingSet.Item;
import org.multimodalneurons.embed.Embeddings;

/** All that an index holds, as a set of embeddings: what was embedded once need not be embedded again. */
public final class IndexedSet {

    private IndexedSet() {}

    /**
     * Reads the vectors of an index; its own model's, whichever that is.
     *
     * @return the files in their natural order, each in the group of the folder below the pictures that it lies in
     * @throws UserException when there is no index, it is damaged, or it holds no image
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public static EmbeddingSet of(IndexPlace place, Progress progress) {
        if (!ImageIndex.exists(place))
            throw new UserException("The folder " + place.pictures() + " is not indexed: there is no index in "
                    + place.index() + ". Run Index Folder... first.");
        return place.reading(() -> read(place, progress));
    }

    private static EmbeddingSet read(IndexPlace place, Progress progress) throws IOException {
        try (Directory directory = new OwnFiles(place.index());
                DirectoryReader reader = DirectoryReader.open(directory)) {
            SortedMap<String, float[]> vectors = new TreeMap<>(new NaturalOrder());
            var coarse = new CoarseProgress(progress);
            for (LeafReaderContext context : reader.leaves()) read(context.reader(), vectors, reader.numDocs(), coarse);
            if (vectors.isEmpty()) throw new UserException("The index " + place.index() + " holds no image.");
            return set(IndexHeader.model(reader.getIndexCommit().getUserData()), vectors, place.pictures());
        }
    }

    private static void read(LeafReader part, Map<String, float[]> byFile, int all, Progress progress)
            throws IOException {
        FloatVectorValues vectors = part.getFloatVectorValues(Entry.VECTOR);
        if (vectors == null) return;
        Bits live = part.getLiveDocs();
        for (int document = vectors.nextDoc();
                document != FloatVectorValues.NO_MORE_DOCS;
                document = vectors.nextDoc()) {
            if (live != null && !live.get(document)) continue;
            byFile.put(Entry.file(part, document), vectors.vectorValue().clone());
            progress.report(byFile.size(), all, "Reading the index");
            progress.throwIfCancelled();
        }
    }

    private static EmbeddingSet set(String model, Map<String, float[]> byFile, Path pictures) {
        List<String> files = List.copyOf(byFile.keySet());
        List<Item> items = files.stream()
                .map(file -> new Item(file, group(file), pictures.resolve(file).toString(), 1))
                .toList();
        return new EmbeddingSet(Embeddings.owning(model, files, byFile.values().toArray(float[][]::new)), items);
    }

    private static String group(String file) {
        int end = file.lastIndexOf('/');
        return end < 0 ? "" : file.substring(file.lastIndexOf('/', end - 1) + 1, end);
    }
}
