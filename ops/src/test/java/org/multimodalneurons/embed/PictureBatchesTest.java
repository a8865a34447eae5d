package org.multimodalneurons.embed;

import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.multimodalneurons.Fixtures;
import org.multimodalneurons.LazyList;
import org.multimodalneurons.Progress;
import org.multimodalneurons.model.ClipModel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class PictureBatchesTest {

    /** A list of as many numbers would take tens of gigabytes. */
    @Test
    void nothingIsKeptForEachPictureThatIsToCome() {
        try (ClipModel clip = ClipModel.open(Fixtures.model("rn-openclip"))) {
            assertThrows(
                    CancellationException.class,
                    () -> PictureBatches.forEach(
                            clip,
                            new LazyList<>(Integer.MAX_VALUE, i -> Patches.picture(9, 9, i)),
                            (place, fault) -> {
                                throw fault;
                            },
                            Progress.NONE,
                            (places, pixels) -> {
                                assertEquals(List.of(0, 1, 2), places.subList(0, 3));
                                throw new CancellationException();
                            }));
        }
    }
}
