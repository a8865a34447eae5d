package org.multimodalneurons.zoo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.weights.Architecture;
import org.multimodalneurons.weights.Checkpoint;
import org.multimodalneurons.weights.ModelFiles;

/**
 * Copies a model's files into the models folder. A copy stays what it was when it was hashed, whatever becomes of the
 * original; a fault or a cancellation leaves nothing behind.
 */
final class Import {

    private static final int PORTION = 1 << 20;

    private final Path folder;
    private final Records records;
    private final Disk disk;

    Import(Path folder, Records records, Disk disk) {
        this.folder = folder;
        this.records = records;
        this.disk = disk;
    }

    /** Imports a model under a name that no other has. The caller has its lock. */
    ZooEntry run(Path fileOrFolder, String name, Progress progress) throws IOException {
        Architecture architecture = architecture(fileOrFolder);
        List<Path> sources = ModelFiles.of(fileOrFolder);
        long bytes = 0;
        for (Path source : sources) bytes += Files.size(source);
        if (disk.free(folder) < bytes)
            throw new UserException("Not enough room for model " + name + ": it takes " + Meter.megabytes(bytes)
                    + " MB, " + Meter.megabytes(disk.free(folder)) + " MB are free in " + folder + ".");
        Path fresh = folder.resolve(name + ".import");
        Trees.delete(fresh); // what a crash left
        try {
            Files.createDirectory(fresh);
            Meter meter = Meter.of(name, bytes, progress);
            List<ZooFile> files = new ArrayList<>();
            for (Path source : sources) files.add(copy(source, fresh, meter));
            architecture(fresh);
            ZooEntry entry = entry(name, architecture, files, fileOrFolder);
            records.write(entry);
            Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            return entry;
        } catch (IOException | RuntimeException | Error e) {
            clear(fresh, e);
            throw e;
        }
    }

    /** After a fault, which must not be hidden by one of the clearing. */
    private static void clear(Path fresh, Throwable fault) {
        try {
            Trees.delete(fresh);
        } catch (IOException e) {
            fault.addSuppressed(e);
        }
    }

    private static Architecture architecture(Path fileOrFolder) {
        try (Checkpoint checkpoint = Checkpoint.open(fileOrFolder)) {
            return checkpoint.architecture();
        }
    }

    private ZooFile copy(Path source, Path fresh, Meter meter) throws IOException {
        var sha256 = new Sha256();
        long length = 0;
        Path target = fresh.resolve(source.getFileName().toString());
        try (InputStream in = Files.newInputStream(source);
                WritableByteChannel out = disk.append(target)) {
            byte[] portion = new byte[PORTION];
            for (int read = in.read(portion); read >= 0; read = in.read(portion)) {
                ByteBuffer bytes = ByteBuffer.wrap(portion, 0, read);
                sha256.add(bytes);
                while (bytes.hasRemaining()) out.write(bytes);
                length += read;
                meter.add(read);
            }
        }
        return new ZooFile(
                target.getFileName().toString(), source.toUri(), OptionalLong.of(length), Optional.of(sha256.hex()));
    }

    private static ZooEntry entry(String name, Architecture architecture, List<ZooFile> files, Path source) {
        return new ZooEntry(
                name,
                architecture.image().describe(),
                architecture.embeddingSize(),
                OptionalLong.of(architecture.parameterCount()),
                "not known",
                "imported from " + source.toAbsolutePath().normalize(),
                source.toUri(),
                Optional.empty(),
                files,
                Optional.empty());
    }
}
