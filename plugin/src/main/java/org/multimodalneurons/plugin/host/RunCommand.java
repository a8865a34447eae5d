package org.multimodalneurons.plugin.host;

import ij.IJ;
import ij.plugin.PlugIn;

/**
 * The plugin behind every entry of plain ImageJ's menu; its argument is the class name of the SciJava command. It lies
 * in a small jar of its own, beside {@code plugins.config}, and needs nothing but ImageJ: the command, SciJava and all
 * the rest come from {@link HostClassLoader}. Fiji finds the commands by itself and never calls it.
 */
public final class RunCommand implements PlugIn {

    private static final String HOST = "org.multimodalneurons.plugin.host.PlainHost";

    @Override
    public void run(String command) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            ClassLoader loader = HostClassLoader.get();
            // SciJava's plugin index and DJL's engines are found through the thread.
            thread.setContextClassLoader(loader);
            ((PlugIn) loader.loadClass(HOST).getDeclaredConstructor().newInstance()).run(command);
        } catch (ReflectiveOperationException | IllegalStateException e) {
            IJ.error("Multimodal Neurons", "Multimodal Neurons is not installed completely.\n" + e.getMessage());
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
