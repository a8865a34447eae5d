package org.multimodalneurons.plugin.installation;

import java.util.ArrayList;
import java.util.List;

import org.multimodalneurons.plugin.models.Models;
import org.multimodalneurons.plugin.models.Sizes;

/** Which model the commands look through, and which is in memory. */
final class ModelFindings {

    private ModelFindings() {}

    static List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("Model", Models.SESSION.chosen().toString()));
        findings.add(Finding.ok(
                "Model in memory",
                Models.SESSION
                        .inMemory()
                        .map(model -> model.identity() + ", " + Sizes.text(model.parameters() * Float.BYTES) + ", "
                                + model.layers() + " image layers" + (model.inUse() ? ", in use" : ""))
                        .orElse("none; the next command loads it")));
        return findings;
    }
}
