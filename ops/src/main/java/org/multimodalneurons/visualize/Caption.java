package org.multimodalneurons.visualize;

import java.util.List;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.CosineMatrix;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.text.Prompts;

/** A text that a picture is drawn for, and its place in the space that texts and pictures share. Immutable. */
public final class Caption {

    private final ClipModel clip;
    private final Embeddings embedding;

    private Caption(ClipModel clip, Embeddings embedding) {
        this.clip = clip;
        this.embedding = embedding;
    }

    /**
     * A text as it stands.
     *
     * @throws UserException when it is blank, or longer than the model reads
     */
    public static Caption of(ClipModel clip, String text) {
        return of(clip, text, Prompts.NONE);
    }

    /**
     * A text in several wordings: the mean of them.
     *
     * @param wordings each with the place of the text
     * @throws UserException when the text is blank, or longer than the model reads in one of them: a picture of half a
     *     sentence would look like one of the whole
     */
    public static Caption of(ClipModel clip, String text, Prompts wordings) {
        String stripped = text.strip();
        if (stripped.isEmpty()) throw new UserException("The caption is empty: write what the picture is to show.");
        wordings.apply(stripped).forEach(wording -> requireFits(clip, wording));
        return new Caption(clip, new Embedder(clip).labels(List.of(stripped), wordings, Progress.NONE));
    }

    private static void requireFits(ClipModel clip, String wording) {
        int tokens = clip.tokenizer().encode(wording).length + 2;
        int most = clip.text().contextLength();
        if (tokens > most)
            throw new UserException("The caption has " + tokens + " tokens, start and end included, and " + clip.name()
                    + " reads " + most + ". Shorten it.");
    }

    /** The text, without white space around it. */
    public String text() {
        return embedding.labels().get(0);
    }

    /** That a picture fits it: the cosine of their embeddings. */
    public Objective objective() {
        return Objectives.similarity("text '" + text() + "'", embedding.vectors()[0]);
    }

    /** The cosine of a picture's embedding and its own, as the model sees the picture at once, without transformations. */
    public double cosine(PixelRows picture) {
        Embeddings seen = new Embedder(clip).images(List.of(picture), List.of("picture"), Progress.NONE);
        return CosineMatrix.of(seen, embedding).get(0, 0);
    }
}
