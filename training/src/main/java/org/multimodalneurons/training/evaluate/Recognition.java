package org.multimodalneurons.training.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.multimodalneurons.training.data.Words;
import org.multimodalneurons.training.library.Word;

import static org.multimodalneurons.training.evaluate.Proportion.decimal;

/** Whether it names pictures of the held-out style, and reads known words in the held-out font and unknown words. */
final class Recognition {

    private final Subject subject;
    private final Report report;

    Recognition(Subject subject, Report report) {
        this.subject = subject;
        this.report = report;
    }

    Viewer.Seen recognition() {
        report.section(
                "Recognition and reading",
                "Zero-shot through the text tower, prompts \""
                        + String.join(" | ", subject.prompts().templates())
                        + "\", among " + subject.words().size() + " words (chance "
                        + decimal(1.0 / subject.words().size())
                        + "; one of 20: .050). Brackets: 95 % intervals (Wilson).");
        report.table("what training never saw", "images", "top-1", "top-5", "one of 20");
        List<Stimulus> stimuli = subject.gallery().heldOutPictures().stream()
                .map(picture -> Stimulus.of(picture.concept(), picture))
                .toList();
        Viewer.Seen seen = subject.see(stimuli);
        report.row("pictures of the held-out style", Subject.accuracy(subject.answers(), seen, stimuli));
        return seen;
    }

    Viewer.Seen reading() {
        List<Stimulus> stimuli = subject.gallery().heldOutFont().stream()
                .map(word -> Stimulus.of(word.concept(), word))
                .toList();
        Viewer.Seen seen = subject.see(stimuli);
        report.row("known words in the held-out font", Subject.accuracy(subject.answers(), seen, stimuli));

        List<String> all = Stream.concat(subject.words().stream(), Words.heldOut().stream())
                .toList();
        Answers open = subject.answers(all);
        Map<String, Word.Kind> kinds = new LinkedHashMap<>();
        kinds.put("held-out words in known fonts, of " + all.size(), Word.Kind.PLAIN);
        kinds.put("held-out words in the held-out font, of " + all.size(), Word.Kind.HELDOUT);
        kinds.forEach((name, kind) -> {
            List<Stimulus> unknown = subject.gallery().heldOutWords(kind).stream()
                    .map(word -> Stimulus.of(all.indexOf(Gallery.lower(word)), word))
                    .toList();
            report.row(name, Subject.accuracy(open, subject.see(unknown), unknown));
        });
        return seen;
    }
}
