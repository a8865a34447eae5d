package org.multimodalneurons.zoo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

import org.multimodalneurons.UserException;

/**
 * The beginning of a file that is being downloaded, in {@code NAME.part}. It outlives a broken download, together with
 * the server's mark of the version that it belongs to, in {@code NAME.part.version}.
 */
final class PartFile implements AutoCloseable {

    private final Path target;
    private final Path part;
    private final Path versionFile;
    private final Disk disk;
    private Sha256 sha256 = new Sha256();
    private Optional<String> version;
    private long length;
    private WritableByteChannel channel;

    /** Opens what an earlier download left, whose bytes pass the meter while they are hashed again, or nothing. */
    PartFile(Path target, Disk disk, Meter meter) throws IOException {
        this.target = target;
        this.disk = disk;
        part = sibling(".part");
        versionFile = sibling(".part.version");
        version = Files.exists(versionFile) ? Optional.of(Files.readString(versionFile)) : Optional.empty();
        if (!Files.exists(part)) return;
        length = Files.size(part);
        meter.say("checking " + Meter.megabytes(length) + " MB that came before");
        sha256.add(part, read -> meter.progress().throwIfCancelled());
        meter.skip(length);
    }

    private Path sibling(String suffix) {
        return target.resolveSibling(target.getFileName() + suffix);
    }

    /** How many bytes there are. */
    long length() {
        return length;
    }

    /** The server's mark of the version that they belong to. */
    Optional<String> version() {
        return version;
    }

    /** Throws away what there is, and begins a version of the file. */
    void restart(Optional<String> ofVersion) throws IOException {
        close();
        Files.deleteIfExists(part);
        Files.deleteIfExists(versionFile);
        sha256 = new Sha256();
        length = 0;
        version = ofVersion;
        if (version.isPresent()) Files.writeString(versionFile, version.get());
    }

    /**
     * Adds bytes.
     *
     * @throws UserException when they cannot be written
     */
    void append(ByteBuffer bytes) {
        sha256.add(bytes);
        try {
            if (channel == null) channel = disk.append(part);
            while (bytes.hasRemaining()) length += channel.write(bytes);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private UserException unwritable(IOException fault) {
        String free;
        try {
            free = Meter.megabytes(disk.free(part.getParent())) + " MB are free";
        } catch (IOException e) {
            fault.addSuppressed(e);
            free = "how much is free is not known";
        }
        return new UserException(
                part + " cannot be written: " + fault.getMessage() + " (" + free
                        + "). What came so far is kept: make room on the disk, then download again to go on.",
                fault);
    }

    /** The SHA-256 of all bytes; none can be added after. */
    String sha256() {
        return sha256.hex();
    }

    /** Gives the file its name. */
    void complete() throws IOException {
        close();
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(versionFile);
    }

    @Override
    public void close() throws IOException {
        if (channel != null) channel.close();
        channel = null;
    }
}
