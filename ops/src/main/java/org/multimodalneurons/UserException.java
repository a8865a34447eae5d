package org.multimodalneurons;

/**
 * A fault that its user can mend. The message is the whole report: it names the file, tensor, layer or parameter, what
 * was found, what was expected and what to do; commands show it without a stack trace.
 */
public class UserException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A fault with nothing beneath it. */
    public UserException(String message) {
        super(message);
    }

    /** A fault found through another one, such as an I/O error. */
    public UserException(String message, Throwable cause) {
        super(message, cause);
    }
}
