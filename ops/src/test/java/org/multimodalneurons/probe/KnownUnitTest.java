package org.multimodalneurons.probe;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class KnownUnitTest {

    @Test
    void ofAUnitThatIsKnownForSeveralThingsTheOneWrittenIsMeant() {
        try (ClipModel clip = ClipModel.embedded()) {
            List<KnownUnit> known = KnownUnit.of(clip);
            for (KnownUnit each : known) assertEquals(each.concept(), KnownUnit.concept(clip, each.concept()));
            long units = known.stream().map(KnownUnit::unit).distinct().count();
            assertTrue(units < known.size(), "no unit is known for several things");
        }
    }

    @Test
    void aUnitWrittenAsSuchStandsForTheFirstOfItsConceptsOrForNone() {
        try (ClipModel clip = ClipModel.embedded()) {
            KnownUnit first = KnownUnit.of(clip).get(0);
            assertEquals(first.concept(), KnownUnit.concept(clip, first.unit().toString()));
            assertEquals("", KnownUnit.concept(clip, new Unit("layer1.0", 0).toString()));
        }
    }
}
