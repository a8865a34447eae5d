package org.multimodalneurons.plugin.imagej;

import java.lang.reflect.Field;
import java.util.function.Supplier;

import ij.IJ;

/**
 * Has what ImageJ reports of a file that it cannot read or write go to its log: no dialog holds up a folder, and no macro is
 * stopped by one file of many. Whether it went well, ImageJ tells by what it returns.
 */
public final class QuietErrors {

    private static final String STOPPED_BY_ERRORS = "macroInterpreter";

    private QuietErrors() {}

    /** Does work that reads or writes a file by ImageJ. */
    public static <T> T during(Supplier<T> work) {
        Object macro = macro();
        stopOnErrors(null);
        IJ.redirectErrorMessages(true);
        try {
            return work.get();
        } finally {
            IJ.redirectErrorMessages(false);
            stopOnErrors(macro);
        }
    }

    /** The macro that ImageJ stops by an error, before it looks whether errors are redirected. */
    private static Object macro() {
        try {
            return field().get(null);
        } catch (ReflectiveOperationException e) {
            throw changed(e);
        }
    }

    private static void stopOnErrors(Object macro) {
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
