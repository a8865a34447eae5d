package org.multimodalneurons;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class NativeLibraryTest {

    @Test
    void aMissingLibraryIsExplainedWithPlatformFolderAndRemedy() {
        String message = assertThrows(
                        UserException.class,
                        () -> NativeLibrary.loading("PyTorch", () -> {
                            throw new UnsatisfiedLinkError("no libtorch");
                        }))
                .getMessage();
        assertTrue(message.contains("PyTorch's native library could not be loaded"), message);
        assertTrue(message.contains(System.getProperty("os.arch")), message);
        assertTrue(message.contains("no libtorch") && message.contains("DJL_CACHE_DIR"), message);
        assertTrue(message.contains("pytorch-native-cpu"), message);
    }

    @Test
    void librariesAreLoadedWithThisLibrarysClassLoaderAndTheThreadGetsItsOwnBack() throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader another = new URLClassLoader(new URL[0], before)) {
            thread.setContextClassLoader(another);
            ClassLoader during = NativeLibrary.loading("anything", thread::getContextClassLoader);
            assertSame(NativeLibrary.class.getClassLoader(), during);
            assertSame(another, thread.getContextClassLoader());
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
