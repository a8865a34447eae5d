package org.multimodalneurons.plugin.probe;

import ij.measure.ResultsTable;
import org.multimodalneurons.plugin.imagej.Tables;
import org.multimodalneurons.probe.UnitScore;
import org.multimodalneurons.probe.UnitScore.ModalityScore;

/** Units and how well each stands for a concept: a row for each, columns for each modality after those of all. */
final class UnitScoreTable {

    private static final int DIGITS = 3;

    private final ResultsTable table = Tables.empty();

    /**
     * Adds a unit.
     *
     * @param rank among the units chosen for the concept, from 1
     * @param chosenOn what it was chosen on, and what it is scored on
     */
    void add(int rank, String chosenOn, UnitScore score) {
        table.addRow();
        table.addValue("Rank", rank);
        addScore(chosenOn, score);
    }

    /**
     * Adds the unit of a member of a family.
     *
     * @param family what kind of concept it is
     * @param chosenOn what it was chosen on, and what it is scored on
     */
    void add(String family, String chosenOn, UnitScore score) {
        table.addRow();
        table.addValue("Family", family);
        addScore(chosenOn, score);
    }

    private void addScore(String chosenOn, UnitScore score) {
        table.addValue("Concept", score.concept());
        table.addValue("Unit", score.unit().toString());
        table.addValue("Multimodality", score.multimodality());
        table.addValue("Low", score.interval().low());
        table.addValue("High", score.interval().high());
        table.addValue("Worst", score.worst().modality());
        table.addValue("AUC", score.auc());
        table.addValue("D", score.d());
        table.addValue("P", score.p());
        table.addValue("Corrected_P", score.correctedP());
        for (ModalityScore modality : score.modalities()) {
            table.addValue("AUC(" + modality.modality() + ")", modality.auc());
            table.addValue("D(" + modality.modality() + ")", modality.d());
            table.addValue("N(" + modality.modality() + ")", modality.positives());
            table.addValue("Others(" + modality.modality() + ")", modality.negatives());
        }
        table.addValue("Chosen_By", score.chosenBy());
        table.addValue("Chosen_On", chosenOn);
    }

    /** The table, with as many decimals as the numbers deserve. */
    ResultsTable table() {
        for (String heading : table.getHeadings()) {
            int column = table.getColumnIndex(heading);
            if (heading.equals("Rank") || heading.startsWith("N(") || heading.startsWith("Others("))
                table.setDecimalPlaces(column, 0);
            else if (heading.equals("P") || heading.equals("Corrected_P")) table.setDecimalPlaces(column, -DIGITS);
        }
        return table;
    }
}
