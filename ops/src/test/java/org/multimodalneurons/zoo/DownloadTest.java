package org.multimodalneurons.zoo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.Fixtures;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.weights.Gelu;
import org.multimodalneurons.zoo.ModelZooTest.SmallDisk;
import org.multimodalneurons.zoo.ScriptedServer.Reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.multimodalneurons.zoo.ScriptedServer.cutOff;
import static org.multimodalneurons.zoo.ScriptedServer.file;
import static org.multimodalneurons.zoo.ScriptedServer.head;

/** Downloads from a real server on this computer, which is not always a good one. */
class DownloadTest {

    private static final String CONFIG = "open_clip_config.json";
    private static final String WEIGHTS = "open_clip_model.safetensors";
    private static final String TAG = "\"first\"";
    private static final Patience IMPATIENT =
            new Patience(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(1), 3);

    @TempDir
    private Path folder;

    private byte[] weights;
    private byte[] config;
    private ScriptedServer server;
    private Reply weightsReply;

    @BeforeEach
    void serve() throws IOException {
        weights = Files.readAllBytes(Fixtures.model("vit-openclip-gelu").resolve(WEIGHTS));
        config = Files.readAllBytes(Fixtures.model("vit-openclip-gelu").resolve(CONFIG));
        weightsReply = file(weights, TAG);
        server = new ScriptedServer((request, out) -> {
            if (request.path().endsWith(CONFIG)) file(config, "\"config\"").write(request, out);
            else weightsReply.write(request, out);
        });
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private ModelZoo zoo() {
        return new ModelZoo(folder, Disk.REAL, IMPATIENT);
    }

    /** Lists the model under test in the user's file, with what is known of its weights. */
    private ZooEntry listed(String known) throws IOException {
        String file = "{\"name\": \"%s\", \"from\": \"%s\"%s}";
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve(ModelZoo.USER_MODELS),
                "{\"models\": [{\"name\": \"Mine\", \"architecture\": \"ViT\", \"embeddingSize\": 64,"
                        + " \"licence\": \"MIT\", \"goodFor\": \"tests\", \"home\": \"https://example.org\","
                        + " \"files\": ["
                        + String.format(file, WEIGHTS, server.address("/" + WEIGHTS), known) + ", "
                        + String.format(file, CONFIG, server.address("/" + CONFIG), "") + "]}]}");
        return zoo().get("Mine");
    }

    private ZooEntry unpinned() throws IOException {
        return listed("");
    }

    private ZooEntry pinned() throws IOException {
        return listed(", \"bytes\": " + weights.length + ", \"sha256\": \"" + sha256(weights) + "\"");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private void assertWhole(Path model) throws IOException {
        assertEquals(folder.resolve("Mine"), model);
        assertEquals(sha256(weights), sha256(Files.readAllBytes(model.resolve(WEIGHTS))));
        assertFalse(Files.exists(folder.resolve("Mine.partial")));
        try (Stream<Path> files = Files.list(model)) {
            assertEquals(2, files.count());
        }
    }

    private String refusal(ZooEntry entry) {
        String message = assertThrows(UserException.class, () -> zoo().download(entry, Progress.NONE))
                .getMessage();
        assertEquals(Optional.empty(), zoo().onDisk(entry));
        assertFalse(Files.exists(folder.resolve("Mine")));
        return message;
    }

    private List<Integer> begins() {
        return server.requests().stream()
                .filter(request -> request.path().endsWith(WEIGHTS))
                .map(ScriptedServer.Request::from)
                .toList();
    }

    private long kept() throws IOException {
        Path part = folder.resolve("Mine.partial").resolve(WEIGHTS + ".part");
        return Files.exists(part) ? Files.size(part) : -1;
    }

    @Test
    void aModelComesWholeAndOpens() throws IOException {
        ZooEntry entry = pinned();
        assertEquals(Optional.empty(), zoo().onDisk(entry));
        List<String> messages = new ArrayList<>();
        Path model = zoo().download(entry, watching(messages));
        assertWhole(model);
        assertEquals(Optional.of(model), zoo().onDisk(entry));
        assertTrue(zoo().verify(entry, Progress.NONE).intact());
        assertTrue(messages.stream().allMatch(message -> message.startsWith("Mine: ")), messages.toString());
        try (ClipModel opened = zoo().open(entry)) {
            assertEquals("Mine", opened.name());
        }
    }

    @Test
    void nothingIsAskedForBeforeOrAfter() throws IOException {
        ZooEntry entry = pinned();
        zoo().entries();
        zoo().onDisk(entry);
        assertThrows(UserException.class, () -> zoo().open(entry));
        assertEquals(List.of(), server.requests());
        zoo().download(entry, Progress.NONE);
        int asked = server.requests().size();
        zoo().download(entry, Progress.NONE);
        zoo().verify(entry, Progress.NONE);
        assertEquals(asked, server.requests().size());
    }

    @RepeatedTest(20) // what came is lost only when the client sees the end before its reader does
    void aConnectionThatBreaksIsTakenUpWhereItBroke() throws IOException {
        weightsReply = cutOff(weights, TAG, 500_000);
        assertWhole(zoo().download(unpinned(), Progress.NONE));
        assertEquals(List.of(0, 500_000, 1_000_000), begins());
    }

    @Test
    void aLaterDownloadGoesOnFromWhatIsKept() throws IOException {
        ZooEntry entry = unpinned();
        AtomicInteger asked = new AtomicInteger();
        weightsReply = (request, out) -> {
            if (asked.getAndIncrement() == 0) cutOff(weights, TAG, 700_000).write(request, out);
        };
        String message = refusal(entry);
        assertTrue(message.contains("0.7 MB are kept"), message);
        assertEquals(700_000, kept());
        weightsReply = file(weights, TAG);
        assertWhole(zoo().download(entry, Progress.NONE));
        assertEquals(700_000, begins().get(begins().size() - 1));
        assertEquals(
                Optional.of(TAG),
                server.requests().stream()
                        .filter(request -> request.from() == 700_000)
                        .reduce((one, other) -> other)
                        .flatMap(request -> request.header("If-Range")));
    }

    @Test
    void aFileThatChangedMeanwhileIsFetchedAnew() throws IOException {
        ZooEntry entry = unpinned();
        byte[] old = weights.clone();
        Arrays.fill(old, 600_000, old.length, (byte) 7);
        breakOffAfter(700_000, entry, old, "\"old\"");
        assertWhole(zoo().download(entry, Progress.NONE));
    }

    @Test
    void aServerThatIgnoresTheVersionAskedForIsFoundOut() throws IOException {
        ZooEntry entry = unpinned();
        byte[] old = weights.clone();
        Arrays.fill(old, 600_000, old.length, (byte) 7);
        breakOffAfter(700_000, entry, old, "\"old\"");
        weightsReply = cutOff(weights, "\"new\"", weights.length);
        assertWhole(zoo().download(entry, Progress.NONE));
        assertEquals(List.of(700_000, 0), begins().subList(begins().size() - 2, begins().size()));
    }

    /** Leaves the beginning of some version as a broken download does. */
    private void breakOffAfter(int bytes, ZooEntry entry, byte[] version, String tag) throws IOException {
        AtomicInteger asked = new AtomicInteger();
        weightsReply = (request, out) -> {
            if (asked.getAndIncrement() == 0) cutOff(version, tag, bytes).write(request, out);
        };
        refusal(entry);
        assertEquals(bytes, kept());
        weightsReply = file(weights, TAG);
    }

    @Test
    void withoutRangesTheFileIsFetchedFromTheStart() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        weightsReply = (request, out) -> {
            head(out, "200 OK", "ETag: " + TAG, "Content-Length: " + weights.length);
            out.write(weights, 0, asked.getAndIncrement() == 0 ? 400_000 : weights.length);
        };
        assertWhole(zoo().download(unpinned(), Progress.NONE));
    }

    @Test
    void withoutAVersionOrAHashTheFileIsFetchedFromTheStart() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        weightsReply = (request, out) -> {
            head(out, "200 OK", "Content-Length: " + weights.length);
            out.write(weights, 0, asked.getAndIncrement() == 0 ? 400_000 : weights.length);
        };
        assertWhole(zoo().download(unpinned(), Progress.NONE));
        assertEquals(List.of(0, 0), begins());
    }

    @Test
    void aWeakVersionIsNotTrusted() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        weightsReply = (request, out) -> {
            head(out, "200 OK", "ETag: W/" + TAG, "Content-Length: " + weights.length);
            out.write(weights, 0, asked.getAndIncrement() == 0 ? 400_000 : weights.length);
        };
        assertWhole(zoo().download(unpinned(), Progress.NONE));
        assertEquals(List.of(0, 0), begins());
    }

    @Test
    void aLengthThatIsNotToldIsNoHindrance() throws IOException {
        weightsReply = (request, out) -> {
            head(out, "200 OK", "ETag: " + TAG);
            out.write(weights);
        };
        assertWhole(zoo().download(pinned(), Progress.NONE));
    }

    @Test
    void aPartLongerThanTheFileIsThrownAway() throws IOException {
        ZooEntry entry = unpinned();
        byte[] longer = Arrays.copyOf(weights, weights.length + 100_000);
        breakOffAfter(weights.length + 50_000, entry, longer, TAG);
        assertWhole(zoo().download(entry, Progress.NONE));
    }

    @Test
    void aPartThatIsWholeIsNotFetchedAgain() throws IOException {
        ZooEntry entry = unpinned();
        Path partial = Files.createDirectories(folder.resolve("Mine.partial"));
        Files.write(partial.resolve(WEIGHTS + ".part"), weights);
        Files.writeString(partial.resolve(WEIGHTS + ".part.version"), TAG);
        assertWhole(zoo().download(entry, Progress.NONE));
        assertEquals(List.of(weights.length), begins()); // answered 416, with the length of the whole
    }

    @Test
    void anotherLengthThanListedIsRefusedBeforeItIsFetched() throws IOException {
        String message = refusal(listed(", \"bytes\": 1000"));
        assertTrue(message.contains(weights.length + " bytes, expected 1000"), message);
        assertEquals(-1, kept());
    }

    @Test
    void moreThanListedIsRefused() throws IOException {
        weightsReply = (request, out) -> {
            head(out, "200 OK", "ETag: " + TAG);
            out.write(weights);
        };
        String message = refusal(listed(", \"bytes\": 1000"));
        assertTrue(message.contains("more came than the 1000 bytes"), message);
        assertEquals(-1, kept());
    }

    @Test
    void anotherHashThanListedIsRefusedAndNothingKept() throws IOException {
        ZooEntry entry = pinned();
        byte[] other = weights.clone();
        other[other.length - 1] ^= 1;
        weightsReply = file(other, TAG);
        String message = refusal(entry);
        assertTrue(message.contains(sha256(other)) && message.contains(sha256(weights)), message);
        assertEquals(-1, kept());
        weightsReply = file(weights, TAG);
        assertWhole(zoo().download(entry, Progress.NONE));
    }

    @Test
    void theFirstDownloadSettlesWhatLaterOnesMustBe() throws IOException {
        ZooEntry entry = unpinned();
        zoo().download(entry, Progress.NONE);
        zoo().remove(entry);
        assertTrue(Files.exists(folder.resolve("Mine.record.json")));
        byte[] right = weights.clone();
        byte[] other = weights.clone();
        other[other.length - 1] ^= 1;
        weightsReply = file(other, "\"other\"");
        String message = refusal(entry);
        assertTrue(message.contains("expected " + sha256(right)), message);
        weightsReply = file(right, TAG);
        assertWhole(zoo().download(entry, Progress.NONE));
        assertTrue(zoo().verify(entry, Progress.NONE).files().stream()
                .allMatch(each -> each.expected().isPresent()));
    }

    @Test
    void aHubsHashAndCommitAreHeeded() throws IOException {
        ZooEntry entry = unpinned();
        String commit = "0123456789012345678901234567890123456789";
        Reply redirect = (request, out) -> head(
                out,
                "302 Found",
                "Location: /cdn/" + WEIGHTS,
                "X-Repo-Commit: " + commit,
                "X-Linked-Etag: \"" + sha256(weights) + "\"",
                "Content-Length: 0");
        byte[] other = weights.clone();
        other[other.length - 1] ^= 1;
        AtomicInteger version = new AtomicInteger();
        weightsReply = (request, out) -> {
            if (!request.path().startsWith("/cdn/")) redirect.write(request, out);
            else file(version.get() == 0 ? other : weights, TAG).write(request, out);
        };
        String message = refusal(entry);
        assertTrue(message.contains("expected " + sha256(weights)), message);
        version.set(1);
        assertWhole(zoo().download(entry, Progress.NONE));
        assertEquals(
                Optional.of(commit),
                new Records(folder).of("Mine").orElseThrow().revision());
    }

    @Test
    void redirectionsInACircleEnd() throws IOException {
        weightsReply = (request, out) -> head(out, "302 Found", "Location: " + request.path(), "Content-Length: 0");
        String message = refusal(pinned());
        assertTrue(message.contains("in a circle"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.org/x", "ftp://example.org/x", "file:///etc/passwd", "::", ""})
    void anUnsafeRedirectionIsNotFollowed(String target) throws IOException {
        weightsReply = (request, out) -> head(out, "302 Found", "Location: " + target, "Content-Length: 0");
        String message = refusal(pinned());
        assertTrue(message.contains("redirect"), message);
    }

    @ParameterizedTest
    @CsvSource({
        "404, no such file",
        "410, no such file",
        "401, accept their terms",
        "403, accept their terms",
        "407, proxy",
        "400, page"
    })
    void whatNoRetryMendsIsSaidAtOnce(int status, String said) throws IOException {
        weightsReply = (request, out) -> head(out, status + " Sorry", "Content-Length: 0");
        String message = refusal(pinned());
        assertTrue(message.contains(String.valueOf(status)) && message.contains(said), message);
        assertEquals(1, begins().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"503 Busy", "429 Too Many Requests", "500 Oops", "502 Bad Gateway"})
    void aServerThatIsBusyIsAskedAgain(String status) throws IOException {
        AtomicInteger asked = new AtomicInteger();
        weightsReply = (request, out) -> {
            if (asked.getAndIncrement() == 0) head(out, status, "Retry-After: 0", "Content-Length: 0");
            else file(weights, TAG).write(request, out);
        };
        assertWhole(zoo().download(pinned(), Progress.NONE));
        assertEquals(2, begins().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"86400", "Fri, 31 Dec 9999 23:59:59 GMT"})
    void aLongWaitIsLeftToTheUser(String wait) throws IOException {
        weightsReply =
                (request, out) -> head(out, "429 Too Many Requests", "Retry-After: " + wait, "Content-Length: 0");
        String message = refusal(pinned());
        assertTrue(message.contains("come back in"), message);
        assertEquals(1, begins().size());
    }

    @Test
    void aServerThatStaysBusyIsGivenUp() throws IOException {
        weightsReply = (request, out) -> head(out, "503 Busy", "Content-Length: 0");
        String message = refusal(pinned());
        assertTrue(message.contains("503") && message.contains("tried 3 times"), message);
        assertEquals(3, begins().size());
    }

    @Test
    void aServerThatFallsSilentIsAskedAgain() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        weightsReply = (request, out) -> {
            if (asked.getAndIncrement() > 0) {
                file(weights, TAG).write(request, out);
                return;
            }
            cutOff(weights, TAG, 300_000).write(request, out);
            out.flush();
            server.stall();
        };
        var zoo = new ModelZoo(
                folder,
                Disk.REAL,
                new Patience(Duration.ofSeconds(20), Duration.ofMillis(300), Duration.ofMillis(1), 50));
        assertWhole(zoo.download(pinned(), Progress.NONE));
        // A busy machine can be silent that long by itself, anywhere, and more than once.
        assertTrue(begins().size() > 1, "it was not asked again");
        assertEquals(begins().stream().sorted().toList(), begins(), "what had come was asked for again");
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp() throws IOException {
        weightsReply = (request, out) -> server.stall();
        var zoo = new ModelZoo(
                folder,
                Disk.REAL,
                new Patience(Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(1), 2));
        ZooEntry entry = pinned();
        String message = assertThrows(UserException.class, () -> zoo.download(entry, Progress.NONE))
                .getMessage();
        assertTrue(message.contains("no answer from localhost"), message);
    }

    @Test
    void aServerThatIsGoneIsSaidToBe() throws IOException {
        ZooEntry entry = pinned();
        server.close();
        String message = refusal(entry);
        assertTrue(message.contains("no answer from localhost"), message);
    }

    @Test
    void aCancelledDownloadStopsAndGoesOnLater() throws IOException {
        ZooEntry entry = pinned();
        CountDownLatch stop = new CountDownLatch(1);
        weightsReply = (request, out) -> {
            cutOff(weights, TAG, 900_000).write(request, out);
            out.flush();
            server.stall();
        };
        Progress cancelling = new Progress() {
            @Override
            public void report(long done, long total, String message) {
                if (done > 0) stop.countDown();
            }

            @Override
            public boolean cancelled() {
                return stop.getCount() == 0;
            }
        };
        assertThrows(CancellationException.class, () -> zoo().download(entry, cancelling));
        assertEquals(Optional.empty(), zoo().onDisk(entry));
        int kept = (int) kept();
        assertTrue(kept > 0, "kept " + kept);
        weightsReply = file(weights, TAG);
        assertWhole(zoo().download(entry, Progress.NONE));
        assertEquals(kept, begins().get(begins().size() - 1));
    }

    @Test
    void cancellingEndsAWaitForTheServer() throws IOException {
        ZooEntry entry = pinned();
        weightsReply = (request, out) -> server.stall();
        AtomicInteger looks = new AtomicInteger();
        Progress impatient = new Progress() {
            @Override
            public void report(long done, long total, String message) {}

            @Override
            public boolean cancelled() {
                return looks.incrementAndGet() > 3;
            }
        };
        assertThrows(CancellationException.class, () -> zoo().download(entry, impatient));
    }

    @Test
    void aFullDiskKeepsWhatCameAndSaysSo() throws IOException {
        ZooEntry entry = pinned();
        var full = new ModelZoo(folder, new SmallDisk(600_000, 1L << 40), IMPATIENT);
        String message = assertThrows(UserException.class, () -> full.download(entry, Progress.NONE))
                .getMessage();
        assertTrue(message.contains("No space left on device") && message.contains("is kept"), message);
        assertEquals(600_000, kept());
        assertWhole(zoo().download(entry, Progress.NONE));
        assertEquals(600_000, begins().get(begins().size() - 1));
    }

    @Test
    void roomIsAskedForBeforeAnythingIsFetched() throws IOException {
        ZooEntry entry = pinned();
        var small = new ModelZoo(folder, new SmallDisk(Long.MAX_VALUE, 50_000_000), IMPATIENT);
        String message = assertThrows(UserException.class, () -> small.download(entry, Progress.NONE))
                .getMessage();
        assertTrue(message.contains("Not enough room") && message.contains("50 MB are free"), message);
        assertEquals(List.of(), server.requests());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html; charset=utf-8", "application/octet-stream"})
    void aWebPageInPlaceOfTheFileIsNotTakenForIt(String type) throws IOException {
        byte[] page = "\n<!DOCTYPE html><html><body>Please log in</body></html>".getBytes(StandardCharsets.US_ASCII);
        weightsReply = (request, out) -> {
            head(out, "200 OK", "Content-Type: " + type, "Content-Length: " + page.length);
            out.write(page);
        };
        String message = refusal(unpinned());
        assertTrue(message.contains("a web page came in place of the file"), message);
        weightsReply = file(weights, TAG);
        assertWhole(zoo().download(unpinned(), Progress.NONE));
    }

    @Test
    void anEmptyFileIsNone() throws IOException {
        weightsReply = file(new byte[0], TAG);
        String message = refusal(unpinned());
        assertTrue(message.contains("is empty"), message);
    }

    @Test
    void aGitLfsPointerIsNotTakenForTheFile() throws IOException {
        weightsReply = file(
                "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n"
                        .getBytes(StandardCharsets.US_ASCII),
                TAG);
        String message = refusal(unpinned());
        assertTrue(message.contains("Git LFS pointer"), message);
    }

    @Test
    void whatCannotBeReadIsNotDeclaredOnDisk() throws IOException {
        ZooEntry entry = unpinned();
        weightsReply = file(Arrays.copyOf(weights, weights.length - 8), TAG);
        String message = refusal(entry);
        assertTrue(message.contains("not one that can be read") && message.contains("Mine.partial"), message);
        assertFalse(Files.exists(folder.resolve("Mine.record.json")), "nothing is recorded of it");
        zoo().remove(entry);
        weightsReply = file(weights, TAG);
        assertWhole(zoo().download(entry, Progress.NONE));
    }

    @ParameterizedTest
    @CsvSource({"QuickGELU, QUICK", "GELU, EXACT"})
    void weightsWithoutAConfigurationHaveTheActivationThatIsListed(String listed, Gelu activation) throws IOException {
        Files.writeString(
                folder.resolve(ModelZoo.USER_MODELS),
                "{\"models\": [{\"name\": \"Mine\", \"architecture\": \"ViT\", \"embeddingSize\": 64, \"licence\": \"MIT\","
                        + " \"goodFor\": \"tests\", \"home\": \"https://example.org\", \"activation\": \"" + listed
                        + "\", \"files\": [{\"name\": \"model.bin\", \"from\": \""
                        + server.address("/" + WEIGHTS) + "\"}]}]}");
        weights = Files.readAllBytes(Fixtures.model("vit-checkpoint").resolve("vit-checkpoint.bin"));
        weightsReply = file(weights, TAG);
        ZooEntry entry = zoo().get("Mine");
        zoo().download(entry, Progress.NONE);
        try (ClipModel model = zoo().open(entry)) {
            assertEquals(activation, model.architecture().text().activation());
        }
    }

    @Test
    void twoDownloadsOfOneModelDoNotMix() throws Exception {
        ZooEntry entry = pinned();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch refused = new CountDownLatch(1);
        weightsReply = (request, out) -> {
            begun.countDown();
            try {
                refused.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            file(weights, TAG).write(request, out);
        };
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Path> first = thread.submit(() -> zoo().download(entry, Progress.NONE));
            begun.await();
            String message = assertThrows(UserException.class, () -> zoo().download(entry, Progress.NONE))
                    .getMessage();
            assertTrue(message.contains("just being downloaded"), message);
            assertThrows(UserException.class, () -> zoo().remove(entry));
            refused.countDown();
            assertWhole(first.get());
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void anotherProgramThatIsAtTheModelIsRespected() throws Exception {
        ZooEntry entry = pinned();
        Path lock = Files.createDirectories(folder.resolve(".locks")).resolve("mine");
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Path.of(LockHolder.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                                .toString(),
                        LockHolder.class.getName(),
                        lock.toString())
                .start();
        try (InputStream out = other.getInputStream()) {
            assertEquals('!', out.read(), "the other program has the lock");
            String message = refusal(entry);
            assertTrue(message.contains("or another one"), message);
            assertEquals(List.of(), server.requests());
        } finally {
            other.destroy();
            other.waitFor();
        }
        assertWhole(zoo().download(entry, Progress.NONE));
    }

    /** Another program, which holds a lock until it is ended. */
    static final class LockHolder {

        public static void main(String[] args) throws IOException {
            try (FileChannel channel =
                    FileChannel.open(Path.of(args[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock();
                System.out.print('!');
                System.out.flush();
                System.in.read();
            }
        }
    }

    @Test
    void whatIsNotListedAnyMoreDoesNotStay() throws IOException {
        Path partial = Files.createDirectories(folder.resolve("Mine.partial"));
        Files.writeString(partial.resolve("old_name.safetensors.part"), "beginning");
        assertWhole(zoo().download(pinned(), Progress.NONE));
    }

    @Test
    void aFolderThatLacksFilesIsNotWrittenTo() throws IOException {
        ZooEntry entry = pinned();
        Path home = Files.createDirectories(folder.resolve("Mine"));
        Files.writeString(home.resolve("notes.txt"), "mine");
        String message = assertThrows(UserException.class, () -> zoo().download(entry, Progress.NONE))
                .getMessage();
        assertTrue(message.contains("not all files"), message);
        assertTrue(Files.exists(home.resolve("notes.txt")));
        assertEquals(List.of(), server.requests());
    }

    private static Progress watching(List<String> messages) {
        return new Progress() {
            @Override
            public void report(long done, long total, String message) {
                assertTrue(0 <= done && done <= total && total >= 1, done + " of " + total);
                messages.add(message);
            }

            @Override
            public boolean cancelled() {
                return false;
            }
        };
    }
}
