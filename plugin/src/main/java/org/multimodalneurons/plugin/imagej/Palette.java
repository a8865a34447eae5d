package org.multimodalneurons.plugin.imagej;

import java.awt.Color;
import java.util.List;

import ij.process.LUT;

/** Lookup tables whose brightness rises evenly, so that no value seems to stand out; legible in grey and to the colour-blind. */
public enum Palette {
    /** Dark violet to yellow, for matrices. */
    VIRIDIS(0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C, 0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725),
    /** Black to pale yellow, for heat. */
    INFERNO(0x000004, 0x210C4A, 0x57106E, 0x8A226A, 0xBC3754, 0xE45A31, 0xF98E09, 0xF9CB35, 0xFCFFA4),
    /** Blue, white, red, for values with a sign: white is 0; grey where there is no value. */
    BLUE_RED(0x0B3C6F, 0x2F6DB5, 0x7FAEDB, 0xC9DDEF, 0xF7F7F7, 0xF6D6C2, 0xE59A73, 0xC2532F, 0x7A1F12);

    /** Colours of channels that are mixed, 0xRRGGBB: any two differ also to the colour-blind. */
    static final List<Integer> CHANNELS = List.of(0xFF00FF, 0x00FF00, 0x00A0FF, 0xFFC000, 0xFF4040, 0x40FFE0, 0xFFFFFF);

    private static final int NO_VALUE = 0x808080;

    /** Steps between the colours of a lookup table whose first one means no value. */
    private static final int COLOURS = 254;

    @SuppressWarnings("ImmutableEnumChecker") // never written, never given away
    private final int[] anchors;

    /** Colours at even steps, after matplotlib's tables (CC0). */
    Palette(int... anchors) {
        this.anchors = anchors;
    }

    /**
     * The colour of a value.
     *
     * @param share of the range, 0 to 1; beyond, the nearest end
     * @return 0xRRGGBB
     */
    public int colour(double share) {
        double place = Math.max(0, Math.min(1, share)) * (anchors.length - 1);
        int below = Math.min((int) place, anchors.length - 2);
        int colour = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int low = (anchors[below] >> shift) & 255;
            int high = (anchors[below + 1] >> shift) & 255;
            colour |= (int) Math.round(low + (place - below) * (high - low)) << shift;
        }
        return colour;
    }

    /** From black to a colour 0xRRGGBB. */
    static LUT fromBlack(int colour) {
        return LUT.createLutFromColor(new Color(colour));
    }

    /** Whether it has two ends, whose middle stands for 0. */
    boolean isCentred() {
        return this == BLUE_RED;
    }

    /**
     * The same for ImageJ. A centred palette has one colour less, so that its middle is the middle of the rest; see
     * {@link #lowest}.
     */
    public LUT lut() {
        return lutWithBackground(isCentred() ? NO_VALUE : colour(0));
    }

    /** The value that {@link #lut()} begins with, so that its colours reach from min to max. */
    double lowest(double min, double max) {
        return isCentred() ? min - (max - min) / COLOURS : min;
    }

    /** The same with another colour, 0xRRGGBB, for the lowest value, which ImageJ shows where there is none (NaN). */
    LUT lutWithBackground(int background) {
        byte[][] channels = new byte[3][256];
        for (int i = 0; i < 256; i++) {
            double share = isCentred() ? (i - 1) / (double) COLOURS : i / 255.;
            int colour = i == 0 ? background : colour(share);
            for (int c = 0; c < 3; c++) channels[c][i] = (byte) (colour >> (16 - 8 * c));
        }
        return new LUT(channels[0], channels[1], channels[2]);
    }
}
