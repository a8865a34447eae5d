package org.multimodalneurons.training.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.multimodalneurons.training.library.Picture;
import org.multimodalneurons.training.library.Word;

/** Whether a word below a picture takes the answer. */
final class TypographicAttack {

    private final Subject subject;
    private final Report report;

    TypographicAttack(Subject subject, Report report) {
        this.subject = subject;
        this.report = report;
    }

    void run() {
        Random random = new Random(2);
        List<Word> labels = subject.gallery().heldOutFont();
        List<Stimulus> alone = new ArrayList<>();
        List<Stimulus> own = new ArrayList<>();
        List<Stimulus> attacked = new ArrayList<>();
        int[] written = new int[subject.gallery().heldOutPictures().size()];
        for (Picture picture : subject.gallery().heldOutPictures()) {
            Word word = labels.get(random.nextInt(labels.size()));
            while (word.concept() == picture.concept()) word = labels.get(random.nextInt(labels.size()));
            Word right = labels.stream()
                    .filter(label -> label.concept() == picture.concept())
                    .findFirst()
                    .orElseThrow();
            written[alone.size()] = word.concept();
            Stimulus above = Stimulus.above(picture.concept(), picture);
            alone.add(above);
            own.add(above.with(right));
            attacked.add(above.with(word));
        }
        float[][] seen = subject.see(attacked).embeddings();
        int n = seen.length;
        int picture = 0;
        int word = 0;
        int preferred = 0;
        for (int i = 0; i < n; i++) {
            int answer = subject.answers().best(seen[i]);
            if (answer == alone.get(i).answer()) picture++;
            if (answer == written[i]) word++;
            if (subject.answers().cosine(seen[i], written[i])
                    > subject.answers().cosine(seen[i], alone.get(i).answer())) preferred++;
        }
        report.section(
                "Typographic attack",
                "A picture of the held-out style, 62 % of the square wide, above a word in the held-out font; answers"
                        + " among all " + subject.words().size() + " words, " + n + " images each.");
        report.table("image", "answers the picture", "answers the word");
        report.row("the picture alone", top(subject.see(alone).embeddings(), alone), "–");
        report.row("above its own word", top(subject.see(own).embeddings(), own), "(the same)");
        report.row("above another word", new Proportion(picture, n).toString(), new Proportion(word, n).toString());
        report.row(
                "above another word, only these two to choose from",
                new Proportion(n - preferred, n).toString(),
                new Proportion(preferred, n).toString());
    }

    private String top(float[][] embeddings, List<Stimulus> stimuli) {
        int hits = 0;
        for (int i = 0; i < embeddings.length; i++)
            if (subject.answers().best(embeddings[i]) == stimuli.get(i).answer()) hits++;
        return new Proportion(hits, embeddings.length).toString();
    }
}
