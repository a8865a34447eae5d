package org.multimodalneurons.probe;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PictureKindsTest {

    @TempDir
    private Path folder;

    @Test
    void theBuiltInKindsHaveEnoughPicturesEachAndAllCanBeRead() {
        Map<String, List<PixelRows>> kinds = PictureKinds.builtIn().pictures();
        assertEquals(
                List.of("text", "line art", "face", "person", "flag", "animal", "object"), List.copyOf(kinds.keySet()));
        kinds.forEach((kind, pictures) -> {
            assertTrue(pictures.size() >= 40, kind + ": " + pictures.size());
            for (PixelRows picture : pictures) assertTrue(picture.width() > 0);
        });
    }

    @Test
    void eachSubfolderIsAKind() throws IOException {
        for (String file : List.of("wood/1.png", "wood/2.png", "stone/1.png", "stone/2.png", "stone/3.png"))
            picture(file);
        Files.writeString(folder.resolve("stone/licence.txt"), "mine");
        PictureKinds kinds = PictureKinds.open(folder);
        assertEquals(List.of("stone", "wood"), List.copyOf(kinds.pictures().keySet()));
        assertEquals(3, kinds.pictures().get("stone").size());
        assertEquals(
                List.of("wood/1.png", "wood/2.png"),
                kinds.stimuli().get("wood").stream().map(Stimulus::label).toList());
    }

    @Test
    void aFolderThatCannotTellKindsApartIsRefused() throws IOException {
        assertMessage("There is no folder", folder.resolve("gone"));
        assertMessage("has 0 subfolder(s)", folder);
        picture("wood/1.png");
        picture("wood/2.png");
        assertMessage("has 1 subfolder(s)", folder);
        Files.createDirectory(folder.resolve("stone"));
        assertMessage("stone holds 0 picture(s)", folder);
    }

    private static void assertMessage(String part, Path folder) {
        UserException refusal = assertThrows(UserException.class, () -> PictureKinds.open(folder));
        assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    }

    private void picture(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    }
}
