package org.multimodalneurons.probe;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class WordListTest {

    @TempDir
    Path folder;

    @Test
    void aListHasAWordALine() throws Exception {
        Path file = Files.writeString(folder.resolve("words.txt"), "# my words\ndog\n\n  hot dog \r\ndog\nÄpfel\n");
        assertEquals(List.of("dog", "hot dog", "Äpfel"), WordList.read(file));
    }

    @Test
    void listsThatAreEmptyMissingOrNoTextAreNamed() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.txt"), "\n# nothing\n");
        Path binary = Files.write(folder.resolve("picture.txt"), new byte[] {(byte) 0xff, (byte) 0xd8, 10});
        for (Path file : List.of(empty, binary, folder.resolve("missing.txt"), folder)) {
            String message =
                    assertThrows(UserException.class, () -> WordList.read(file)).getMessage();
            assertTrue(message.contains(file.toString()), message);
        }
    }

    @Test
    void aModelWithoutAVocabularyOfItsOwnBorrowsTheEmbeddedOne() {
        try (ClipModel clip = ClipModel.open(Reference.of("rn-openclip").weights())) {
            assertTrue(WordList.of(clip).size() > 500);
            assertTrue(WordList.emotions(clip).containsAll(List.of("happy", "sad", "angry")));
        }
    }
}
