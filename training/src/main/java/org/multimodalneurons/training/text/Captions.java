package org.multimodalneurons.training.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import org.multimodalneurons.text.Prompts;
import org.multimodalneurons.training.data.Concept;

/** What is said of a concept: each of its captions in each of many templates. */
final class Captions {

    /** The prompts that the evaluation averages over. */
    static final Prompts ASKED = Prompts.parse("a picture of a {} | a drawing of a {} | the word {} | {}");

    private final Prompts templates;

    private Captions(Prompts templates) {
        this.templates = templates;
    }

    /** Captions in the templates that come with the program. */
    static Captions bundled() throws IOException {
        try (var in = new BufferedReader(
                new InputStreamReader(Captions.class.getResourceAsStream("templates.txt"), StandardCharsets.UTF_8))) {
            return new Captions(
                    new Prompts(in.lines().filter(line -> !line.isBlank()).toList()));
        }
    }

    /** All that is said of a concept; its own word stands in as many of them as all its other captions together. */
    List<String> of(Concept concept) {
        List<String> others = concept.captions().stream()
                .filter(caption -> !caption.equals(concept.word()))
                .toList();
        return Stream.concat(Collections.nCopies(Math.max(1, others.size()), concept.word()).stream(), others.stream())
                .flatMap(caption -> templates.apply(caption).stream())
                .toList();
    }
}
