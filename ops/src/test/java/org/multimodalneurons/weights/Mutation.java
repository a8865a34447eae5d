package org.multimodalneurons.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/**
 * A change of a file.
 *
 * @param kind what is done
 * @param place where, counted from the beginning of the part that is changed; taken modulo its size
 * @param length how many bytes are meant, where the kind asks for it
 * @param bytes what is written, where the kind asks for it, one byte a letter
 */
record Mutation(Kind kind, int place, int length, String bytes) {

    enum Kind {
        FLIP,
        OVERWRITE,
        INSERT,
        DELETE,
        REPEAT,
        CUT
    }

    /** What parsers are known to stumble over, in JSON, pickles and binary numbers. */
    private static final List<String> TOKENS = List.of(
            "[",
            "{",
            "]",
            "}",
            ",",
            ":",
            "\"",
            "-1",
            "1e999",
            "0.5",
            "null",
            "true",
            "\"\\ud800\"",
            "9223372036854775807",
            "99999999999999999999999",
            "[".repeat(20_000),
            "{\"a\":".repeat(20_000),
            "[".repeat(20_000) + "]".repeat(20_000),
            "/*",
            "NaN",
            "../",
            "(",
            "t",
            ".",
            "0",
            "1",
            "2",
            "N",
            "R",
            "b",
            "s",
            "u",
            "e",
            "a",
            "Q",
            ")",
            "h\0",
            "q\0",
            "2".repeat(2_000),
            "\u0094".repeat(2_000),
            "}".repeat(2_000),
            "(".repeat(2_000),
            "\u0081",
            "\u0085",
            "\u0093",
            "c__torch__\nA\n)\u0081}",
            "ccollections\nOrderedDict\n)R",
            "cos\nsystem\n",
            "\u008b\u00ff\u00ff\u00ff\u007f",
            "X\u00ff\u00ff\u00ff\u007f",
            "J\u00ff\u00ff\u00ff\u007f",
            "PK\1\2",
            "PK\3\4",
            "PK\5\6",
            "PK\6\6");

    static Arbitrary<List<Mutation>> some() {
        Arbitrary<String> numbers = Arbitraries.of(Stream.of(
                        0L,
                        1L,
                        -1L,
                        127L,
                        128L,
                        255L,
                        0x7fffL,
                        0xffffL,
                        0x7fffffffL,
                        0x80000000L,
                        0xffffffffL,
                        Long.MAX_VALUE,
                        Long.MIN_VALUE,
                        1L << 40)
                .flatMap(number -> Stream.of(1, 2, 4, 8).map(size -> littleEndian(number, size)))
                .toList());
        Arbitrary<String> random = Arbitraries.strings()
                .withCharRange('\0', '\u00ff')
                .ofMinLength(1)
                .ofMaxLength(9);
        Arbitrary<Mutation> one = Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 1 << 24).withDistribution(RandomDistribution.uniform()),
                        Arbitraries.integers().between(1, 64),
                        Arbitraries.oneOf(Arbitraries.of(TOKENS), numbers, random))
                .as(Mutation::new);
        return one.list().ofMinSize(1).ofMaxSize(5);
    }

    /** The bytes with all changes made, one after the other, between two places. */
    static byte[] apply(List<Mutation> mutations, byte[] bytes, int begin, int end) {
        byte[] changed = bytes;
        for (Mutation mutation : mutations)
            changed = mutation.apply(changed, begin, Math.min(Math.max(end, begin + 1), changed.length));
        return changed;
    }

    private byte[] apply(byte[] bytes, int begin, int end) {
        if (begin >= end) return bytes;
        int at = begin + place % (end - begin);
        int after = Math.min(bytes.length, at + length);
        byte[] written = bytes().getBytes(StandardCharsets.ISO_8859_1);
        return switch (kind) {
            case FLIP ->
                joined(
                        Arrays.copyOf(bytes, at),
                        new byte[] {(byte) (bytes[at] ^ 1 << length % 8)},
                        Arrays.copyOfRange(bytes, at + 1, bytes.length));
            case OVERWRITE ->
                joined(
                        Arrays.copyOf(bytes, at),
                        written,
                        Arrays.copyOfRange(bytes, Math.min(bytes.length, at + written.length), bytes.length));
            case INSERT -> joined(Arrays.copyOf(bytes, at), written, Arrays.copyOfRange(bytes, at, bytes.length));
            case DELETE -> joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, after, bytes.length));
            case REPEAT ->
                joined(
                        Arrays.copyOf(bytes, after),
                        Arrays.copyOfRange(bytes, at, after),
                        Arrays.copyOfRange(bytes, after, bytes.length));
            case CUT -> Arrays.copyOf(bytes, at);
        };
    }

    private static byte[] joined(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Stream.of(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) all.put(part);
        return all.array();
    }

    private static String littleEndian(long number, int size) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(number)
                .array();
        return new String(bytes, 0, size, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        String shown = bytes.length() > 40 ? bytes.substring(0, 40) + "... (" + bytes.length() + ")" : bytes;
        return kind + " at " + place + ", " + length + ", \"" + shown + '"';
    }
}
