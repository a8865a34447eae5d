package org.multimodalneurons.op;

import java.util.List;

import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.Clusters;
import org.multimodalneurons.embed.Duplicates;
import org.multimodalneurons.embed.EmbeddingSet;
import org.multimodalneurons.embed.Outliers;
import org.multimodalneurons.embed.Projection;

/** Ops on sets of embeddings: how they lie, which belong together, which are the same and which are odd. */
public final class SetOps {

    private SetOps() {}

    /**
     * Places embeddings in a plane, by their directions.
     *
     * @implNote op names='clip.project'
     * @param embeddings at least 4
     * @param method PCA, t-SNE or UMAP
     * @param seed of chance, which UMAP alone takes; the same one gives the same places
     * @return x and y of each, [n][2]
     */
    public static double[][] project(EmbeddingSet embeddings, String method, Long seed) {
        return Projection.named(method).of(embeddings.embeddings().unit().vectors(), seed, Progress.NONE);
    }

    /**
     * Puts embeddings into clusters by k-means.
     *
     * @implNote op names='clip.cluster, clip.kMeans'
     * @param embeddings raw or of length 1
     * @param count of clusters; 0: from 2 to {@link Clusters#mostTried}, the one whose silhouette is largest
     * @param seed of the starts; the same one gives the same clusters
     * @return the cluster of each embedding, and each cluster's size, representative and silhouette
     */
    public static Clusters cluster(EmbeddingSet embeddings, Integer count, Long seed) {
        float[][] vectors = embeddings.embeddings().vectors();
        return count == 0
                ? Clusters.kMeans(vectors, seed, Progress.NONE)
                : Clusters.kMeans(vectors, count, seed, Progress.NONE);
    }

    /**
     * Finds clusters where embeddings lie densely, by DBSCAN.
     *
     * @implNote op names='clip.cluster, clip.dbscan'
     * @param embeddings raw or of length 1
     * @param radius of a neighbourhood: the largest 1 less the cosine
     * @param neighbours embeddings in it, itself counted, that make one the core of a cluster
     * @return the cluster of each embedding, 0 for noise, and each cluster's size, representative and silhouette
     */
    public static Clusters cluster(EmbeddingSet embeddings, Double radius, Integer neighbours) {
        return Clusters.dbscan(embeddings.embeddings().vectors(), radius, neighbours, Progress.NONE);
    }

    /**
     * Finds embeddings that are nearly the same.
     *
     * @implNote op names='clip.duplicates'
     * @param embeddings at least 2
     * @param threshold the least cosine of a pair
     * @param most pairs to be listed
     * @return the pairs, the most alike first, and the groups that they make
     */
    public static Duplicates duplicates(EmbeddingSet embeddings, Double threshold, Integer most) {
        return Duplicates.of(embeddings.embeddings().vectors(), threshold, most, Progress.NONE);
    }

    /**
     * Ranks embeddings by how unlike the rest they are.
     *
     * @implNote op names='clip.outliers'
     * @param embeddings more than neighbours
     * @param neighbours the nearest ones, to which the mean cosine is the score
     * @return all, the oddest first
     */
    public static List<Outliers.Outlier> outliers(EmbeddingSet embeddings, Integer neighbours) {
        return Outliers.of(embeddings.embeddings().vectors(), neighbours, Progress.NONE);
    }
}
