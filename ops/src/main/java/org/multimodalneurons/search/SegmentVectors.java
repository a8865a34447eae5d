package org.multimodalneurons.search;

import java.io.IOException;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.hnsw.FlatVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99FlatVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.store.MergeInfo;

/**
 * Vectors on disk, part by part: a part is a plain list, which is searched by looking at each, until it is merged on
 * purpose; then it gets an HNSW graph, if it is so large that a search would be slow without. So indexing costs no more
 * than writing the vectors, and each graph is made once.
 *
 * <p>Lucene finds it by its name, which each part of an index holds.
 */
public final class SegmentVectors extends KnnVectorsFormat {

    /** So many vectors are searched one by one in about 10 ms; more get a graph. */
    public static final int GRAPH_FROM = 20_000;

    private static final String NAME = "MultimodalNeurons1";
    private static final String KIND = NAME + ".kind";
    private static final String GRAPH = "graph";
    private static final int CONNECTIONS = 16;
    private static final int BREADTH = 128; // of the search for neighbours of a new vector
    private static final int MOST_COMPONENTS = 4096;

    private final int graphFrom;
    private final FlatVectorsFormat list =
            new Lucene99FlatVectorsFormat(FlatVectorScorerUtil.getLucene99FlatVectorsScorer());
    private final KnnVectorsFormat graph = new Lucene99HnswVectorsFormat(CONNECTIONS, BREADTH);

    /** As indexes are written and read. */
    public SegmentVectors() {
        this(GRAPH_FROM);
    }

    /** With graphs in parts of at least so many vectors. */
    SegmentVectors(int graphFrom) {
        super(NAME);
        this.graphFrom = graphFrom;
    }

    @Override
    public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
        MergeInfo merge = state.context.mergeInfo; // null where new vectors are written
        boolean onPurpose = merge != null && merge.mergeMaxNumSegments > 0;
        if (!onPurpose || state.segmentInfo.maxDoc() < graphFrom) return list.fieldsWriter(state);
        state.segmentInfo.putAttribute(KIND, GRAPH);
        return graph.fieldsWriter(state);
    }

    @Override
    public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
        return GRAPH.equals(state.segmentInfo.getAttribute(KIND))
                ? graph.fieldsReader(state)
                : new ListedVectors(list.fieldsReader(state));
    }

    /** Whether the vectors of a part need not be looked at one by one. */
    static boolean hasGraph(LeafReader part) {
        return FilterLeafReader.unwrap(part) instanceof SegmentReader segment
                && GRAPH.equals(segment.getSegmentInfo().info.getAttribute(KIND));
    }

    @Override
    public int getMaxDimensions(String field) {
        return MOST_COMPONENTS;
    }
}
