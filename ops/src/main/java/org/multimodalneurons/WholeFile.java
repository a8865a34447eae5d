package org.multimodalneurons;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are replaced as a whole, so that an interruption leaves the old one or the new one. */
public final class WholeFile {

    /** Writes a file's content. */
    public interface Content {
        /** Writes to a file that is not there yet, or is empty. */
        void writeTo(Path draft) throws IOException;
    }

    private WholeFile() {}

    /** Writes a file beside its place, then moves it there; what cannot be finished leaves no trace. */
    public static void write(Path file, Content content) throws IOException {
        Path draft = file.resolveSibling("." + file.getFileName() + ".tmp");
        try {
            Files.deleteIfExists(draft); // of a run that was killed
            content.writeTo(draft);
            replace(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /**
     * Writes a file that other programs may write at the same time, such as what is kept for a user: each has a draft of its own,
     * and the last one stays. What cannot be finished leaves no trace.
     *
     * @param file in a folder that is made if it is missing
     * @param content may find an empty draft
     */
    public static void share(Path file, Content content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, "." + file.getFileName(), ".tmp");
        try {
            content.writeTo(draft);
            replace(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Why a file cannot be read or written, in a few words for a user: that the disk is full, or the folder closed. */
    public static String reason(IOException fault) {
        if (fault.getCause() instanceof IOException deeper) return reason(deeper); // a writer of pictures tells little
        if (fault instanceof CharacterCodingException) return "it is no text in UTF-8";
        String told = fault instanceof FileSystemException file ? file.getReason() : fault.getMessage();
        return told == null ? kind(fault) : told;
    }

    /** Java tells some faults by their type alone. */
    private static String kind(IOException fault) {
        if (fault instanceof NoSuchFileException) return "there is no such file or folder";
        if (fault instanceof AccessDeniedException) return "access is denied";
        if (fault instanceof FileAlreadyExistsException) return "a file of that name is in the way";
        if (fault instanceof FileSystemLoopException) return "it is a link to a folder that it lies in";
        if (fault instanceof NotDirectoryException) return "it is no folder";
        if (fault instanceof EOFException) return "its end is missing";
        return fault.getClass().getSimpleName().replace("Exception", "");
    }

    /**
     * Moves a finished draft to its place, over what may be there: at once where the file system can.
     *
     * @param draft in the same folder
     */
    public static void replace(Path draft, Path file) throws IOException {
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
