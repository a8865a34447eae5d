package org.multimodalneurons.training.evaluate;

import java.util.List;

import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.text.Prompts;
import org.multimodalneurons.training.Accuracy;
import org.multimodalneurons.training.data.Concept;
import org.multimodalneurons.training.library.Concepts;
import org.multimodalneurons.training.library.Library;

/** The model under test, with what it can be shown and what it can answer. */
final class Subject {

    private final ClipModel clip;
    private final Layer layer;
    private final Prompts prompts;
    private final Concepts concepts;
    private final Gallery gallery;
    private final Viewer viewer;
    private final List<String> words;
    private final Answers answers;

    /**
     * Prepares the answers: the text tower's vectors of all concepts.
     *
     * @param layer whose units are looked at
     * @param prompts the captions that stand for a word
     */
    Subject(ClipModel clip, Layer layer, Prompts prompts, Library library) {
        this.clip = clip;
        this.layer = layer;
        this.prompts = prompts;
        concepts = library.concepts();
        gallery = new Gallery(library);
        viewer = new Viewer(clip, layer);
        words = concepts.list().stream().map(Concept::word).toList();
        answers = answers(words);
    }

    Layer layer() {
        return layer;
    }

    Prompts prompts() {
        return prompts;
    }

    Concepts concepts() {
        return concepts;
    }

    Gallery gallery() {
        return gallery;
    }

    /** The words of all concepts, by index. */
    List<String> words() {
        return words;
    }

    /** The words of all concepts as answers. */
    Answers answers() {
        return answers;
    }

    /** Any words as answers. */
    Answers answers(List<String> labels) {
        return new Answers(
                new Embedder(clip).labels(labels, prompts, Progress.NONE).vectors());
    }

    /** What it makes of stimuli. */
    Viewer.Seen see(List<Stimulus> stimuli) {
        return viewer.see(stimuli);
    }

    /** How often the right one of the answers is given. */
    static Accuracy accuracy(Answers answers, Viewer.Seen seen, List<Stimulus> stimuli) {
        int[] right = stimuli.stream().mapToInt(Stimulus::answer).toArray();
        return Accuracy.ofRanks(answers.ranks(seen.embeddings(), right), answers.vectors().length);
    }
}
