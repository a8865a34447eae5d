package org.multimodalneurons.plugin.imagej;

import java.util.Arrays;
import java.util.stream.DoubleStream;

import ij.measure.ResultsTable;

/** How many decimals columns of a table are shown and saved with, where the usual four would make different numbers equal. */
public final class Decimals {

    /** Of cosines: those of images that are alike differ from 1, and from each other, in the fourth to sixth. */
    public static final int OF_COSINES = 6;

    private static final int USUAL = 4;
    private static final int DIGITS = 5;
    private static final int MOST = 9; // more than these ImageJ does not show

    private Decimals() {}

    /**
     * Gives columns of cosines, or of means of cosines, their decimals.
     *
     * @param headings those that the table has not are passed over
     */
    public static ResultsTable ofCosines(ResultsTable table, String... headings) {
        for (String heading : headings)
            if (table.columnExists(heading)) table.setDecimalPlaces(table.getColumnIndex(heading), OF_COSINES);
        return table;
    }

    /**
     * Gives the columns of a map's axes as many decimals, four or more, as make five digits of the widest of their ranges.
     *
     * @param headings those that the table has not are passed over
     */
    public static ResultsTable ofMap(ResultsTable table, String... headings) {
        String[] axes = Arrays.stream(headings).filter(table::columnExists).toArray(String[]::new);
        double widest = Arrays.stream(axes)
                .mapToDouble(axis -> range(table.getColumn(axis)))
                .max()
                .orElse(0);
        for (String axis : axes) table.setDecimalPlaces(table.getColumnIndex(axis), decimals(widest));
        return table;
    }

    private static double range(double[] values) {
        return DoubleStream.of(values).max().orElse(0)
                - DoubleStream.of(values).min().orElse(0);
    }

    private static int decimals(double range) {
        if (!(range > 0)) return USUAL;
        int beforePoint = (int) Math.floor(Math.log10(range)) + 1;
        return Math.max(USUAL, Math.min(MOST, DIGITS - beforePoint));
    }
}
