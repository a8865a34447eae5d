package org.multimodalneurons.zoo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

import org.multimodalneurons.UserException;
import org.multimodalneurons.zoo.Answer.HubFacts;

/** Fetches one file, in as many attempts as it takes, each going on where the last one broke off. */
final class Transfer {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final int LOOK = 64;
    private static final int PARTIAL = 206;
    private static final int OUT_OF_RANGE = 416;

    /**
     * A file that came whole.
     *
     * @param sha256 of what came
     * @param commit of the hub that it came from, where that was told
     */
    record Fetched(long bytes, String sha256, Optional<String> commit) {}

    private final Web web;
    private final Patience patience;
    private final ZooFile file;
    private final Meter meter;
    private final PartFile part;
    private HubFacts hub = HubFacts.NONE;
    private OptionalLong whole;

    private Transfer(Web web, Patience patience, ZooFile file, Meter meter, PartFile part) {
        this.web = web;
        this.patience = patience;
        this.file = file;
        this.meter = meter;
        this.part = part;
        whole = file.bytes();
    }

    /**
     * Fetches a file into a folder, whole and with the right hash or not at all; what came of it is kept otherwise.
     *
     * @throws UserException saying what is wrong and what to do
     */
    static Fetched fetch(Web web, Patience patience, Disk disk, ZooFile file, Path folder, Meter meter)
            throws IOException {
        try (PartFile part = new PartFile(folder.resolve(file.name()), disk, meter)) {
            var transfer = new Transfer(web, patience, file, meter, part);
            transfer.receive();
            return transfer.checked();
        }
    }

    private void receive() throws IOException {
        int failures = 0;
        while (true) {
            long before = part.length();
            try {
                attempt();
                return;
            } catch (ConnectionLost e) {
                failures = part.length() > before ? 1 : failures + 1;
                if (failures >= patience.attempts())
                    throw new UserException(
                            file.from() + ": " + e.getMessage() + "; tried " + failures + " times. "
                                    + Meter.megabytes(part.length())
                                    + " MB are kept: download again later to go on from there.",
                            e);
                pause(e, failures);
            }
        }
    }

    private void attempt() throws IOException {
        if (isWhole()) return;
        boolean canGoOn = part.version().isPresent() || file.sha256().isPresent();
        if (!canGoOn) restart(Optional.empty());
        try (Answer answer = web.get(file.from(), part.length(), part.version(), meter.progress())) {
            hub = answer.hub();
            if (answer.status() == OUT_OF_RANGE && answer.wholeLength().orElse(-1) == part.length()) return;
            if (answer.status() == OUT_OF_RANGE || isPartOfAnother(answer)) {
                restart(Optional.empty());
                throw new ConnectionLost("the file has changed", Optional.of(Duration.ZERO));
            }
            Refusal.check(file, answer);
            if (answer.status() != PARTIAL) restart(answer.version());
            expect(answer.wholeLength());
            read(answer);
        }
    }

    /** Whether a server that sends the rest of a file sends that of another version, or not where it begins. */
    private boolean isPartOfAnother(Answer answer) {
        boolean same = part.version().equals(answer.version().or(part::version));
        return answer.status() == PARTIAL && !(same && answer.start() == part.length());
    }

    /** Whether a broken download left it whole; without a hash to check that, the server is asked. */
    private boolean isWhole() {
        return file.sha256().isPresent() && whole.isPresent() && part.length() == whole.getAsLong();
    }

    private void restart(Optional<String> version) throws IOException {
        meter.skip(-part.length());
        part.restart(version);
    }

    private void expect(OptionalLong length) {
        if (length.isEmpty()) return;
        if (file.bytes().isPresent() && file.bytes().getAsLong() != length.getAsLong())
            throw new UserException(file.from() + ": the server offers " + length.getAsLong() + " bytes, expected "
                    + file.bytes().getAsLong() + "; the file there is not the one that is listed.");
        if (whole.isEmpty()) meter.expect(length.getAsLong());
        whole = length;
    }

    private void read(Answer answer) throws IOException {
        Optional<List<ByteBuffer>> portion = answer.body().next(patience.silence(), meter.progress());
        while (portion.isPresent()) {
            for (ByteBuffer bytes : portion.get()) {
                if (part.length() == 0) refuseForeign(bytes);
                int count = bytes.remaining();
                part.append(bytes);
                meter.add(count);
                if (whole.isPresent() && part.length() > whole.getAsLong()) throw tooLong();
            }
            portion = answer.body().next(patience.silence(), meter.progress());
        }
        if (whole.isPresent() && part.length() < whole.getAsLong())
            throw new ConnectionLost(
                    "the connection ended after " + part.length() + " of " + whole.getAsLong() + " bytes",
                    Optional.empty());
    }

    private UserException tooLong() throws IOException {
        restart(Optional.empty());
        return new UserException(file.from() + ": more came than the " + whole.getAsLong()
                + " bytes expected; the file there is not the one that is listed.");
    }

    /** What servers and networks send in place of a file. */
    private void refuseForeign(ByteBuffer first) {
        byte[] look = new byte[Math.min(LOOK, first.remaining())];
        first.duplicate().get(look);
        String text = new String(look, StandardCharsets.ISO_8859_1);
        String begin = text.strip().toLowerCase(Locale.ROOT);
        if (begin.startsWith("<!doctype") || begin.startsWith("<html")) throw Refusal.page(file);
        if (text.startsWith("version https://git-lfs"))
            throw new UserException(file.from() + ": what came is a Git LFS pointer, not the file itself; use an"
                    + " address that leads to the file, on model hubs one with /resolve/ in place of /raw/.");
    }

    private Fetched checked() throws IOException {
        if (part.length() == 0)
            throw new UserException(file.from() + ": the file there is empty. Look at the model's page.");
        String found = part.sha256();
        Optional<String> expected = file.sha256().or(hub::sha256);
        if (expected.isPresent() && !expected.get().equals(found)) {
            long length = part.length();
            restart(Optional.empty());
            throw new UserException(file.from() + ": what came (" + length + " bytes) has SHA-256 " + found
                    + ", expected " + expected.get() + "; it was thrown away. It was damaged on its way, or is another"
                    + " version of the file: download again, and if it stays so, do not use that source. What is expected"
                    + " is in the list of models or, where that is silent, in the NAME.record.json of the first"
                    + " download.");
        }
        part.complete();
        return new Fetched(part.length(), found, hub.commit());
    }

    private void pause(ConnectionLost fault, int failures) {
        Duration wait = fault.comeBackAfter().orElseGet(() -> patience.pauseAfter(failures));
        if (wait.compareTo(LONGEST_WAIT) > 0)
            throw new UserException(
                    file.from() + ": " + fault.getMessage() + " and asks to come back in " + wait.toMinutes()
                            + " minutes. Download again then; what came so far is kept.",
                    fault);
        long until = System.nanoTime() + wait.toNanos();
        for (long left = wait.toNanos(); left > 0; left = until - System.nanoTime()) {
            meter.progress().throwIfCancelled();
            meter.say(fault.getMessage() + "; trying again in " + Math.max(1, left / 1_000_000_000) + " s");
            sleep(Math.min(left, 100_000_000));
        }
    }

    private static void sleep(long nanos) {
        try {
            Thread.sleep(Duration.ofNanos(nanos).toMillis() + 1);
        } catch (InterruptedException e) {
            throw Arrivals.interrupted(e);
        }
    }
}
