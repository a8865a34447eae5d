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
import org.multimodalneurons.Fixtures;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ConceptSetTest {

    @TempDir
    Path folder;

    @Test
    void aFolderWithAFolderForEachModalityIsOneConcept() throws IOException {
        picture("photo/a.png");
        picture("text/b.png");
        picture("negative/c.png");
        picture("negative/text/d.png");
        Files.writeString(folder.resolve("photo/licence.txt"), "mine");
        ConceptSet set = ConceptSet.open(folder);
        String concept = folder.getFileName().toString();
        assertEquals(List.of(concept), set.concepts());
        assertEquals(List.of("photo", "text"), set.modalities(concept));
        assertEquals(4, set.stimuli().size());
    }

    @Test
    void everyModalityIsComparedWithItsOwnNegativesAndThoseForAll() throws IOException {
        picture("photo/a.png");
        picture("text/b.png");
        picture("negative/c.png");
        picture("negative/text/d.png");
        Sample sample = responses().sample(folder.getFileName().toString());
        assertEquals(1, sample.modalities().get("photo").negatives().size());
        assertEquals(2, sample.modalities().get("text").negatives().size());
    }

    @Test
    void inAFolderOfFamiliesConceptsAreNegativesOfEachOther() throws IOException {
        for (String concept : List.of("region/japan", "region/france", "emotion/happy"))
            for (String modality : List.of("drawing", "text")) {
                picture(concept + "/" + modality + "/1.png");
                picture(concept + "/" + modality + "/2.png");
            }
        ConceptSet set = ConceptSet.open(folder);
        assertEquals(List.of("emotion", "region"), set.families());
        assertEquals(List.of("france", "japan"), set.concepts("region"));
        Sample sample = responses().sample("japan");
        assertEquals(2, sample.modalities().get("text").positives().size());
        assertEquals(4, sample.modalities().get("text").negatives().size());
        String message =
                assertThrows(UserException.class, () -> set.modalities("peru")).getMessage();
        assertTrue(message.contains("peru") && message.contains("france"), message);
    }

    @Test
    void aDamagedPictureIsListedAndTheOthersAreRead() throws IOException {
        picture("photo/a.png");
        picture("negative/c.png");
        Files.writeString(folder.resolve("photo/broken.png"), "not a picture");
        ConceptResponses responses = responses();
        Map<Integer, String> unreadable = responses.matrix().unreadable();
        assertEquals(1, unreadable.size());
        unreadable.forEach((item, reason) -> {
            assertEquals("photo/broken.png", responses.set().stimuli().get(item).label());
            assertTrue(reason.contains("broken.png"), reason);
        });
        assertEquals(
                1,
                responses
                        .sample(folder.getFileName().toString())
                        .modalities()
                        .get("photo")
                        .positives()
                        .size());
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        assertMessage(folder.resolve("nowhere"), "nowhere");
        assertMessage(folder, "no subfolder with a modality");
        picture("photo/a.png");
        assertMessage(folder, "nothing to compare with");
        picture("negative/c.png");
        Files.createDirectories(folder.resolve("drawing"));
        assertMessage(folder, "drawing is empty");
    }

    @Test
    void aModalityWithoutNegativesIsNamed() throws IOException {
        picture("photo/a.png");
        picture("line/a.png");
        picture("negative/photo/c.png");
        ConceptResponses responses = responses();
        String concept = folder.getFileName().toString();
        String message = assertThrows(UserException.class, () -> responses.sample(concept))
                .getMessage();
        assertTrue(message.contains("modality line") && message.contains("negative"), message);
    }

    private ConceptResponses responses() {
        try (ClipModel clip = ClipModel.open(Fixtures.model("rn-openclip"))) {
            return ConceptResponses.of(
                    clip, ConceptSet.open(folder), clip.image().layer("layer4.0.add"), Pooling.MEAN, Progress.NONE);
        }
    }

    private static void assertMessage(Path folder, String part) {
        String message =
                assertThrows(UserException.class, () -> ConceptSet.open(folder)).getMessage();
        assertTrue(message.contains(part), message);
    }

    private void picture(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        var image = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);
        image.setRGB(name.length() % 20, 3, 0xff8800);
        ImageIO.write(image, "png", file.toFile());
    }
}
