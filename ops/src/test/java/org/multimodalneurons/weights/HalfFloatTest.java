package org.multimodalneurons.weights;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HalfFloatTest {

    @Test
    void everyHalfSurvivesTheWayToAFloatAndBack() {
        for (int bits = 0; bits <= 0xffff; bits++) {
            float wide = HalfFloat.toFloat((short) bits);
            if (Float.isNaN(wide)) assertTrue(Float.isNaN(HalfFloat.toFloat(HalfFloat.fromFloat(wide))));
            else assertEquals((short) bits, HalfFloat.fromFloat(wide), Integer.toHexString(bits));
        }
    }

    @Test
    void knownValuesAreRight() {
        assertEquals(1f, HalfFloat.toFloat((short) 0x3c00));
        assertEquals(-2f, HalfFloat.toFloat((short) 0xc000));
        assertEquals(65504f, HalfFloat.toFloat((short) 0x7bff));
        assertEquals(0x1p-14f, HalfFloat.toFloat((short) 0x0400));
        assertEquals(0x1p-24f, HalfFloat.toFloat((short) 0x0001));
        assertEquals(Float.POSITIVE_INFINITY, HalfFloat.toFloat((short) 0x7c00));
    }

    @Test
    void floatsBetweenTwoHalvesGoToTheNearerAndTiesToEven() {
        assertEquals((short) 0x3c00, HalfFloat.fromFloat(1 + 0x1p-11f), "tie, down to even");
        assertEquals((short) 0x3c02, HalfFloat.fromFloat(1 + 3 * 0x1p-11f), "tie, up to even");
        assertEquals((short) 0x3c01, HalfFloat.fromFloat(Math.nextUp(1 + 0x1p-11f)));
        assertEquals((short) 0x7bff, HalfFloat.fromFloat(65519f));
        assertEquals((short) 0x7c00, HalfFloat.fromFloat(65520f));
        assertEquals((short) 0xfc00, HalfFloat.fromFloat(-1e9f));
        assertEquals((short) 0x0400, HalfFloat.fromFloat(Math.nextDown(0x1p-14f)), "subnormal rounds up to normal");
        assertEquals((short) 0x0000, HalfFloat.fromFloat(0x1p-25f), "tie, down to zero");
        assertEquals((short) 0x8000, HalfFloat.fromFloat(-0f));
    }
}
