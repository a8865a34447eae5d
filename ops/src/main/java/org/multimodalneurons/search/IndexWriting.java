package org.multimodalneurons.search;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;

/**
 * An index that is being written. What was added is on disk at the latest some seconds later, as a whole or not at all,
 * whatever ends the run. A second one for the same index cannot be opened meanwhile.
 */
public final class IndexWriting implements AutoCloseable {

    private static final Duration OFTEN_ENOUGH = Duration.ofSeconds(10);
    static final int MANY_FILES = 4096;
    private static final double MEMORY_MEGABYTES = 64;
    private static final long PATIENCE_MILLIS = 50; // between two looks at whether to stop

    private final IndexHeader header;
    private final Directory directory;
    private final IndexWriter writer;
    private final int graphFrom;
    private final GraphWatch watch = new GraphWatch();
    private final int manyFiles;
    private int uncommitted;
    private long committed = System.nanoTime();

    /**
     * Opens the index, or begins a new one.
     *
     * @param model the identity of the model whose vectors are put in
     * @throws UserException when the index is of another model or folder, or its folder holds other files
     * @throws IOException when it cannot be written, or is being written already
     */
    public IndexWriting(IndexPlace place, String model) throws IOException {
        this(place, model, MANY_FILES, SegmentVectors.GRAPH_FROM);
    }

    /** As well, brought to disk after at most so many files, with graphs from so many vectors on. */
    IndexWriting(IndexPlace place, String model, int manyFiles, int graphFrom) throws IOException {
        this.manyFiles = manyFiles;
        this.graphFrom = graphFrom;
        header = new IndexHeader(model, place.pictureFolder());
        requireOurs(place);
        if (!Files.isDirectory(place.index()))
            Files.createDirectories(place.index()); // which takes no link to a folder
        directory = new OwnFiles(place.index());
        try {
            writer = new IndexWriter(directory, settings());
        } catch (IOException | RuntimeException | Error e) {
            directory.close();
            throw e;
        }
        try {
            Map<String, String> found = description();
            if (!found.isEmpty()) header.requireSame(found, place); // another run may have begun it just now
            Map<String, String> values = new HashMap<>(found); // what files it is of
            values.putAll(header.values());
            describe(values);
            writer.commit();
        } catch (IOException | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Asked before Lucene opens the folder for writing, which deletes what it takes for left over. */
    private void requireOurs(IndexPlace place) throws IOException {
        IndexFiles.requireAlone(place);
        if (!ImageIndex.exists(place)) return;
        try (Directory found = new OwnFiles(place.index())) {
            header.requireSame(SegmentInfos.readLatestCommit(found).getUserData(), place);
        }
    }

    private IndexWriterConfig settings() {
        return new IndexWriterConfig(null)
                .setCommitOnClose(false)
                .setInfoStream(watch)
                .setRAMBufferSizeMB(MEMORY_MEGABYTES)
                .setCodec(new Lucene912Codec() {
                    private final KnnVectorsFormat vectors = new SegmentVectors(graphFrom);

                    @Override
                    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                        return vectors;
                    }
                });
    }

    /** Writes down with the next commit what files the index is of. */
    void isOf(ImageFiles files) {
        describe(header.values(files));
    }

    /** Data that is set, the same too, makes Lucene write a commit: an index that stays as it is stays untouched. */
    private void describe(Map<String, String> values) {
        if (!values.equals(description())) writer.setLiveCommitData(values.entrySet());
    }

    private Map<String, String> description() {
        Map<String, String> values = new HashMap<>();
        writer.getLiveCommitData().forEach(value -> values.put(value.getKey(), value.getValue()));
        return values;
    }

    /** The index as it is now. */
    DirectoryReader read() throws IOException {
        return DirectoryReader.open(writer);
    }

    /**
     * Puts an image in, in place of what may be there of its file.
     *
     * @param file its path below the folder, with / between folders and names
     * @param unit its vector, of length 1
     */
    public void put(String file, FileFacts facts, int width, int height, float[] unit) throws IOException {
        put(file, Entry.image(file, facts, width, height, unit));
    }

    /** Puts in that a file cannot be read, and why. */
    public void putFault(String file, FileFacts facts, String error) throws IOException {
        put(file, Entry.unreadable(file, facts, error));
    }

    private void put(String file, Document document) throws IOException {
        writer.updateDocument(Entry.key(file), document);
        uncommitted++;
        if (uncommitted >= manyFiles || System.nanoTime() - committed >= OFTEN_ENOUGH.toNanos()) commit();
    }

    /** Takes a file out. */
    public void drop(String file) throws IOException {
        writer.deleteDocuments(Entry.key(file));
        uncommitted++;
    }

    /** Brings to disk what was put in. */
    public void commit() throws IOException {
        writer.commit();
        uncommitted = 0;
        committed = System.nanoTime();
    }

    /**
     * Makes a graph of the vectors that have none, where there are too many of these for a quick search.
     *
     * @throws java.util.concurrent.CancellationException when cancelled; the index stays as it was committed
     */
    public void connect(Progress progress) throws IOException {
        if (vectorsWithoutGraph() < graphFrom) return;
        int total = writer.getDocStats().numDocs;
        watch.start();
        writer.forceMerge(1, false);
        while (writer.hasPendingMerges() || !writer.getMergingSegments().isEmpty()) {
            if (progress.cancelled()) watch.stop();
            progress.throwIfCancelled();
            int connected = Math.min(total, watch.connected());
            progress.report(connected, total, "Connecting image " + connected + " of " + total);
            pause();
        }
        commit();
    }

    private static void pause() {
        try {
            Thread.sleep(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int vectorsWithoutGraph() throws IOException {
        try (DirectoryReader reader = read()) {
            return reader.leaves().stream()
                    .map(LeafReaderContext::reader)
                    .filter(part -> !SegmentVectors.hasGraph(part))
                    .mapToInt(LeafReader::numDocs)
                    .sum();
        }
    }

    /** Lets go of the index; what was not committed is lost. */
    @Override
    public void close() throws IOException {
        try (directory) {
            writer.rollback();
        }
    }
}
