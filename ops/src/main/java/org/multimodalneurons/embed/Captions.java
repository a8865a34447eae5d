package org.multimodalneurons.embed;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.text.Prompts;

/** Looks at labels and captions before a text encoder does, which would answer to anything. */
public final class Captions {

    private static final int CONTROL_TOKENS = 2;
    private static final int SHOWN = 40;

    private Captions() {}

    /**
     * Tells what the user should know about captions that can be embedded, but do not mean what they seem to.
     *
     * @param clip the model that will read them
     * @param captions as the text encoder gets them, prompts filled in
     * @return one sentence for all words that the model never learned, and one for each caption longer than its context
     */
    public static List<String> warnings(ClipModel clip, List<String> captions) {
        List<String> warnings = new ArrayList<>();
        unknownWords(clip, captions).ifPresent(warnings::add);
        int context = clip.text().contextLength();
        for (String caption : captions)
            if (clip.tokenizer().truncates(caption, context))
                warnings.add("The caption \"" + shortened(caption) + "\" has more than the "
                        + (context - CONTROL_TOKENS) + " tokens that the model reads; its end is ignored. Shorten it.");
        return List.copyOf(warnings);
    }

    /**
     * As {@link #warnings(ClipModel, List)}, for the labels of a classifier: also labels that are repeated, and a label
     * without rivals.
     */
    public static List<String> warnings(ClipModel clip, List<String> labels, Prompts prompts) {
        List<String> warnings = new ArrayList<>();
        Set<String> distinct = new LinkedHashSet<>();
        Set<String> repeated = new LinkedHashSet<>();
        for (String label : labels) if (!distinct.add(label.strip())) repeated.add(label.strip());
        for (String label : repeated)
            warnings.add("The label \"" + label + "\" is given more than once; it is counted once.");
        if (distinct.size() == 1)
            warnings.add(
                    "There is only one label, so its probability is always 1. Add other labels, or read the cosine.");
        List<String> captions = distinct.stream()
                .flatMap(label -> prompts.apply(label).stream())
                .toList();
        warnings.addAll(warnings(clip, captions));
        return List.copyOf(warnings);
    }

    private static Optional<String> unknownWords(ClipModel clip, List<String> captions) {
        if (clip.vocabulary().isEmpty()) return Optional.empty();
        Set<String> unknown = new LinkedHashSet<>();
        for (String caption : captions)
            unknown.addAll(clip.vocabulary().orElseThrow().unknownWords(caption));
        if (unknown.isEmpty()) return Optional.empty();
        return Optional.of("The " + clip.name() + " model never learned: " + String.join(", ", unknown)
                + ". What it says about them means nothing. Use words that it knows, or open a full CLIP instead.");
    }

    /**
     * Makes sure that every text says something.
     *
     * @param kind what they are called in the message: label, caption
     * @throws UserException when there is none, or a blank one
     */
    public static void requirePresent(List<String> texts, String kind) {
        if (texts.isEmpty()) throw new UserException("There is no " + kind + "; give at least one.");
        for (int i = 0; i < texts.size(); i++)
            if (texts.get(i).isBlank())
                throw new UserException("The " + kind + " number " + (i + 1) + " of " + texts.size()
                        + " is blank; write something or leave it out.");
    }

    private static String shortened(String caption) {
        return caption.length() <= SHOWN ? caption : caption.substring(0, SHOWN) + "...";
    }
}
