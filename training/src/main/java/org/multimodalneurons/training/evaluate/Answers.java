package org.multimodalneurons.training.evaluate;

/** What can be answered: a vector of length 1 for each answer. The answer is that of the largest cosine. */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of numbers, never compared
record Answers(float[][] vectors) {

    /** How many answers have a larger cosine than the right one, or the same: 0 when it is given. */
    int rank(float[] embedding, int right) {
        double cosine = dot(embedding, vectors[right]);
        int rank = 0;
        for (int i = 0; i < vectors.length; i++) if (i != right && dot(embedding, vectors[i]) >= cosine) rank++;
        return rank;
    }

    /** The ranks of all; {@code right} gives the right answer of each. */
    int[] ranks(float[][] embeddings, int[] right) {
        int[] ranks = new int[embeddings.length];
        for (int i = 0; i < ranks.length; i++) ranks[i] = rank(embeddings[i], right[i]);
        return ranks;
    }

    /** The answer that is given. */
    int best(float[] embedding) {
        int best = 0;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < vectors.length; i++) {
            double cosine = dot(embedding, vectors[i]);
            if (cosine > largest) {
                largest = cosine;
                best = i;
            }
        }
        return best;
    }

    /** The cosine with one answer. */
    double cosine(float[] embedding, int answer) {
        return dot(embedding, vectors[answer]);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += (double) a[i] * b[i];
        return sum;
    }
}
