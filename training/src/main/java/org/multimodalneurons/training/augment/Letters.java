package org.multimodalneurons.training.augment;

/** Which letters stand in which third of a written string: a task that helps a network to begin to read. */
public final class Letters {

    /** Targets of one string: 26 letters x 3 thirds. */
    public static final int TARGETS = 78;

    private Letters() {}

    /**
     * Marks a string's letters.
     *
     * @param text what is written; characters beyond a to z are left out
     * @param targets of a whole batch, [n, 78]; 1 where a letter stands
     * @param index of the image in the batch
     */
    public static void mark(String text, float[] targets, int index) {
        for (int i = 0; i < text.length(); i++) {
            int letter = Character.toLowerCase(text.charAt(i)) - 'a';
            if (letter < 0 || letter >= 26) continue;
            int third = (int) (3 * (i + .5) / text.length());
            targets[index * TARGETS + letter * 3 + third] = 1;
        }
    }
}
