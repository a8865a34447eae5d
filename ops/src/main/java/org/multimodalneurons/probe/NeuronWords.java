package org.multimodalneurons.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.CosineMatrix;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.text.Prompts;

/**
 * The words that the neurons of the last layer speak for: those to whose captions a neuron brings an image nearer, more
 * than to the average word of the list.
 *
 * @see Attribution
 */
public final class NeuronWords {

    private final CosineMatrix cosines;
    private final double[] usual;
    private final Map<String, Integer> rows = new HashMap<>();

    private NeuronWords(CosineMatrix cosines) {
        this.cosines = cosines;
        usual = new double[cosines.rows().size()];
        for (int unit = 0; unit < usual.length; unit++) {
            rows.put(cosines.rows().get(unit), unit);
            for (int word = 0; word < cosines.columns().size(); word++)
                usual[unit] +=
                        (double) cosines.get(unit, word) / cosines.columns().size();
        }
    }

    /**
     * Compares all neurons with all words.
     *
     * @param words not blank, at least one
     * @param prompts the captions to make of each
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public static NeuronWords of(ClipModel clip, List<String> words, Prompts prompts, Progress progress) {
        Embeddings embedded = new Embedder(clip).labels(words, prompts, progress);
        return new NeuronWords(CosineMatrix.of(NeuronDirections.of(clip), embedded));
    }

    /**
     * The words of a neuron, the best first.
     *
     * @param unit as {@link NeuronDirections} labels it
     * @param count at most so many, all above the average
     */
    public List<String> top(String unit, int count) {
        int row = rows.get(unit);
        List<Integer> order = new ArrayList<>(
                IntStream.range(0, cosines.columns().size()).boxed().toList());
        order.sort(Comparator.comparingDouble((Integer word) -> -cosines.get(row, word)));
        return order.stream()
                .filter(word -> cosines.get(row, word) > usual[row])
                .limit(count)
                .map(cosines.columns()::get)
                .toList();
    }
}
