package org.multimodalneurons.training;

import java.util.ArrayList;
import java.util.List;

import org.multimodalneurons.training.augment.MipMap;
import org.multimodalneurons.training.data.Concept;
import org.multimodalneurons.training.library.Concepts;
import org.multimodalneurons.training.library.Library;
import org.multimodalneurons.training.library.Picture;
import org.multimodalneurons.training.library.Word;

/** A small world made of patterns: each concept has its own colour and stripes, and words that look like bar codes. */
public final class SyntheticLibrary {

    private SyntheticLibrary() {}

    /** So many concepts, two training pictures and one training word each, and as much held out. */
    public static Library of(int concepts) {
        List<Concept> list = new ArrayList<>();
        List<Picture> pictures = new ArrayList<>();
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < concepts; i++) {
            String name = "" + (char) ('a' + i / 26) + (char) ('a' + i % 26);
            list.add(new Concept(name, "things", List.of(), List.of(name)));
            pictures.add(Picture.of(i, "one", false, picture(i, 0)));
            pictures.add(Picture.of(i, "two", false, picture(i, 40)));
            pictures.add(Picture.of(i, "held", true, picture(i, 20)));
            words.add(new Word(name, i, Word.Kind.PLAIN, false, word(i)));
            words.add(new Word(name, i, Word.Kind.HELDOUT, true, word(i)));
        }
        return new Library(new Concepts(list), pictures, words);
    }

    private static MipMap picture(int concept, int brightness) {
        byte[] rgba = new byte[96 * 96 * 4];
        for (int p = 0; p < 96 * 96; p++) {
            int stripe = (concept & 1) == 0 ? p % 96 / (8 + 4 * concept) % 2 : p / 96 / (8 + 4 * concept) % 2;
            for (int c = 0; c < 3; c++)
                rgba[p * 4 + c] = (byte) (stripe == 0 ? brightness : (concept >> c & 1) * 200 + brightness);
            rgba[p * 4 + 3] = (byte) 255;
        }
        return new MipMap(rgba, 96, 96, 4);
    }

    private static MipMap word(int concept) {
        byte[] coverage = new byte[40 * 96];
        for (int p = 0; p < coverage.length; p++)
            if ((((0x5A3C96E1L * (concept + 1)) >> ((p % 96) / 6)) & 1) == 1) coverage[p] = (byte) 255;
        return new MipMap(coverage, 96, 40, 1);
    }
}
