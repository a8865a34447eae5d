package org.multimodalneurons.model;

import java.nio.file.Path;
import java.util.List;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import org.multimodalneurons.NativeLibrary;
import org.multimodalneurons.UserException;

/** The engine that models run on. */
public final class PyTorch {

    private static final String NAME = "PyTorch";

    private PyTorch() {}

    /**
     * A manager of tensors; the caller closes it, and with it all that it holds.
     *
     * @throws UserException when the native libraries cannot be loaded; it names platform, cache folder and remedy
     */
    public static NDManager newManager() {
        return NativeLibrary.loading(NAME, () -> Engine.getEngine(NAME).newBaseManager(Device.cpu()));
    }

    /**
     * What the engine says of itself.
     *
     * @param version PyTorch's
     * @param djlVersion that of the library which calls it
     * @param device where models run
     * @param threads how many work on one operation
     * @param interOpThreads how many operations may run side by side
     * @param libraries what it was built with, such as MKL
     * @param folder where its native libraries were loaded from
     */
    public record Facts(
            String version,
            String djlVersion,
            String device,
            int threads,
            int interOpThreads,
            List<String> libraries,
            Path folder) {

        /** Copies the list. */
        public Facts {
            libraries = List.copyOf(libraries);
        }
    }

    /**
     * Loads the engine where that has not happened yet, and asks it.
     *
     * @throws UserException as {@link #newManager} does
     */
    public static Facts facts() {
        return NativeLibrary.loading(NAME, () -> {
            Engine engine = Engine.getEngine(NAME);
            return new Facts(
                    engine.getVersion(),
                    Engine.getDjlVersion(),
                    Device.cpu().toString(),
                    JniUtils.getNumThreads(),
                    JniUtils.getNumInteropThreads(),
                    JniUtils.getFeatures().stream().sorted().toList(),
                    Path.of(LibUtils.getLibtorchPath()));
        });
    }

    /**
     * How inference is computed on this machine, chosen by a short measurement that is kept for later sessions: the way for
     * convolutions and for matrix products, and the milliseconds that each way took.
     *
     * @throws UserException as {@link #newManager} does
     */
    public static String kernels() {
        return Calibration.here().describe();
    }
}
