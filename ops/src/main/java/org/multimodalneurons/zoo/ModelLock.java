package org.multimodalneurons.zoo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.multimodalneurons.UserException;

/** Keeps others, in this program or another, from changing a model's files. The operating system frees it at the latest. */
final class ModelLock {

    private static final String FOLDER = ".locks";

    /** What is done to a model's files. */
    interface Change {
        void run() throws IOException;
    }

    private ModelLock() {}

    /**
     * Makes a change while nobody else does.
     *
     * @throws UserException when another is at it
     */
    static void holding(Path folder, String model, Change change) throws IOException {
        Path file = Files.createDirectories(folder.resolve(FOLDER)).resolve(Registry.key(model));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (!isLocked(channel))
                throw new UserException("Model " + model + " is just being downloaded, imported or removed, by this"
                        + " ImageJ or another one; wait until that is finished.");
            change.run();
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock(); // lives as long as the channel
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
