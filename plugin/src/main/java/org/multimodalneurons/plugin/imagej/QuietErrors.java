package org.multimodalneurons.plugin.imagej;

import java.lang.reflect.Field;
import java.util.function.Supplier;

import ij.IJ;
import ij.macro.Interpreter;

/**
 * Has what ImageJ reports of a file that it cannot read or write go to its log: no dialog holds up a folder, and no macro is
 * stopped by one file of many. Whether it went well, ImageJ tells by what it returns. ImageJ keeps both settings for all
 * threads and forgets one of them after each error, so one thread at a time works so and the others wait.
 */
public final class QuietErrors {

    private static final String STOPPED_BY_ERRORS = "macroInterpreter";

    private QuietErrors() {}

    /** Does work that reads or writes a file by ImageJ; such work within it is well, too. */
    public static synchronized <T> T during(Supplier<T> work) {
        Interpreter macro = macro();
        boolean redirected = IJ.redirectingErrorMessages();
        stopOnErrors(null);
        IJ.redirectErrorMessages(true);
        try {
            return work.get();
        } finally {
            IJ.redirectErrorMessages(redirected);
            if (macro != null && !macro.done()) stopOnErrors(macro); // a thread may outlive the macro that began it
        }
    }

    /** The macro that ImageJ stops by an error, before it looks whether errors are redirected. */
    private static Interpreter macro() {
        try {
            return (Interpreter) field().get(null);
        } catch (ReflectiveOperationException e) {
            throw changed(e);
        }
    }

    private static void stopOnErrors(Interpreter macro) {
        try {
            field().set(null, macro);
        } catch (ReflectiveOperationException e) {
            throw changed(e);
        }
    }

    private static Field field() throws NoSuchFieldException {
        Field field = IJ.class.getDeclaredField(STOPPED_BY_ERRORS);
        field.setAccessible(true);
        return field;
    }

    private static IllegalStateException changed(ReflectiveOperationException e) {
        return new IllegalStateException("This ImageJ keeps the running macro elsewhere; 1.54p is known to work.", e);
    }
}
