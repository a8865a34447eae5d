package org.multimodalneurons.plugin.models;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.TinyModel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ModelsTest {

    private static final ModelChoice ONE = choice(TinyModel.file(1));
    private static final ModelChoice TWO = choice(TinyModel.file(2));

    private final List<ClipModel> loaded = Collections.synchronizedList(new ArrayList<>());
    private final Kept kept = new Kept();
    private final Models models = models(ModelChoice::open);

    /** What would be among the preferences. */
    private static final class Kept implements RememberedChoice {

        private Optional<ModelChoice> choice = Optional.empty();

        @Override
        public Optional<ModelChoice> get() {
            return choice;
        }

        @Override
        public void set(ModelChoice given) {
            choice = Optional.of(given);
        }
    }

    private Models models(Function<ModelChoice, ClipModel> loader) {
        return new Models(
                (choice, progress) -> {
                    ClipModel clip = loader.apply(choice);
                    loaded.add(clip);
                    return clip;
                },
                kept);
    }

    @AfterEach
    void closeAll() {
        models.close();
    }

    @Test
    void theEmbeddedModelIsChosenUntilTheUserChooses() {
        assertEquals(ModelChoice.embedded(), models.chosen());
        models.choose(ONE);
        assertEquals(ONE, models.chosen());
    }

    @Test
    void commandAfterCommandUsesTheSameModel() {
        for (int i = 0; i < 3; i++)
            try (Models.Lease lease = models.lease(ONE, Progress.NONE)) {
                assertTrue(isOpen(lease.clip()));
            }
        assertEquals(1, loaded.size());
    }

    @Test
    void anIdleModelIsClosedWhenAnotherIsAskedFor() {
        models.lease(ONE, Progress.NONE).close();
        models.lease(TWO, Progress.NONE).close();
        assertFalse(isOpen(loaded.get(0)));
        assertTrue(isOpen(loaded.get(1)));
    }

    @Test
    void aModelInUseStaysOpenUntilItsLastUserIsDone() {
        Models.Lease first = models.lease(ONE, Progress.NONE);
        Models.Lease second = models.lease(ONE, Progress.NONE);
        models.lease(TWO, Progress.NONE).close();
        first.close();
        first.close(); // once more does no harm
        assertTrue(isOpen(second.clip()));
        second.close();
        assertFalse(isOpen(loaded.get(0)));
    }

    @Test
    void aModelThatCannotBeReadLeavesTheChoiceAsItIs() {
        models.choose(ONE);
        assertThrows(UserException.class, () -> models.lease(choice(Path.of("missing.safetensors")), Progress.NONE));
        assertEquals(ONE, models.chosen());
        models.lease(models.chosen(), Progress.NONE).close();
    }

    @Test
    void aFileThatHasChangedIsLoadedAnew(@TempDir Path folder) throws IOException {
        Path file = Files.copy(TinyModel.file(1), folder.resolve("model.safetensors"));
        models.lease(choice(file), Progress.NONE).close();
        Files.copy(TinyModel.file(2), file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
        models.lease(choice(file), Progress.NONE).close();
        assertNotSame(loaded.get(0), loaded.get(1));
        models.close();
    }

    @Test
    void everyFileOfAModelCountsWhateverItsFormat(@TempDir Path folder) throws IOException {
        Path archive = Files.write(folder.resolve("pytorch_model-00001-of-00001.bin"), new byte[1000]);
        Path index = folder.resolve("pytorch_model.bin.index.json");
        Files.writeString(index, "{\"weight_map\": {\"a\": \"" + archive.getFileName() + "\"}}");
        ModelChoice several = choice(folder);
        assertEquals(1000 + Files.size(index), several.bytes());
        long before = several.stamp();
        Files.write(archive, new byte[1001]);
        assertNotEquals(before, several.stamp());
        before = several.stamp();
        Files.writeString(folder.resolve("open_clip_config.json"), "{}");
        assertNotEquals(before, several.stamp());
    }

    @Test
    void commandsAtTheSameTimeShareOneModel() throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<ClipModel>> commands = java.util.Collections.nCopies(8, () -> {
                try (Models.Lease lease = models.lease(ONE, Progress.NONE)) {
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
    void aChoiceIsRememberedOnlyWhenAsked() {
        models.choose(ONE);
        assertEquals(Optional.empty(), kept.get());
        models.remember(TWO);
        assertEquals(TWO, models.chosen());
        assertEquals(TWO, models(ModelChoice::open).chosen());
    }

    @Test
    void aModelThatIsBeingLoadedKeepsNobodyElseWaiting() throws Exception {
        var loading = new CountDownLatch(1);
        var waiting = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        Models slow = models(choice -> {
            if (choice.equals(ONE)) {
                loading.countDown();
                awaitWithoutEnd(goOn);
            }
            return choice.open();
        });
        var pool = Executors.newFixedThreadPool(2);
        try (slow) {
            Callable<ClipModel> command = () -> {
                try (Models.Lease lease = slow.lease(ONE, new Glancing(waiting, false))) {
                    assertTrue(isOpen(lease.clip()));
                    return lease.clip();
                }
            };
            Future<ClipModel> first = pool.submit(command);
            loading.await();
            Future<ClipModel> second = pool.submit(command);
            waiting.await();
            slow.choose(TWO);
            assertEquals(TWO, slow.chosen());
            assertEquals(Optional.empty(), slow.inMemory());
            try (Models.Lease other = slow.lease(TWO, Progress.NONE)) {
                assertTrue(isOpen(other.clip()));
            }
            goOn.countDown();
            ClipModel replaced = first.get();
            assertSame(replaced, second.get());
            assertFalse(isOpen(replaced)); // by its last user
            assertEquals(TWO, slow.inMemory().orElseThrow().choice());
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void whoWaitsForALoadThatFailsHearsWhyAndTheNextTriesAgain() throws Exception {
        var loads = new AtomicInteger();
        var waiting = new CountDownLatch(1);
        Models failing = models(choice -> {
            if (loads.incrementAndGet() > 1) return choice.open();
            awaitWithoutEnd(waiting);
            throw new UserException("damaged");
        });
        var pool = Executors.newFixedThreadPool(2);
        try (failing) {
            Callable<Models.Lease> command = () -> failing.lease(ONE, new Glancing(waiting, false));
            Future<Models.Lease> first = pool.submit(command);
            Future<Models.Lease> second = pool.submit(command);
            for (Future<Models.Lease> lease : List.of(first, second)) {
                var fault = assertThrows(ExecutionException.class, lease::get);
                assertEquals("damaged", fault.getCause().getMessage());
            }
            failing.lease(ONE, Progress.NONE).close();
            assertEquals(2, loads.get());
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void whoWaitsForALoadThatAnothersUserCancelsLoadsItself() throws Exception {
        var loads = new AtomicInteger();
        var loading = new CountDownLatch(1);
        var waiting = new CountDownLatch(1);
        Models cancelled = models(choice -> {
            if (loads.incrementAndGet() > 1) return choice.open();
            loading.countDown();
            awaitWithoutEnd(waiting);
            throw new CancellationException("rather not");
        });
        var pool = Executors.newFixedThreadPool(2);
        try (cancelled) {
            Future<Models.Lease> first = pool.submit(() -> cancelled.lease(ONE, Progress.NONE));
            loading.await();
            Future<Models.Lease> second = pool.submit(() -> cancelled.lease(ONE, new Glancing(waiting, false)));
            var refused = assertThrows(ExecutionException.class, first::get);
            assertEquals("rather not", refused.getCause().getMessage());
            try (Models.Lease lease = second.get()) {
                assertTrue(isOpen(lease.clip()));
            }
            assertEquals(2, loads.get());
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void closingWhileAModelIsLoadedOrUsedTakesItFromNobody() throws Exception {
        var loading = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        Models slow = models(choice -> {
            loading.countDown();
            awaitWithoutEnd(goOn);
            return choice.open();
        });
        var pool = Executors.newSingleThreadExecutor();
        try (slow) {
            Future<Models.Lease> command = pool.submit(() -> slow.lease(ONE, Progress.NONE));
            loading.await();
            slow.close();
            goOn.countDown();
            Models.Lease lease = command.get();
            assertEquals(Optional.empty(), slow.inMemory());
            slow.close();
            assertTrue(isOpen(lease.clip()));
            lease.close();
            assertFalse(isOpen(lease.clip()));
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void waitingForAnothersLoadCanBeCancelled() throws Exception {
        var loading = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        Models slow = models(choice -> {
            loading.countDown();
            awaitWithoutEnd(goOn);
            return choice.open();
        });
        var pool = Executors.newSingleThreadExecutor();
        try (slow) {
            Future<Models.Lease> first = pool.submit(() -> slow.lease(ONE, Progress.NONE));
            loading.await();
            assertThrows(
                    CancellationException.class,
                    () -> slow.lease(ONE, new Progress() {
                        @Override
                        public void report(long done, long total, String message) {}

                        @Override
                        public boolean cancelled() {
                            return true;
                        }
                    }));
            goOn.countDown();
            try (Models.Lease lease = first.get()) {
                assertTrue(isOpen(lease.clip()));
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void manyCommandsThatSwitchModelsEachHaveTheirOwnOpen() throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> commands = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                ModelChoice choice = i % 3 == 0 ? TWO : ONE;
                commands.add(() -> {
                    try (Models.Lease lease = models.lease(choice, Progress.NONE)) {
                        return isOpen(lease.clip());
                    }
                });
            }
            for (Future<Boolean> open : pool.invokeAll(commands)) assertTrue(open.get());
        } finally {
            pool.shutdown();
        }
        models.close();
        assertTrue(loaded.stream().noneMatch(ModelsTest::isOpen), "a model was left open");
    }

    @Test
    void whatIsInMemoryIsToldWithItsSize() {
        assertEquals(Optional.empty(), models.inMemory());
        try (Models.Lease lease = models.lease(ONE, Progress.NONE)) {
            Models.InMemory model = models.inMemory().orElseThrow();
            assertEquals(ONE, model.choice());
            assertEquals(lease.clip().identity(), model.identity());
            assertEquals(lease.clip().parameterCount(), model.parameters());
            assertTrue(model.inUse());
        }
        assertFalse(models.inMemory().orElseThrow().inUse());
        models.close();
        assertEquals(Optional.empty(), models.inMemory());
    }

    @Test
    void anEmptyParameterChoosesNothing() {
        assertEquals(Optional.empty(), ModelChoice.parse((File) null));
        assertEquals(Optional.empty(), ModelChoice.parse(new File(" ")));
        assertEquals(Optional.of(ModelChoice.embedded()), ModelChoice.parse(new File("Embedded")));
        assertEquals("embedded", ModelChoice.embedded().toString());
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

    /** Tells that it was asked whether to go on: by a command that waits while another loads. */
    private record Glancing(CountDownLatch asked, boolean cancelled) implements Progress {

        @Override
        public void report(long done, long total, String message) {}

        @Override
        public boolean cancelled() {
            asked.countDown();
            return cancelled;
        }
    }

    private static void awaitWithoutEnd(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isOpen(ClipModel clip) {
        try (NDManager manager = clip.newManager()) {
            return manager.isOpen();
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
