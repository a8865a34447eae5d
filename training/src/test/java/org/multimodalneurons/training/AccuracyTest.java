package org.multimodalneurons.training;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class AccuracyTest {

    @Test
    void theRightClassAlwaysWinsWhenNoneIsBetter() {
        Accuracy accuracy = Accuracy.ofRanks(new int[] {0, 0, 0}, 500);
        assertEquals(new Accuracy(3, 1, 1, 1), accuracy);
    }

    @Test
    void againstNineteenOthersItWinsAsOftenAsNoneOfTheBetterOnesIsDrawn() {
        Accuracy accuracy = Accuracy.ofRanks(new int[] {1}, 101);
        assertEquals(0, accuracy.first());
        assertEquals(1, accuracy.firstFive());
        assertEquals(1 - 19 / 100.0, accuracy.oneOf20(), 1e-12);
    }
}
