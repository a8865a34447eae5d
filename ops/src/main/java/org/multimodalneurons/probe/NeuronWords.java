package org.multimodalneurons.probe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    private final List<String> words;
    private final BestWords best;
    private final Map<String, Integer> rows = new HashMap<>();

    private NeuronWords(List<String> units, List<String> words, BestWords best) {
        this.words = words;
        this.best = best;
        for (int unit = 0; unit < units.size(); unit++) rows.put(units.get(unit), unit);
    }

    /**
     * Compares all neurons with all words.
     *
     * @param words not blank, at least one
     * @param prompts the captions to make of each
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public static NeuronWords of(ClipModel clip, List<String> words, Prompts prompts, Progress progress) {
        return new NeuronWords(
                NeuronDirections.of(clip).labels(), List.copyOf(words), compare(clip, words, prompts, progress));
    }

    /** Cosines of the neurons' directions with the words, gathered word by word. */
    static BestWords compare(ClipModel clip, List<String> words, Prompts prompts, Progress progress) {
        Embeddings embedded = new Embedder(clip).labels(words, prompts, progress);
        CosineMatrix cosines = CosineMatrix.of(embedded, NeuronDirections.of(clip));
        int units = cosines.columns().size();
        var best = new BestWords(units);
        for (int word = 0; word < words.size(); word++) {
            float[] row = new float[units];
            for (int unit = 0; unit < units; unit++) row[unit] = cosines.get(word, unit);
            best.add(row);
        }
        return best;
    }

    /**
     * The words of a neuron, the best first.
     *
     * @param unit as {@link NeuronDirections} labels it
     * @param count at most so many, at most 32, and all above the average
     */
    public List<String> top(String unit, int count) {
        int row = rows.get(unit);
        return best.top(row, count).stream()
                .filter(word -> word.value() > best.usual(row))
                .map(word -> words.get(word.word()))
                .toList();
    }
}
