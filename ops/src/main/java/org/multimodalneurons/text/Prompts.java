package org.multimodalneurons.text;

import java.util.Arrays;
import java.util.List;

import org.multimodalneurons.UserException;

/**
 * Sentences around a label: {@code a picture of a {}}. A class described by several is recognised better than by its
 * bare name.
 *
 * @param templates each holds {@code {}}, the place of the label, at least once
 */
public record Prompts(List<String> templates) {

    /** The place of the label. */
    public static final String PLACE = "{}";

    /** The label alone. */
    public static final Prompts NONE = new Prompts(List.of(PLACE));

    /** Checks and copies the templates. */
    public Prompts {
        templates = List.copyOf(templates);
        if (templates.isEmpty())
            throw new UserException(
                    "A prompt is missing: for example \"a picture of a {}\", or {} for the bare label.");
        for (String template : templates)
            if (!template.contains(PLACE))
                throw new UserException(
                        "The prompt \"" + template
                                + "\" does not say where the label belongs: write {} in its place, as in \"a picture of a {}\".");
    }

    /**
     * Prompts as a person writes them.
     *
     * @param text one template or several separated by |; blank ones between are left out
     * @throws UserException when there is none, or one without {@code {}}
     */
    public static Prompts parse(String text) {
        return new Prompts(Arrays.stream(text.split("\\|"))
                .map(String::strip)
                .filter(template -> !template.isEmpty())
                .toList());
    }

    /** The label in each template. */
    public List<String> apply(String label) {
        return templates.stream()
                .map(template -> template.replace(PLACE, label))
                .toList();
    }
}
