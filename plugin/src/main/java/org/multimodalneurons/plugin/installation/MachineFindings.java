package org.multimodalneurons.plugin.installation;

import java.util.List;

import ij.IJ;
import org.multimodalneurons.model.PhysicalMemory;
import org.multimodalneurons.plugin.models.Sizes;

/** The program that the plugin runs in, and the machine. */
final class MachineFindings {

    /** What only Fiji and ImageJ2 have: SciJava inside ImageJ. */
    private static final String LEGACY_LAYER = "net/imagej/legacy/LegacyService.class";

    private MachineFindings() {}

    static List<Finding> program() {
        boolean fiji = MachineFindings.class.getClassLoader().getResource(LEGACY_LAYER) != null;
        String plugin = MachineFindings.class.getPackage().getImplementationVersion();
        return List.of(
                Finding.ok("Multimodal Neurons", plugin == null ? "built from the sources" : plugin),
                Finding.ok("ImageJ", IJ.getFullVersion() + (fiji ? ", in Fiji or ImageJ2" : ", without Fiji")),
                Finding.ok(
                        "Java",
                        System.getProperty("java.version") + " of " + System.getProperty("java.vendor") + ", "
                                + System.getProperty("java.home")));
    }

    static List<Finding> machine() {
        Runtime java = Runtime.getRuntime();
        PhysicalMemory memory = PhysicalMemory.now();
        return List.of(
                Finding.ok(
                        "System",
                        System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                                + System.getProperty("os.arch")),
                Finding.ok(
                        "Java's memory",
                        Sizes.text(java.totalMemory() - java.freeMemory()) + " used, limit "
                                + Sizes.text(java.maxMemory())),
                Finding.ok(
                        "Memory of the machine",
                        Sizes.text(memory.total())
                                + (memory.available().isPresent()
                                        ? ", " + Sizes.text(memory.available().getAsLong()) + " free"
                                        : "")
                                + "; models lie outside of Java's"));
    }
}
