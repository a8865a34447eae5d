package org.multimodalneurons;

import java.util.function.Supplier;

import ai.djl.util.Utils;

/**
 * The way to DJL's native libraries: sets what they need before they load, and says what to do when they cannot.
 * Nothing is ever downloaded or reported to anyone.
 */
public final class NativeLibrary {

    private NativeLibrary() {}

    /**
     * Runs what loads a native library.
     *
     * @param what the library, for the message
     * @param load runs with the class loader of this library as the thread's own, since DJL looks there
     * @throws UserException when it cannot be loaded; the message names platform, cache folder and remedy
     */
    public static <T> T loading(String what, Supplier<T> load) {
        setDefault("ai.djl.offline", "true");
        setDefault("OPT_OUT_TRACKING", "true");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(NativeLibrary.class.getClassLoader());
        try {
            return load.get();
        } catch (UserException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw new UserException(explain(what, e), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) System.setProperty(property, value);
    }

    private static String explain(String what, Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null) root = root.getCause();
        return what + "'s native library could not be loaded on " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + " (" + root + "). It is unpacked to " + Utils.getCacheDir()
                + ", which must be writable and have 500 MB free: set the environment variable DJL_CACHE_DIR to use"
                + " another folder. Platforms: Linux x86_64 and aarch64, macOS aarch64 (Apple silicon), Windows x86_64;"
                + " install the download made for yours, which holds pytorch-native-cpu and pytorch-jni.";
    }
}
