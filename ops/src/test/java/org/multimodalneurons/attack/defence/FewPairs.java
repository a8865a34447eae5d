package org.multimodalneurons.attack.defence;

import java.util.ArrayList;
import java.util.List;

import org.multimodalneurons.image.PixelRows;

/** So few pictures and words that a small model learns from them at once. */
final class FewPairs {

    private FewPairs() {}

    /** Three drawings and a plain ground, of 64 x 64 pixels, with eight words on each. */
    static WrittenPairs make() {
        List<PixelRows> grounds = new ArrayList<>(Written.drawings(64).subList(0, 3));
        grounds.add(Written.plain(64, 0x203040));
        return new WrittenPairs(grounds, List.of("pizza", "library", "dog", "house", "sand", "paper", "seven"));
    }
}
