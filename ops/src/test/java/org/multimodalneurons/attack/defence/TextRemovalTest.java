package org.multimodalneurons.attack.defence;

import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.Progress;
import org.multimodalneurons.attack.Lettering;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Pictures whose text was taken out. */
class TextRemovalTest {

    private static final TextRemoval INPAINTING = new TextRemoval(Filling.INPAINTING);

    @ParameterizedTest
    @ValueSource(ints = {64, 288})
    void inpaintingBringsAPlainGroundBack(int side) {
        for (int ground : List.of(0xffffff, 0x203040)) {
            Written written = Written.on(Written.plain(side, ground), "library", Lettering.plain(0x80c080));
            RgbImage cleaned = INPAINTING.of(written.picture(), Progress.NONE);
            for (int i = 0; i < side * side; i++)
                for (int shift = 0; shift < 24; shift += 8)
                    assertEquals(
                            ground >> shift & 255,
                            Written.pixel(cleaned, i) >> shift & 255,
                            4,
                            Integer.toHexString(ground) + " at " + i % side + ", " + i / side);
        }
    }

    @ParameterizedTest
    @EnumSource
    void outsideOfTheMaskAPictureStaysAsItWas(Filling filling) {
        Written written = Written.on(Written.drawings(64).get(2), "pizza", Lettering.sticker());
        RgbImage before = RgbImage.of(64, 64, written.picture().toBytes());
        RgbImage cleaned = new TextRemoval(filling).of(written.picture(), Progress.NONE);
        boolean[] mask = TextRegions.in(written.picture()).mask();
        int changed = 0;
        for (int i = 0; i < mask.length; i++)
            if (!mask[i]) assertEquals(Written.pixel(before, i), Written.pixel(cleaned, i));
            else if (Written.pixel(before, i) != Written.pixel(cleaned, i)) changed++;
        assertTrue(changed > 100, changed + " pixels");
        assertEquals(before, written.picture());
        assertEquals(cleaned, new TextRemoval(filling).of(written.picture(), Progress.NONE));
    }

    @ParameterizedTest
    @EnumSource
    void aPictureWithoutTextStaysAsItIs(Filling filling) {
        RgbImage drawing = RgbImage.copyOf(Written.drawings(64).get(0));
        assertEquals(drawing, new TextRemoval(filling).of(drawing, Progress.NONE));
    }

    @ParameterizedTest
    @EnumSource
    void theModelSeesThePicturesCleaned(Filling filling) {
        TextRemoval removal = new TextRemoval(filling);
        RgbImage one = Written.on(Written.plain(64, 0xffffff), "pizza", Lettering.plain(0))
                .picture();
        RgbImage two = Written.on(Written.drawings(64).get(1), "library", Lettering.sticker())
                .picture();
        try (ClipModel clip = ClipModel.open(Reference.of("rn-openclip").weights())) {
            Embeddings seen = new Embedder(clip).rawImages(List.of(one, two), List.of("1", "2"), Progress.NONE);
            Embeddings cleaned = removal.embed(clip, List.of(one, two), seen, Progress.NONE);
            Embeddings expected = new Embedder(clip)
                    .rawImages(
                            List.of(removal.of(one, Progress.NONE), removal.of(two, Progress.NONE)),
                            seen.labels(),
                            Progress.NONE);
            assertEquals(seen.labels(), cleaned.labels());
            for (int i = 0; i < 2; i++) {
                assertArrayEquals(expected.vector(i), cleaned.vector(i), 1e-6f);
                assertNotEquals(seen.vector(i)[0], cleaned.vector(i)[0]);
            }
        }
    }

    @Test
    void theUserCanStopIt() {
        RgbImage picture = Written.plain(64, 0xffffff);
        assertThrows(CancellationException.class, () -> INPAINTING.of(picture, Cancelled.PROGRESS));
        try (ClipModel clip = ClipModel.open(Reference.of("rn-openclip").weights())) {
            List<RgbImage> pictures = List.of(picture, picture);
            Embeddings seen = new Embedder(clip).rawImages(pictures, List.of("1", "2"), Progress.NONE);
            assertThrows(CancellationException.class, () -> INPAINTING.embed(clip, pictures, seen, Cancelled.PROGRESS));
        }
    }
}
