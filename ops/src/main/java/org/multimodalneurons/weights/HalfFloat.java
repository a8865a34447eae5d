package org.multimodalneurons.weights;

/** IEEE 754 half precision: 1 sign bit, 5 exponent bits, 10 fraction bits. */
final class HalfFloat {

    private static final float SMALLEST_SUBNORMAL = 0x1p-24f;

    private HalfFloat() {}

    /** The same number in single precision; exact. */
    static float toFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >> 10) & 0x1f;
        int fraction = half & 0x3ff;
        if (exponent == 0) {
            float magnitude = fraction * SMALLEST_SUBNORMAL;
            return sign == 0 ? magnitude : -magnitude;
        }
        int wide = exponent == 0x1f ? 0xff : exponent + 112;
        return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
    }

    /** The nearest number in half precision, ties to even; beyond 65,504 infinity. */
    static short fromFloat(float value) {
        int bits = Float.floatToIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        int magnitude = bits & 0x7fffffff;
        if (magnitude > 0x7f800000) return (short) (sign | 0x7e00);
        if (magnitude >= 0x477ff000) return (short) (sign | 0x7c00);
        if (magnitude < 0x38800000)
            return (short) (sign | (int) Math.rint(Math.abs((double) value) / SMALLEST_SUBNORMAL));
        int rebiased = magnitude - (112 << 23);
        int rounded = rebiased + 0xfff + (rebiased >>> 13 & 1);
        return (short) (sign | rounded >>> 13);
    }
}
