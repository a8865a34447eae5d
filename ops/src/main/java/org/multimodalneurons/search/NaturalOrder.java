package org.multimodalneurons.search;

import java.util.Comparator;

/** Names as people order them: digits count as numbers, so that slice2 comes before slice10. */
public final class NaturalOrder implements Comparator<String> {

    @Override
    public int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            if (isDigit(a.charAt(i)) && isDigit(b.charAt(j))) {
                int endOfA = endOfNumber(a, i);
                int endOfB = endOfNumber(b, j);
                int order = compareNumbers(a, i, endOfA, b, j, endOfB);
                if (order != 0) return order;
                i = endOfA;
                j = endOfB;
            } else {
                int order = Character.compare(a.charAt(i++), b.charAt(j++));
                if (order != 0) return order;
            }
        }
        int order = Integer.compare(a.length() - i, b.length() - j);
        return order != 0 ? order : a.compareTo(b); // 01 and 1 are two names
    }

    private static int compareNumbers(String a, int i, int endOfA, String b, int j, int endOfB) {
        while (i < endOfA && a.charAt(i) == '0') i++;
        while (j < endOfB && b.charAt(j) == '0') j++;
        int order = Integer.compare(endOfA - i, endOfB - j);
        while (order == 0 && i < endOfA) order = Character.compare(a.charAt(i++), b.charAt(j++));
        return order;
    }

    private static int endOfNumber(String name, int at) {
        while (at < name.length() && isDigit(name.charAt(at))) at++;
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
