package org.multimodalneurons.search;

import java.io.IOException;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.hnsw.FlatVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99FlatVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/**
 * Vectors on disk, part by part: a small part is a plain list, which is searched by looking at each; a part that grew by
 * merging gets an HNSW graph. So indexing costs nothing but writing the vectors until there are so many that a search
 * would be slow without a graph.
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
        boolean large = state.context.mergeInfo != null && state.segmentInfo.maxDoc() >= graphFrom;
        if (!large) return list.fieldsWriter(state);
        state.segmentInfo.putAttribute(KIND, GRAPH);
        return graph.fieldsWriter(state);
    }

    @Override
    public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
        return GRAPH.equals(state.segmentInfo.getAttribute(KIND))
                ? graph.fieldsReader(state)
                : new ListedVectors(list.fieldsReader(state));
    }

    @Override
    public int getMaxDimensions(String field) {
        return MOST_COMPONENTS;
    }
}
