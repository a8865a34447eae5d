package org.multimodalneurons.zoo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.multimodalneurons.Progress;

/**
 * What came of hashing a model's files again.
 *
 * @param model its name
 * @param files one for each that the model is made of
 */
public record Verification(String model, List<FileCheck> files) {

    public Verification {
        files = List.copyOf(files);
    }

    /**
     * One file.
     *
     * @param name in the model's folder
     * @param expected the SHA-256 that is listed, or was recorded when the file came; empty when neither is known
     * @param found the SHA-256 of the file; empty when it is missing
     */
    public record FileCheck(String name, Optional<String> expected, Optional<String> found) {

        /** Whether the file is there and is what it should be, as far as that is known. */
        public boolean intact() {
            return found.isPresent() && (expected.isEmpty() || expected.equals(found));
        }

        /** One line for people. */
        public String describe() {
            if (found.isEmpty()) return name + ": missing";
            if (expected.isEmpty()) return name + ": nothing known to compare with, SHA-256 " + found.get();
            if (intact()) return name + ": intact";
            return name + ": changed, SHA-256 " + found.get() + ", expected " + expected.get();
        }
    }

    /** Hashes the files of an entry that lie in a folder. */
    static Verification of(ZooEntry entry, Path home, Progress progress) throws IOException {
        long bytes = 0;
        for (ZooFile file : entry.files()) {
            Path path = home.resolve(file.name());
            if (Files.isRegularFile(path)) bytes += Files.size(path);
        }
        Meter meter = Meter.of("Verifying " + entry.name(), bytes, progress);
        List<FileCheck> checks = new ArrayList<>();
        for (ZooFile file : entry.files()) {
            Path path = home.resolve(file.name());
            Optional<String> found =
                    Files.isRegularFile(path) ? Optional.of(Sha256.of(path, meter::add)) : Optional.empty();
            checks.add(new FileCheck(file.name(), file.sha256(), found));
        }
        return new Verification(entry.name(), checks);
    }

    /** Whether all files are there and are what they should be. */
    public boolean intact() {
        return files.stream().allMatch(FileCheck::intact);
    }

    /** A line for the model and each file, and what to do. */
    public String describe() {
        String advice = intact() ? " is intact" : " is damaged; remove it and download or import it again";
        return "Model " + model + advice + ":\n  "
                + files.stream().map(FileCheck::describe).collect(Collectors.joining("\n  "));
    }
}
