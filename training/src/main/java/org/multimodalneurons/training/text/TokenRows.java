package org.multimodalneurons.training.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

import org.multimodalneurons.text.ClipTokenizer;

/**
 * The captions of all concepts as tokens, numbered anew: only tokens that occur have a number, in the order of their
 * ids, so that an embedding table needs no other rows. Captions of one length are kept together and need no padding.
 */
final class TokenRows {

    /**
     * Captions, those that are shorter than the longest filled up at the end, where no token sees it.
     *
     * @param tokens numbers of the tokens, row after row, with start and end
     * @param length tokens in a row
     * @param ends where in each row the end token stands
     * @param concepts the concept that each row means
     */
    @SuppressWarnings("ArrayRecordComponent") // a plain carrier of numbers, never compared
    record Rows(long[] tokens, int length, long[] ends, int[] concepts) {}

    @SuppressWarnings("ArrayRecordComponent") // a plain carrier of numbers, never compared
    private record Row(int concept, long[] ids) {}

    private final Map<Long, Integer> numbers = new HashMap<>();
    private final long[] ids;
    private final List<Map<Integer, List<Row>>> byLength = new ArrayList<>();
    private final double[] shares;

    /** Tokenizes all captions; the index in the list is the concept. */
    TokenRows(ClipTokenizer tokenizer, List<List<String>> captions) {
        TreeSet<Long> used = new TreeSet<>(List.of(tokenizer.startToken(), tokenizer.endToken()));
        TreeMap<Integer, Map<Integer, List<Row>>> lengths = new TreeMap<>();
        Map<String, long[]> known = new HashMap<>();
        for (int concept = 0; concept < captions.size(); concept++)
            for (String caption : captions.get(concept)) {
                long[] row = known.computeIfAbsent(caption, text -> withEnds(tokenizer, text));
                Arrays.stream(row).forEach(used::add);
                lengths.computeIfAbsent(row.length, length -> new TreeMap<>())
                        .computeIfAbsent(concept, c -> new ArrayList<>())
                        .add(new Row(concept, row));
            }
        ids = used.stream().mapToLong(Long::longValue).toArray();
        for (int i = 0; i < ids.length; i++) numbers.put(ids[i], i);
        byLength.addAll(lengths.values());
        shares = byLength.stream()
                .mapToDouble(concepts ->
                        concepts.values().stream().mapToInt(List::size).sum())
                .toArray();
    }

    /** The vocabulary's ids of the tokens that occur, ascending: the index is a token's number. */
    long[] ids() {
        return ids;
    }

    /** The longest row. */
    int longest() {
        return byLength.stream()
                .flatMap(concepts -> concepts.values().stream())
                .flatMap(List::stream)
                .mapToInt(row -> row.ids().length)
                .max()
                .orElseThrow();
    }

    /** Rows of one length, drawn fairly over the concepts that have captions of that length. */
    Rows draw(int n, SplittableRandom random) {
        Map<Integer, List<Row>> bucket = byLength.get(bucket(random));
        List<List<Row>> concepts = List.copyOf(bucket.values());
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            List<Row> captions = concepts.get(random.nextInt(concepts.size()));
            rows.add(captions.get(random.nextInt(captions.size())));
        }
        return numbered(rows);
    }

    /** The rows of given texts, one for each concept in order; tokens that occur in no caption are left out. */
    Rows of(ClipTokenizer tokenizer, List<String> texts) {
        List<Row> rows = new ArrayList<>();
        for (String text : texts) {
            long[] known = Arrays.stream(withEnds(tokenizer, text))
                    .filter(numbers::containsKey)
                    .toArray();
            rows.add(new Row(rows.size(), known));
        }
        return numbered(rows);
    }

    private Rows numbered(List<Row> rows) {
        int length = rows.stream().mapToInt(row -> row.ids().length).max().orElseThrow();
        long[] tokens = new long[rows.size() * length];
        for (int i = 0; i < rows.size(); i++)
            for (int j = 0; j < rows.get(i).ids().length; j++)
                tokens[i * length + j] = numbers.get(rows.get(i).ids()[j]);
        return new Rows(
                tokens,
                length,
                rows.stream().mapToLong(row -> row.ids().length - 1L).toArray(),
                rows.stream().mapToInt(Row::concept).toArray());
    }

    private int bucket(SplittableRandom random) {
        double at = random.nextDouble(Arrays.stream(shares).sum());
        for (int i = 0; i < shares.length; i++) {
            at -= shares[i];
            if (at < 0) return i;
        }
        return shares.length - 1;
    }

    private static long[] withEnds(ClipTokenizer tokenizer, String text) {
        long[] inner = tokenizer.encode(text);
        long[] row = new long[inner.length + 2];
        row[0] = tokenizer.startToken();
        System.arraycopy(inner, 0, row, 1, inner.length);
        row[row.length - 1] = tokenizer.endToken();
        return row;
    }
}
