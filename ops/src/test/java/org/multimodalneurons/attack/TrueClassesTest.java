package org.multimodalneurons.attack;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class TrueClassesTest {

    @Test
    void theClassNamedFirstCounts() {
        List<String> classes = List.of("pizza", "apple", "pineapple", "Siamese cat", "cat");
        assertEquals(Optional.of("apple"), TrueClasses.named("labelled-apple.tif:apple, sign pizza", classes));
        assertEquals(Optional.of("pineapple"), TrueClasses.named("Pineapple_2.png", classes));
        assertEquals(Optional.of("Siamese cat"), TrueClasses.named("siamese_cat_04.jpg", classes));
        assertEquals(Optional.of("cat"), TrueClasses.named("CAT7.jpg", classes));
        assertEquals(Optional.empty(), TrueClasses.named("scatter.png", classes));
        assertEquals(Optional.empty(), TrueClasses.named("IMG_0123.jpg", classes));
    }
}
