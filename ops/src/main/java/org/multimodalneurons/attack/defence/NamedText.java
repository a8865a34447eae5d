package org.multimodalneurons.attack.defence;

import java.util.List;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.attack.Defence;
import org.multimodalneurons.embed.Classifier;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.embed.ZeroShot;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.text.Prompts;

/**
 * Captions that say what is written on the picture, so that the text speaks for every class alike. It must be known. Classes
 * learned from examples have no captions, and stay as they are.
 *
 * @param clip the model whose words these are; it must stay open
 * @param prompts with {@code {}} for the class and {@code {text}} for what is written
 */
public record NamedText(ClipModel clip, Prompts prompts) implements Defence {

    /** The place of the text. */
    public static final String TEXT = "{text}";

    /** The usual caption. */
    public static final Prompts USUAL =
            Prompts.parse("a picture of a {} | a picture of a {} with a label that says " + TEXT);

    /** Checks that one of the prompts names the text. */
    public NamedText {
        if (prompts.templates().stream().noneMatch(template -> template.contains(TEXT)))
            throw new UserException("None of the prompts " + prompts.templates() + " names the text: write " + TEXT
                    + " in its place, as in \"a picture of a {} with a label that says " + TEXT + "\".");
    }

    @Override
    public String name() {
        return "prompts";
    }

    @Override
    public Embeddings embed(ClipModel model, List<? extends PixelRows> stimuli, Embeddings seen, Progress progress) {
        return seen;
    }

    @Override
    public Classifier classes(Classifier usual, String text) {
        if (!(usual instanceof ZeroShot)) return usual;
        if (text.contains(Prompts.PLACE))
            throw new UserException("The text \"" + text + "\" holds " + Prompts.PLACE
                    + ", which stands for the class in prompts. Write another text.");
        List<String> named = prompts.templates().stream()
                .map(template -> template.replace(TEXT, text))
                .toList();
        return new ZeroShot(clip, usual.labels(), new Prompts(named));
    }
}
