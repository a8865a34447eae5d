package org.multimodalneurons.op;

import java.io.File;
import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.embed.EmbeddingSet;
import org.multimodalneurons.embed.Scored;
import org.multimodalneurons.embed.classifier.ClassifierFile;
import org.multimodalneurons.embed.classifier.ClassifierTraining;
import org.multimodalneurons.embed.classifier.Examples;
import org.multimodalneurons.embed.classifier.HeldOut;
import org.multimodalneurons.embed.classifier.TrainedClassifier;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.text.Prompts;

/** Ops that learn classes from labelled images, and ask what was learned. */
public final class ClassifierOps {

    private ClassifierOps() {}

    /**
     * Trains a classifier on labelled embeddings: logistic regression, its penalty chosen by cross-validation.
     *
     * @implNote op names='clip.trainClassifier'
     * @param examples embeddings of the model, the groups are the classes
     * @param prompts texts to start from, in which {} stands for the class; empty: from nothing
     * @param folds of the cross-validation, at least 2
     * @param seed of the folds
     * @param clip an open model
     * @return the classifier, with what it is worth
     */
    public static TrainedClassifier train(
            EmbeddingSet examples, String prompts, Integer folds, Long seed, ClipModel clip) {
        ClassifierTraining training = training(examples, folds, seed);
        if (!prompts.isBlank()) training = training.startingFrom(clip, Prompts.parse(prompts), Progress.NONE);
        return training.run(Progress.NONE).classifier();
    }

    /**
     * Tells what a classifier would say of each example if it had not been trained on it.
     *
     * @implNote op names='clip.crossValidate'
     * @param examples embeddings of one model, the groups are the classes
     * @param folds at least 2
     * @param seed of the folds
     * @return calibrated probabilities of every class for every example
     */
    public static HeldOut crossValidate(EmbeddingSet examples, Integer folds, Long seed) {
        return training(examples, folds, seed).run(Progress.NONE).heldOut();
    }

    private static ClassifierTraining training(EmbeddingSet examples, int folds, long seed) {
        return ClassifierTraining.of(Examples.of(examples, List.of()))
                .folds(folds)
                .seed(seed);
    }

    /**
     * Asks a classifier about an image.
     *
     * @implNote op names='clip.applyClassifier'
     * @param image of any type and size
     * @param classifier trained on embeddings of the same model
     * @param clip an open model
     * @return the probability of every class, in the order of the classifier's labels
     */
    public static List<Scored<String>> apply(
            RandomAccessibleInterval<?> image, TrainedClassifier classifier, ClipModel clip) {
        return classifier
                .classify(new Embedder(clip).images(List.of(Pictures.of(image)), List.of(""), Progress.NONE))
                .get(0);
    }

    /**
     * Saves a classifier.
     *
     * @implNote op names='clip.writeClassifier'
     * @param classifier what is saved
     * @param classifierFile JSON, replaced as a whole
     * @return the file
     */
    public static File write(TrainedClassifier classifier, File classifierFile) {
        ClassifierFile.write(classifier, classifierFile.toPath());
        return classifierFile;
    }

    /**
     * Opens a classifier.
     *
     * @implNote op names='clip.readClassifier'
     * @param classifierFile that was saved by this library
     * @return the classifier
     */
    public static TrainedClassifier read(File classifierFile) {
        return ClassifierFile.read(classifierFile.toPath());
    }
}
