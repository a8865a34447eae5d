package org.multimodalneurons.plugin.models;

import java.util.Locale;

/** Numbers of bytes as people read them. */
public final class Sizes {

    private static final double MEGA = 1e6;
    private static final double GIGA = 1e9;

    private Sizes() {}

    /** Such as {@code 5.3 GB}, {@code 714 MB} or {@code 0.4 MB}: units of a thousand, as shops and hubs count. */
    public static String text(long bytes) {
        if (bytes >= 0.9995 * GIGA) return number("%.1f GB", bytes / GIGA);
        return number(bytes < 10 * MEGA ? "%.1f MB" : "%.0f MB", bytes / MEGA);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
