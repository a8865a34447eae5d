package org.multimodalneurons.text;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Agreement with open_clip's tokenizer, for every text of the reference, without exception. */
class ClipTokenizerReferenceTest {

    private static final int CONTEXT = 77;

    private static ClipTokenizer tokenizer;

    @BeforeAll
    static void open() {
        tokenizer = ClipTokenizer.bundled();
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    record Case(String text, List<Long> ids, List<Long> row) {
        @Override
        public String toString() {
            return text;
        }
    }

    static Stream<Case> cases() throws IOException {
        try (Reader reader = new InputStreamReader(
                ClipTokenizerReferenceTest.class.getResourceAsStream("/reference/tokenizer/cases.json"),
                StandardCharsets.UTF_8)) {
            List<Case> cases = new Gson().fromJson(reader, new TypeToken<List<Case>>() {});
            assertEquals(646, cases.size());
            return cases.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void idsAndRowAgreeWithTheReference(Case example) {
        assertEquals(
                example.ids(),
                Arrays.stream(tokenizer.encode(example.text())).boxed().toList());
        List<Long> row = new ArrayList<>(example.row());
        while (row.size() < CONTEXT) row.add(0L);
        assertEquals(
                row,
                Arrays.stream(tokenizer.row(example.text(), CONTEXT)).boxed().toList());
    }
}
