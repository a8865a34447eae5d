package org.multimodalneurons.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.Progress;
import org.multimodalneurons.RandomClip;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PictureFile;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An index job in a JVM of its own, which is killed. */
class KilledJobTest {

    private static final int PICTURES = 400;
    private static final int AT_ONCE = 16;
    private static final int MOST_BEYOND = 150; // a job reads no further: it may not end before it is killed

    @TempDir
    Path model;

    @TempDir
    Path folder;

    private String identity;

    @Test
    void whatIsKilledTwiceEndsWithEachFileOnce() throws IOException, InterruptedException {
        try (ClipModel clip = ClipModel.open(RandomClip.write(model))) {
            identity = clip.identity();
        }
        PictureFolder.fill(folder, PICTURES);
        int first = killedAfter(40);
        int second = killedAfter(first + 40);
        try (ClipModel clip = ClipModel.open(model)) {
            var outcome = job(clip, folder, PictureFile::open).run(Progress.NONE);
            assertEquals(PICTURES, outcome.unchanged() + outcome.embedded());
            assertTrue(outcome.unchanged() >= second, second + " were there, " + outcome);
            assertEquals(List.of(), outcome.unreadable());
        }
        List<String> files = files();
        assertEquals(PICTURES, files.size(), "as often as they are there");
        assertEquals(
                IntStream.range(0, PICTURES)
                        .mapToObj(i -> "picture-" + i + ".png")
                        .collect(Collectors.toSet()),
                new HashSet<>(files));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsToldAndWhatWasThereBeforeStays() throws IOException, InterruptedException {
        PictureFolder.fill(folder, 20);
        try (ClipModel clip = ClipModel.open(RandomClip.write(model))) {
            identity = clip.identity();
            job(clip, folder, PictureFile::open).run(Progress.NONE);
        }
        PictureFolder.fill(folder, 60);
        Stream<String> limited = Stream.of("bash", "-c", "ulimit -f 1; exec \"$@\"", "bash"); // files of 1 kB at most
        Process process = new ProcessBuilder(
                        Stream.concat(limited, command("-XX:-UsePerfData")).toList())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(Job.REFUSED, process.waitFor(), printed);
        assertTrue(printed.contains("cannot be read or written") && printed.contains("is kept"), printed);
        assertTrue(files().size() >= 20, "those from before are still there");
        try (ClipModel clip = ClipModel.open(model)) {
            job(clip, folder, PictureFile::open).run(Progress.NONE);
        }
        assertEquals(60, files().size());
    }

    private Stream<String> command(String... options) {
        Stream<String> java = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Stream<String> job = Stream.of(
                "-cp", System.getProperty("java.class.path"), Job.class.getName(), model.toString(), folder.toString());
        return Stream.of(java, Arrays.stream(options), job).flatMap(part -> part);
    }

    /** Starts a job, kills it as soon as so many files are on disk, and tells how many that were. */
    private int killedAfter(int files) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        command("-Dlast=" + (files + MOST_BEYOND)).toList())
                .inheritIO()
                .start();
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        try {
            while (files().size() < files) {
                assertTrue(process.isAlive() && System.nanoTime() < end, "the job ended by itself, or does nothing");
                Thread.sleep(20);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win"))
            assertEquals(128 + 9, process.exitValue(), "killed by signal 9");
        int kept = files().size();
        assertFalse(kept == PICTURES, "too late");
        return kept;
    }

    private List<String> files() {
        IndexPlace place = IndexPlace.in(folder);
        if (!ImageIndex.exists(place)) return List.of();
        try (ImageIndex index = ImageIndex.open(place, identity)) {
            return index.files();
        }
    }

    private static IndexJob job(ClipModel clip, Path folder, Function<Path, PixelRows> open) {
        return new IndexJob(clip, IndexPlace.in(folder), ImageFiles.below(folder), open, AT_ONCE);
    }

    /** Indexes slowly enough to be killed meanwhile, and stands still after so many pictures as the property "last" tells. */
    public static final class Job {

        static final int REFUSED = 7;

        private static final int LAST = Integer.getInteger("last", PICTURES);

        private Job() {}

        private static PixelRows slowly(Path file) {
            if (Integer.parseInt(file.getFileName().toString().replaceAll("\\D", "")) >= LAST) sleep(Long.MAX_VALUE);
            synchronized (Job.class) { // one after the other, or a machine of many processors is through in no time
                sleep(10);
            }
            return PictureFile.open(file);
        }

        private static void sleep(long milliseconds) {
            try {
                Thread.sleep(milliseconds);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** With the folders of a model and of pictures. */
        public static void main(String[] arguments) {
            try (ClipModel clip = ClipModel.open(Path.of(arguments[0]))) {
                job(clip, Path.of(arguments[1]), Job::slowly).run(Progress.NONE);
            } catch (UserException e) {
                System.out.println(e.getMessage());
                System.exit(REFUSED);
            }
        }
    }
}
