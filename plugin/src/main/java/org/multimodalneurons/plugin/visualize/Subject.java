package org.multimodalneurons.plugin.visualize;

import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.probe.KnownUnit;
import org.multimodalneurons.visualize.Objective;
import org.multimodalneurons.visualize.Objectives;
import org.multimodalneurons.visualize.Recipe;

/**
 * What one slice shows.
 *
 * @param label of the slice
 * @param objective that its pictures are high for
 */
record Subject(String label, Objective objective) {

    /**
     * What excites a unit, guided by the words for what a known one stands for where that is wanted.
     *
     * @param name as a user writes it: of several things that a unit stands for the one written
     */
    static Subject exciting(ClipModel clip, String name, boolean guided) {
        Unit unit = KnownUnit.parse(clip, name);
        String concept = KnownUnit.concept(clip, name);
        boolean isGuided = guided && !concept.isBlank();
        return new Subject(label(unit, concept), isGuided ? Recipe.guided(clip, unit, concept) : Objectives.unit(unit));
    }

    /** What suppresses a unit. */
    static Subject suppressing(ClipModel clip, Unit unit) {
        String label = label(unit, KnownUnit.concept(clip, unit.toString()));
        return new Subject(label + " suppressed", Objectives.unit(unit).negative());
    }

    private static String label(Unit unit, String concept) {
        return (unit + " " + concept).strip();
    }
}
