package org.multimodalneurons.plugin.imagej;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.function.Supplier;

import ij.IJ;
import ij.macro.Interpreter;

/**
 * Has what ImageJ reports of a file that it cannot read or write go to its log: no dialog holds up a folder, and no macro is
 * stopped by one file of many. Whether it went well, ImageJ tells by what it returns. ImageJ keeps both settings for all
 * threads and forgets one of them after each error, so one thread at a time works so and the others wait.
 *
 * <p>Where ImageJ keeps the macro that an error stops is its own affair (1.54p: a private field). An ImageJ that keeps it
 * elsewhere is told of once; with it, files are read as well, but one that is broken may stop a macro.
 */
public final class QuietErrors {

    private static final Optional<Field> STOPPED_BY_ERRORS = field("macroInterpreter");

    private QuietErrors() {}

    /** Does work that reads or writes a file by ImageJ; such work within it is well, too. */
    public static <T> T during(Supplier<T> work) {
        return during(work, STOPPED_BY_ERRORS);
    }

    /**
     * As well.
     *
     * @param stopped where ImageJ keeps the macro that it stops by an error, before it looks whether errors are redirected
     */
    static synchronized <T> T during(Supplier<T> work, Optional<Field> stopped) {
        Interpreter macro = stopped.map(QuietErrors::macro).orElse(null);
        boolean redirected = IJ.redirectingErrorMessages();
        stopped.ifPresent(field -> set(field, null));
        IJ.redirectErrorMessages(true);
        try {
            return work.get();
        } finally {
            IJ.redirectErrorMessages(redirected);
            if (macro != null && !macro.done())
                set(stopped.orElseThrow(), macro); // a thread may outlive the macro that began it
        }
    }

    private static Interpreter macro(Field field) {
        try {
            return (Interpreter) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void set(Field field, Interpreter macro) {
        try {
            field.set(null, macro);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A static field of ImageJ that holds a macro; a note where there is none that can be set. */
    static Optional<Field> field(String name) {
        try {
            Field field = IJ.class.getDeclaredField(name);
            if (field.getType() == Interpreter.class && Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                return Optional.of(field);
            }
        } catch (NoSuchFieldException | InaccessibleObjectException e) {
            // as below
        }
        Surroundings.note(
                "This ImageJ (" + IJ.getVersion() + ") differs from 1.54p in how an error stops a macro. Broken image"
                        + " files are listed as ever, but ImageJ may stop a macro for one.");
        return Optional.empty();
    }
}
