package org.multimodalneurons.weights;

import org.multimodalneurons.UserException;

/** A file that is not the CLIP model it was taken for: damaged, foreign, or not fitting any architecture that is read. */
public class InvalidModelException extends UserException {

    private static final long serialVersionUID = 1L;

    /**
     * Refuses a file.
     *
     * @param file the file's path, or what stands for it
     * @param reason what was found, what was expected and what to do
     */
    public InvalidModelException(String file, String reason) {
        super(file + ": " + reason);
    }

    /** Refuses a file because of another fault, such as an I/O error. */
    public InvalidModelException(String file, String reason, Throwable cause) {
        super(file + ": " + reason, cause);
    }
}
