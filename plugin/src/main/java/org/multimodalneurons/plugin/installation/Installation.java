package org.multimodalneurons.plugin.installation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Looks at all that the commands rest on. Whatever is missing is reported, and keeps no other part from being looked at. */
final class Installation {

    private Installation() {}

    /** Everything found; loads PyTorch where that has not happened yet. */
    static List<Finding> check() {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(guarded("ImageJ", MachineFindings::program));
        findings.addAll(guarded("Engine", EngineFindings::all));
        findings.addAll(guarded("Machine", MachineFindings::machine));
        findings.addAll(guarded("Model", ModelFindings::all));
        findings.addAll(guarded("Class path", () -> new ClassPathFindings(Installation.class.getClassLoader()).all()));
        return findings;
    }

    /** A part that fails is a finding itself. */
    static List<Finding> guarded(String part, Supplier<List<Finding>> look) {
        try {
            return look.get();
        } catch (RuntimeException | LinkageError e) {
            return List.of(Finding.problem(part, e.getMessage() == null ? e.toString() : e.getMessage()));
        }
    }
}
