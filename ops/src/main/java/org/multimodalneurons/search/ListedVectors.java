package org.multimodalneurons.search;

import java.io.IOException;

import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.hnsw.FlatVectorsReader;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.hnsw.RandomVectorScorer;

/** Vectors without a graph: a search looks at each. */
final class ListedVectors extends KnnVectorsReader {

    private final FlatVectorsReader vectors;

    ListedVectors(FlatVectorsReader vectors) {
        this.vectors = vectors;
    }

    @Override
    public void search(String field, float[] target, KnnCollector nearest, Bits live) throws IOException {
        RandomVectorScorer scorer = vectors.getRandomVectorScorer(field, target);
        if (scorer == null) return;
        Bits accepted = scorer.getAcceptOrds(live);
        for (int i = 0; i < scorer.maxOrd(); i++)
            if (accepted == null || accepted.get(i)) nearest.collect(scorer.ordToDoc(i), scorer.score(i));
        nearest.incVisitedCount(scorer.maxOrd());
    }

    @Override
    public void search(String field, byte[] target, KnnCollector nearest, Bits live) {
        throw new UnsupportedOperationException("Vectors of an index are float32.");
    }

    @Override
    public FloatVectorValues getFloatVectorValues(String field) throws IOException {
        return vectors.getFloatVectorValues(field);
    }

    @Override
    public ByteVectorValues getByteVectorValues(String field) throws IOException {
        return vectors.getByteVectorValues(field);
    }

    @Override
    public void checkIntegrity() throws IOException {
        vectors.checkIntegrity();
    }

    @Override
    public long ramBytesUsed() {
        return vectors.ramBytesUsed();
    }

    @Override
    public void close() throws IOException {
        vectors.close();
    }
}
