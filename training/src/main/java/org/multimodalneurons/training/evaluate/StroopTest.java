package org.multimodalneurons.training.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

import org.multimodalneurons.training.augment.Inks;
import org.multimodalneurons.training.library.Word;

import static org.multimodalneurons.training.evaluate.Proportion.decimal;

/** Whether it names the ink or the word. */
final class StroopTest {

    private static final int STRINGS_OF_AN_INK = 30;
    private static final int WORDS_OF_A_PAIR = 6;

    private final Subject subject;
    private final Report report;

    StroopTest(Subject subject, Report report) {
        this.subject = subject;
        this.report = report;
    }

    void run() {
        List<String> colours =
                Inks.names().stream().filter(subject.concepts()::contains).toList();
        Answers names = subject.answers(colours);
        List<Word> strings = subject.gallery().meaningless();
        Random random = new Random(3);
        SplittableRandom shades = new SplittableRandom(3);
        List<Stimulus> control = new ArrayList<>();
        List<Stimulus> conflict = new ArrayList<>();
        List<Integer> inks = new ArrayList<>();
        for (int ink = 0; ink < colours.size(); ink++) {
            for (int i = 0; i < STRINGS_OF_AN_INK; i++)
                control.add(inInk(ink, strings.get(random.nextInt(strings.size())), colours.get(ink), shades));
            for (int word = 0; word < colours.size(); word++) {
                if (word == ink) continue;
                int concept = subject.concepts().index(colours.get(word));
                List<Word> written = subject.gallery().heldOutFont().stream()
                        .filter(one -> one.concept() == concept)
                        .toList();
                for (int i = 0; i < WORDS_OF_A_PAIR; i++) {
                    conflict.add(inInk(word, written.get(i % written.size()), colours.get(ink), shades));
                    inks.add(ink);
                }
            }
        }
        float[][] controls = subject.see(control).embeddings();
        int named = 0;
        for (int i = 0; i < controls.length; i++)
            if (names.best(controls[i]) == control.get(i).answer()) named++;
        float[][] conflicts = subject.see(conflict).embeddings();
        int word = 0;
        int ink = 0;
        for (int i = 0; i < conflicts.length; i++) {
            int answer = names.best(conflicts[i]);
            if (answer == conflict.get(i).answer()) word++;
            if (answer == inks.get(i)) ink++;
        }
        report.section(
                "Stroop test",
                "Strings in the held-out font and in " + colours.size() + " inks; answers among the colours' names"
                        + " (chance " + decimal(1.0 / colours.size()) + ").");
        report.table("written", "images", "answers the ink", "answers the word");
        report.row(
                "letters that mean nothing",
                String.valueOf(controls.length),
                new Proportion(named, controls.length).toString(),
                "–");
        report.row(
                "the name of another colour",
                String.valueOf(conflicts.length),
                new Proportion(ink, conflicts.length).toString(),
                new Proportion(word, conflicts.length).toString());
    }

    private static Stimulus inInk(int answer, Word word, String colour, SplittableRandom random) {
        float[] ink = Inks.named(colour, random);
        return Stimulus.of(answer, word, Inks.plainGroundFor(ink), ink);
    }
}
