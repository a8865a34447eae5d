package org.multimodalneurons.attack;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.Classifier;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;

/**
 * Asks a model about pictures how probable one of the classes is.
 *
 * @param target index of the class
 */
record TargetView(ClipModel clip, Classifier classes, int target) {

    /**
     * What it said of a picture.
     *
     * @param logOdds of the target: rises with its probability, and still tells apart what is all but certain
     * @param probability of the target
     * @param top the most probable class
     */
    record Answer(double logOdds, double probability, String top) {}

    /** In the order of the pictures, each of which is looked at once. */
    List<Answer> of(List<? extends PixelRows> pictures, Progress progress) {
        Embeddings seen = new Embedder(clip).images(pictures, Collections.nCopies(pictures.size(), ""), progress);
        List<Answer> answers = new ArrayList<>();
        for (double[] row : classes.probabilities(seen)) answers.add(answer(row));
        return answers;
    }

    private Answer answer(double[] probabilities) {
        int top = 0;
        double others = 0;
        for (int i = 0; i < probabilities.length; i++) {
            if (i != target) others += probabilities[i];
            if (probabilities[i] > probabilities[top]) top = i;
        }
        double logOdds = Math.log(probabilities[target]) - Math.log(others);
        return new Answer(logOdds, probabilities[target], classes.labels().get(top));
    }
}
