package org.multimodalneurons;

import java.io.EOFException;

/** Why a text is not the JSON that it should be, in words for a user: the reader's own words begin with types of Java. */
public final class JsonFault {

    private JsonFault() {}

    /** What is wrong, and where, as far as the reader tells. */
    public static String reason(Exception fault) {
        Throwable cause = fault.getCause();
        if (cause instanceof Exception told && told.toString().equals(fault.getMessage())) return reason(told);
        String message = String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
        return fault instanceof EOFException ? "its end is missing: " + message : message;
    }
}
