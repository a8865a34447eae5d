package org.multimodalneurons.plugin.host;

import java.awt.GraphicsEnvironment;
import java.util.Arrays;

/**
 * Runs commands and macros from a command line, with or without a display, by SciJava's own console arguments:
 *
 * <pre>
 * java -jar plugins/Multimodal_Neurons.jar --headless --output results \
 *     --run "Classify with Text..." "image='cat.png', labels='cat, dog'"
 * java -jar plugins/Multimodal_Neurons.jar --headless --output results --run macros/First_Look.ijm
 * </pre>
 *
 * <p>The exit status is 0 when all went well, 1 when a command or macro failed or listed files that it could not read (the
 * message is on the error stream) and 2 when the arguments make no sense. Like {@link RunCommand} it needs nothing but ImageJ; {@link CommandLine} does the
 * work.
 */
public final class Launcher {

    private Launcher() {}

    /** Runs what the arguments say; they are those of {@link CommandLine}. */
    public static void main(String... arguments) throws ReflectiveOperationException {
        if (Arrays.asList(arguments).contains("--headless") || GraphicsEnvironment.isHeadless())
            System.setProperty("java.awt.headless", "true");
        ClassLoader loader = HostClassLoader.get();
        Thread.currentThread().setContextClassLoader(loader);
        Class<?> work = loader.loadClass("org.multimodalneurons.plugin.host.CommandLine");
        int status = (Integer) work.getMethod("run", String[].class).invoke(null, (Object) arguments);
        if (status != 0 || GraphicsEnvironment.isHeadless()) System.exit(status); // else ImageJ's windows stay open
    }
}
