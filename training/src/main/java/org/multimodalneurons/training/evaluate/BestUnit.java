package org.multimodalneurons.training.evaluate;

import java.util.ArrayList;
import java.util.List;

import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Unit;

/**
 * One unit for each concept, chosen by what training saw and scored once on what it never saw.
 *
 * @param concept index of the concept
 * @param unit the unit whose worst modality is best
 * @param chosenBy its area in that modality, on training stimuli
 * @param picture its area on the held-out style
 * @param text its area on the held-out font
 */
record BestUnit(int concept, int unit, double chosenBy, double picture, double text) {

    /** The worse of the two held-out areas. */
    double worst() {
        return Math.min(picture, text);
    }

    /** The unit, as tables and macros write it. */
    Unit in(Layer layer) {
        return new Unit(layer.name(), unit);
    }

    /** Lines of a table of tab-separated columns, with a header. */
    static List<String> table(List<BestUnit> best, Subject subject) {
        List<String> lines = new ArrayList<>(List.of("concept\tunit\tpicture\ttext"));
        for (BestUnit unit : best)
            lines.add(String.join(
                    "\t",
                    subject.words().get(unit.concept()),
                    unit.in(subject.layer()).toString(),
                    Proportion.decimal(unit.picture()),
                    Proportion.decimal(unit.text())));
        return lines;
    }

    /**
     * Chooses and scores.
     *
     * @param training areas in each modality
     * @param style areas on the held-out style
     * @param font areas on the held-out font
     * @return one for each concept that was drawn in the held-out style, by index
     */
    static List<BestUnit> choose(List<Selectivities> training, Selectivities style, Selectivities font) {
        List<BestUnit> best = new ArrayList<>();
        for (int concept = 0; concept < style.areas().length; concept++) {
            float[] pictures = style.areas()[concept];
            float[] texts = font.areas()[concept];
            if (pictures == null || texts == null) continue;
            int unit = -1;
            double largest = -1;
            for (int u = 0; u < pictures.length; u++) {
                double worst = worst(training, concept, u);
                if (worst > largest) {
                    largest = worst;
                    unit = u;
                }
            }
            best.add(new BestUnit(concept, unit, largest, pictures[unit], texts[unit]));
        }
        return best;
    }

    private static double worst(List<Selectivities> modalities, int concept, int unit) {
        double worst = 1;
        for (Selectivities modality : modalities)
            if (modality.areas()[concept] != null) worst = Math.min(worst, modality.areas()[concept][unit]);
        return worst;
    }
}
