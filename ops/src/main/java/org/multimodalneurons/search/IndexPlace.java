package org.multimodalneurons.search;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.ThreadInterruptedException;
import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;

/**
 * Where an index lies and which folder it is of.
 *
 * @param pictures the folder of image files
 * @param index the folder that holds the index and nothing else; an index is written nowhere else
 */
public record IndexPlace(Path pictures, Path index) {

    /** The name of an index that lies in the folder of its pictures. */
    public static final String NAME = ".multimodal-neurons-index";

    /** Absolute paths. */
    public IndexPlace {
        pictures = pictures.toAbsolutePath().normalize();
        index = index.toAbsolutePath().normalize();
    }

    /** In the folder of the pictures: it moves with them. */
    public static IndexPlace in(Path pictures) {
        return new IndexPlace(pictures, pictures.resolve(NAME));
    }

    /** What the index writes down of the folder: nothing where it lies in it, so that both may move. */
    String pictureFolder() {
        return index.equals(pictures.resolve(NAME)) ? "" : pictures.toString();
    }

    /** Reads of the index, or begins to write it. */
    interface Reading<T> {
        T read() throws IOException;
    }

    /**
     * What is read of the index.
     *
     * @throws UserException when it cannot be read, or Lucene stumbles over what it reads
     */
    <T> T reading(Reading<T> reading) {
        try {
            return reading.read();
        } catch (UserException | CancellationException e) {
            throw e;
        } catch (UncheckedIOException e) {
            throw fault(e.getCause());
        } catch (IOException e) {
            throw fault(e);
        } catch (AlreadyClosedException e) {
            throw fault(cause(e));
        } catch (ThreadInterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while the index was read or written.");
        } catch (RuntimeException e) { // Lucene takes some numbers of a file, and of its name, for right
            throw damaged("", e);
        }
    }

    /** A fault while parts were merged behind the scenes, or of the lock, as on a network drive that went away. */
    static IOException cause(AlreadyClosedException closed) {
        Throwable cause = closed.getCause();
        return cause == null ? new IOException("its lock was lost", closed) : new IOException(cause);
    }

    /** What a user is told when files of the index cannot be read or written. */
    UserException fault(IOException e) {
        if (e instanceof LockObtainFailedException)
            return new UserException(
                    "The index " + index
                            + " is being written by another run, here or in another ImageJ; wait for its end.",
                    e);
        if (e instanceof CorruptIndexException
                || e instanceof IndexFormatTooNewException
                || e instanceof IndexFormatTooOldException
                || e instanceof EOFException
                || e instanceof FileNotFoundException
                || e instanceof NoSuchFileException) return damaged(": " + WholeFile.reason(e), e);
        if (e instanceof FileSystemException denied)
            return new UserException(
                    "The index cannot be kept in " + index + ": " + WholeFile.reason(denied)
                            + ". Give another folder for it.",
                    e);
        return new UserException(
                "The index " + index + " cannot be read or written: " + WholeFile.reason(e)
                        + ". What it held before is kept; mend that and run again.",
                e);
    }

    private UserException damaged(String reason, Exception cause) {
        List<String> others = others();
        String remedy = others.isEmpty()
                ? "Delete that folder and index the pictures again."
                : "Its folder holds other files: " + IndexFiles.told(others)
                        + ". Move them elsewhere, or choose the folder of another index.";
        return new UserException(
                "The index " + index + " is damaged, or of another version" + reason + ". " + remedy, cause);
    }

    /** What would be lost with the folder. */
    private List<String> others() {
        try {
            return IndexFiles.in(index).strangers();
        } catch (IOException e) {
            return List.of("what cannot be read");
        }
    }
}
