package org.multimodalneurons.plugin.models;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.TinyModel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ModelsTest {

    private static final ModelChoice ONE = choice(TinyModel.file(1));
    private static final ModelChoice TWO = choice(TinyModel.file(2));

    private final List<ClipModel> loaded = new ArrayList<>();
    private final Models models = new Models(choice -> {
        ClipModel clip = choice.open();
        loaded.add(clip);
        return clip;
    });

    @AfterEach
    void closeAll() {
        models.close();
    }

    @Test
    void theEmbeddedModelIsChosenUntilTheUserChooses() {
        assertEquals(ModelChoice.EMBEDDED, models.chosen());
        models.choose(ONE);
        assertEquals(ONE, models.chosen());
    }

    @Test
    void commandAfterCommandUsesTheSameModel() {
        for (int i = 0; i < 3; i++)
            try (Models.Lease lease = models.lease(ONE)) {
                assertTrue(isOpen(lease.clip()));
            }
        assertEquals(1, loaded.size());
    }

    @Test
    void anIdleModelIsClosedWhenAnotherIsAskedFor() {
        models.lease(ONE).close();
        models.lease(TWO).close();
        assertFalse(isOpen(loaded.get(0)));
        assertTrue(isOpen(loaded.get(1)));
    }

    @Test
    void aModelInUseStaysOpenUntilItsLastUserIsDone() {
        Models.Lease first = models.lease(ONE);
        Models.Lease second = models.lease(ONE);
        models.lease(TWO).close();
        first.close();
        first.close(); // once more does no harm
        assertTrue(isOpen(second.clip()));
        second.close();
        assertFalse(isOpen(loaded.get(0)));
    }

    @Test
    void aModelThatCannotBeReadLeavesTheChoiceAsItIs() {
        models.choose(ONE);
        assertThrows(UserException.class, () -> models.lease(choice(Path.of("missing.safetensors"))));
        assertEquals(ONE, models.chosen());
        models.lease(models.chosen()).close();
    }

    @Test
    void aFileThatHasChangedIsLoadedAnew(@TempDir Path folder) throws IOException {
        Path file = Files.copy(TinyModel.file(1), folder.resolve("model.safetensors"));
        models.lease(choice(file)).close();
        Files.copy(TinyModel.file(2), file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
        models.lease(choice(file)).close();
        assertNotSame(loaded.get(0), loaded.get(1));
        models.close();
    }

    @Test
    void commandsAtTheSameTimeShareOneModel() throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<ClipModel>> commands = java.util.Collections.nCopies(8, () -> {
                try (Models.Lease lease = models.lease(ONE)) {
                    assertTrue(isOpen(lease.clip()));
                    return lease.clip();
                }
            });
            for (Future<ClipModel> clip : pool.invokeAll(commands)) assertSame(loaded.get(0), clip.get());
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void anEmptyParameterChoosesNothing() {
        assertEquals(Optional.empty(), ModelChoice.parse(null));
        assertEquals(Optional.empty(), ModelChoice.parse(new File(" ")));
        assertEquals(Optional.of(ModelChoice.EMBEDDED), ModelChoice.parse(new File("Embedded")));
        assertEquals("embedded", ModelChoice.EMBEDDED.toString());
    }

    @Test
    void aModelThatIsNotThereIsNamedWithTheRemedy() {
        String message = assertThrows(
                        UserException.class, () -> choice(Path.of("no", "such")).open())
                .getMessage();
        assertTrue(message.contains(Path.of("no", "such").toAbsolutePath().toString()), message);
        assertTrue(message.contains("safetensors") && message.contains("embedded"), message);
    }

    private static ModelChoice choice(Path file) {
        return ModelChoice.parse(file.toFile()).orElseThrow();
    }

    private static boolean isOpen(ClipModel clip) {
        try (NDManager manager = clip.newManager()) {
            return manager.isOpen();
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
