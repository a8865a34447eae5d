package org.multimodalneurons.plugin.embed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Contrast;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.embed.SimilarityMaps;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.multimodalneurons.text.Prompts;

/**
 * What maps look for.
 *
 * @param names what each map is called: the text, or which example it is like
 * @param maps that look for it
 */
record Sought(List<String> names, SimilarityMaps maps) {

    /**
     * Texts first, then examples.
     *
     * @param examples pictures that each are an example
     * @throws UserException when there is neither
     */
    static Sought of(
            ClipModel clip, List<String> texts, Prompts prompts, Optional<Pictures> examples, Progress progress) {
        if (texts.isEmpty() && examples.isEmpty())
            throw new UserException(
                    "There is no text to look for; write one, such as text=[a picture of a dog], or choose an example: selection or manager.");
        List<String> names = new ArrayList<>(texts);
        List<Contrast> contrasts = new ArrayList<>();
        for (String text : texts) contrasts.add(Contrast.of(clip, text, prompts));
        if (examples.isPresent()) {
            List<String> labels = examples.get().labels();
            Embeddings seen = new Embedder(clip).images(examples.get().list(), labels, progress);
            for (int i = 0; i < labels.size(); i++) {
                names.add("like " + labels.get(i));
                contrasts.add(Contrast.of(
                        clip, new Embeddings(seen.model(), List.of(labels.get(i)), new float[][] {seen.vector(i)})));
            }
        }
        return new Sought(List.copyOf(names), SimilarityMaps.of(contrasts));
    }

    /** The same against other texts. */
    Sought against(List<String> others, Prompts prompts) {
        return new Sought(names, maps.against(others, prompts));
    }
}
