package org.multimodalneurons.training.library;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.multimodalneurons.UserException;
import org.multimodalneurons.training.augment.MipMap;
import org.multimodalneurons.training.data.Concept;

/**
 * Everything training reads, in memory.
 *
 * @param concepts the classes
 * @param pictures all drawings
 * @param words all rendered strings
 */
public record Library(Concepts concepts, List<Picture> pictures, List<Word> words) {

    /** Side of a picture in pixels. */
    public static final int PICTURE_SIDE = 96;

    /** Width of a rendered string in pixels. */
    public static final int WORD_WIDTH = 96;

    /** Height of a rendered string in pixels. */
    public static final int WORD_HEIGHT = 40;

    /**
     * Reads the folder that the data builder wrote: {@code pictures.tsv}, {@code pictures.bin}
     * (96 x 96 premultiplied RGBA each), {@code words.tsv}, {@code words.bin} (40 rows of 96 bytes of coverage each).
     *
     * @throws UserException when tables and bitmaps do not belong together
     */
    public static Library read(Path folder) throws IOException {
        Concepts concepts = new Concepts(Concept.all());
        List<Picture> pictures = readPictures(folder, concepts);
        return new Library(concepts, pictures, readWords(folder, concepts));
    }

    private static List<Picture> readPictures(Path folder, Concepts concepts) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        List<String[]> rows = Table.read(folder.resolve("pictures.tsv"), 5);
        try (DataInputStream in = open(folder.resolve("pictures.bin"), rows.size(), PICTURE_SIDE * PICTURE_SIDE * 4)) {
            for (String[] row : rows) {
                MipMap bitmap =
                        new MipMap(in.readNBytes(PICTURE_SIDE * PICTURE_SIDE * 4), PICTURE_SIDE, PICTURE_SIDE, 4);
                if (!concepts.contains(row[1])) continue;
                pictures.add(Picture.of(concepts.index(row[1]), row[2], !row[4].equals("train"), bitmap));
            }
        }
        return pictures;
    }

    private static List<Word> readWords(Path folder, Concepts concepts) throws IOException {
        List<Word> words = new ArrayList<>();
        List<String[]> rows = Table.read(folder.resolve("words.tsv"), 6);
        try (DataInputStream in = open(folder.resolve("words.bin"), rows.size(), WORD_WIDTH * WORD_HEIGHT)) {
            for (String[] row : rows) {
                MipMap bitmap = new MipMap(in.readNBytes(WORD_WIDTH * WORD_HEIGHT), WORD_WIDTH, WORD_HEIGHT, 1);
                int concept = row[2].isEmpty() || !concepts.contains(row[2]) ? -1 : concepts.index(row[2]);
                Word.Kind kind = Word.Kind.valueOf(row[4].toUpperCase(Locale.ROOT));
                words.add(new Word(row[1], concept, kind, !row[5].equals("train"), bitmap));
            }
        }
        return words;
    }

    private static DataInputStream open(Path file, int records, int size) throws IOException {
        long found = Files.size(file);
        long expected = (long) records * size;
        if (found != expected)
            throw new UserException(file + ": found " + found + " bytes, expected " + expected + " (" + records
                    + " records of " + size + " by the table beside it). Build the data again.");
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20));
    }
}
