package org.multimodalneurons.training;

/**
 * How often the right class wins.
 *
 * @param count images looked at
 * @param first share of images whose class has the largest cosine
 * @param firstFive share whose class is among the five largest
 * @param oneOf20 chance that the class wins against 19 others drawn at random
 */
public record Accuracy(int count, double first, double firstFive, double oneOf20) {

    private static final int OTHERS = 19;

    /**
     * From the rank of the right class of each image.
     *
     * @param ranks how many classes have a larger cosine, 0 for a right answer
     * @param classes how many there are
     */
    public static Accuracy ofRanks(int[] ranks, int classes) {
        double first = 0;
        double five = 0;
        double twenty = 0;
        for (int rank : ranks) {
            if (rank == 0) first++;
            if (rank < 5) five++;
            twenty += chance(rank, classes);
        }
        int n = Math.max(1, ranks.length);
        return new Accuracy(ranks.length, first / n, five / n, twenty / n);
    }

    /** The chance that none of the better classes is among 19 drawn from all others. */
    private static double chance(int rank, int classes) {
        int others = Math.min(OTHERS, classes - 1);
        double chance = 1;
        for (int i = 0; i < others; i++) chance *= Math.max(0, classes - 1.0 - rank - i) / (classes - 1.0 - i);
        return chance;
    }
}
