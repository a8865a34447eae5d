package org.multimodalneurons.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.training.TrainingLog.Entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TrainingLogTest {

    private static final Entry FIRST = new Entry("clean", 6400, 5e-4, 0, 6.25, 250, .1, .2, .4, .05);
    private static final Entry SECOND = new Entry("robust", 3200, 1e-4, .5, 3.5, 125, .2, .4, .6, .5);

    @Test
    void whatWasAddedIsReadAgainAndDrawn(@TempDir Path folder) throws IOException {
        TrainingLog log = new TrainingLog(folder.resolve("log.tsv"));
        log.add(FIRST);
        new TrainingLog(folder.resolve("log.tsv")).add(SECOND);
        assertEquals(List.of(FIRST, SECOND), log.entries());
        Path picture = folder.resolve("curves.png");
        Curves.write(log, picture);
        assertTrue(ImageIO.read(picture.toFile()).getWidth() > 500);
    }
}
