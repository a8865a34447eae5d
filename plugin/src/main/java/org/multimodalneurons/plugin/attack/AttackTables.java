package org.multimodalneurons.plugin.attack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import ij.measure.ResultsTable;
import org.multimodalneurons.attack.Answer;
import org.multimodalneurons.attack.Attack;
import org.multimodalneurons.attack.AttackStyle;
import org.multimodalneurons.attack.AttackTrial;
import org.multimodalneurons.attack.AttackTrial.Outcome;
import org.multimodalneurons.attack.SuccessRate;
import org.multimodalneurons.attack.SuccessRate.Defended;
import org.multimodalneurons.plugin.imagej.Tables;

/**
 * Trials of attacks as ImageJ's tables.
 *
 * @param trials at least one
 * @param defences their names, in the order of the trials' outcomes
 */
record AttackTables(List<AttackTrial> trials, List<String> defences) {

    private static final String ALL = "all";
    private static final double PERCENT = 100;

    /** Trials of one kind, as a row of the summary; no attack or style where there are several. */
    private record Kind(Optional<Attack> attack, Optional<AttackStyle> style) {}

    /** A row for each trial. */
    ResultsTable everyTrial() {
        ResultsTable table = Tables.empty();
        for (AttackTrial trial : trials) {
            table.addRow();
            table.addValue("Image", trial.image());
            table.addValue("True class", trial.trueClass());
            table.addValue("Text", trial.attack().text());
            table.addValue("Target", trial.attack().target());
            addStyle(table, trial.style());
            table.addValue("Coverage %", PERCENT * trial.coverage());
            addOutcome(table, "", trial, trial.outcome());
            for (int i = 0; i < defences.size(); i++)
                addOutcome(
                        table, defences.get(i) + ": ", trial, trial.defended().get(i));
        }
        wholeNumbers(table);
        return table;
    }

    private static void addStyle(ResultsTable table, AttackStyle style) {
        table.addValue("Layout", style.layout().name());
        table.addValue("Size", style.size().toString());
    }

    private static void addOutcome(ResultsTable table, String prefix, AttackTrial trial, Outcome outcome) {
        addAnswer(table, prefix + "Before", outcome.before());
        addAnswer(table, prefix + "After", outcome.after());
        table.addValue(prefix + "Success", trial.isSuccess(outcome) ? 1 : 0);
    }

    private static void addAnswer(ResultsTable table, String when, Answer answer) {
        table.addValue(when, answer.label());
        table.addValue("P " + when, answer.probability());
        table.addValue("P target " + when, answer.ofTarget());
    }

    private static void wholeNumbers(ResultsTable table) {
        for (String heading : table.getHeadings())
            if (heading.endsWith("Success") || heading.equals("Trials") || heading.equals("Successes"))
                table.setDecimalPlaces(table.getColumnIndex(heading), 0);
    }

    /** A row for each word in each style, for all words in each style, for each word, and for all. */
    ResultsTable summary() {
        ResultsTable table = Tables.empty();
        Map<Kind, List<AttackTrial>> kinds = new LinkedHashMap<>();
        if (several(AttackTrial::style)) {
            group(kinds, trial -> new Kind(Optional.of(trial.attack()), Optional.of(trial.style())));
            group(kinds, trial -> new Kind(Optional.empty(), Optional.of(trial.style())));
        }
        group(kinds, trial -> new Kind(Optional.of(trial.attack()), onlyStyle()));
        group(kinds, trial -> new Kind(Optional.empty(), onlyStyle()));
        kinds.forEach((kind, group) -> addRow(table, kind, SuccessRate.of(group)));
        wholeNumbers(table);
        return table;
    }

    private boolean several(Function<AttackTrial, ?> key) {
        return trials.stream().map(key).distinct().count() > 1;
    }

    private Optional<AttackStyle> onlyStyle() {
        return several(AttackTrial::style)
                ? Optional.empty()
                : Optional.of(trials.get(0).style());
    }

    private void group(Map<Kind, List<AttackTrial>> kinds, Function<AttackTrial, Kind> kind) {
        for (AttackTrial trial : trials)
            kinds.computeIfAbsent(kind.apply(trial), any -> new ArrayList<>()).add(trial);
    }

    private void addRow(ResultsTable table, Kind kind, SuccessRate rate) {
        table.addRow();
        table.addValue("Text", kind.attack().map(Attack::text).orElse(ALL));
        table.addValue("Target", kind.attack().map(Attack::target).orElse(ALL));
        table.addValue(
                "Layout", kind.style().map(style -> style.layout().name()).orElse(ALL));
        table.addValue(
                "Size", kind.style().map(style -> style.size().toString()).orElse(ALL));
        table.addValue("Coverage %", PERCENT * rate.coverage());
        table.addValue("Trials", rate.trials());
        table.addValue("Successes", rate.successes());
        table.addValue("Rate", rate.rate());
        table.addValue("Low", rate.interval().low());
        table.addValue("High", rate.interval().high());
        table.addValue("Right before", (double) rate.rightBefore() / rate.trials());
        table.addValue("Rate when right", rate.rateWhenRight());
        for (int i = 0; i < defences.size(); i++) {
            Defended defended = rate.defended().get(i);
            table.addValue(defences.get(i), (double) defended.successes() / rate.trials());
            table.addValue(defences.get(i) + ": right before", (double) defended.rightBefore() / rate.trials());
        }
    }
}
