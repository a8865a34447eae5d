package org.multimodalneurons.training;

import java.util.ArrayList;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.training.augment.Background;
import org.multimodalneurons.training.augment.Canvas;
import org.multimodalneurons.training.augment.ColourMatrix;
import org.multimodalneurons.training.augment.Placement;
import org.multimodalneurons.training.library.Library;
import org.multimodalneurons.training.library.Picture;
import org.multimodalneurons.training.library.Word;
import org.multimodalneurons.training.net.ImageTower;
import org.multimodalneurons.training.net.ImageTower.Statistics;
import org.multimodalneurons.training.net.ImageTowerShape;
import org.multimodalneurons.training.net.Parameters;

/** What training never sees: pictures of the held-out style and words in the held-out font, plain and on white. */
public final class HeldOut {

    private static final int BATCH = 128;
    private static final float[] BLACK = {0, 0, 0};

    private interface Drawing {
        void on(Canvas canvas);
    }

    private record Question(int concept, Drawing drawing) {}

    private final List<Question> pictures = new ArrayList<>();
    private final List<Question> words = new ArrayList<>();

    /** The held-out part of a library. */
    public HeldOut(Library library) {
        for (Picture picture : library.pictures())
            if (picture.heldOut())
                pictures.add(new Question(
                        picture.concept(),
                        canvas -> canvas.draw(picture.bitmap(), Placement.centred(.94), ColourMatrix.IDENTITY)));
        for (Word word : library.words())
            if (word.kind() == Word.Kind.HELDOUT && word.concept() >= 0)
                words.add(new Question(
                        word.concept(), canvas -> canvas.write(word.bitmap(), Placement.centred(.94), BLACK)));
    }

    /** Accuracy on the held-out pictures, given the vector of each class, [classes, e]. */
    public Accuracy pictures(Parameters tower, ImageTowerShape shape, float[][] classes) {
        return ask(pictures, tower, shape, classes);
    }

    /** Accuracy on the held-out words, given the vector of each class, [classes, e]. */
    public Accuracy words(Parameters tower, ImageTowerShape shape, float[][] classes) {
        return ask(words, tower, shape, classes);
    }

    private static Accuracy ask(
            List<Question> questions, Parameters parameters, ImageTowerShape shape, float[][] classes) {
        float[][] unit = Vectors.unit(classes);
        int[] ranks = new int[questions.size()];
        ImageTower tower = new ImageTower(shape, parameters, Statistics.RUNNING);
        for (int from = 0; from < ranks.length; from += BATCH) {
            List<Question> part = questions.subList(from, Math.min(ranks.length, from + BATCH));
            float[][] embeddings = embed(part, tower, shape);
            for (int i = 0; i < part.size(); i++)
                ranks[from + i] = rank(embeddings[i], unit, part.get(i).concept());
        }
        return Accuracy.ofRanks(ranks, classes.length);
    }

    private static float[][] embed(List<Question> questions, ImageTower tower, ImageTowerShape shape) {
        int side = shape.size();
        float[] pixels = new float[questions.size() * side * side * 3];
        for (int i = 0; i < questions.size(); i++) {
            Canvas canvas = new Canvas(side, pixels, i);
            Background.WHITE.paint(canvas);
            questions.get(i).drawing().on(canvas);
        }
        try (NDManager scope = NDManager.newBaseManager()) {
            NDArray input = scope.create(pixels, new Shape(questions.size(), side, side, 3));
            return Vectors.rows(tower.forward(input).embedding());
        }
    }

    private static int rank(float[] embedding, float[][] classes, int right) {
        double cosine = Vectors.dot(embedding, classes[right]);
        int rank = 0;
        for (int i = 0; i < classes.length; i++) if (i != right && Vectors.dot(embedding, classes[i]) >= cosine) rank++;
        return rank;
    }
}
