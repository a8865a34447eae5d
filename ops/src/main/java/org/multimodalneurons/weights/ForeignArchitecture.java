package org.multimodalneurons.weights;

import java.util.List;
import java.util.Set;

/** Models that are relatives of CLIP, or not CLIP at all, known by the names of their tensors. */
final class ForeignArchitecture {

    private static final List<String> LOOKED_FOR =
            List.of("visual.conv1.weight", "vision_model.embeddings.patch_embedding.weight");

    private ForeignArchitecture() {}

    /** Throws one sentence on what the file is instead; returns when it may be a CLIP model. */
    static void refuse(String source, Set<String> names) {
        if (has(names, "visual.trunk.")) throw refused(source, "its image tower is a timm trunk (visual.trunk.*)");
        if (names.contains("logit_bias") || has(names, "vision_model.head."))
            throw refused(source, "it is a SigLIP model (logit_bias, attention-pooled head)");
        if (has(names, "text.transformer.embeddings.") || has(names, "text.transformer.encoder."))
            throw refused(source, "its text tower is a BERT (text.transformer.*)");
        if (has(names, "visual.attn_pool.")) throw refused(source, "its image tower ends in an attentional pooler");
        if (LOOKED_FOR.stream().noneMatch(names::contains))
            throw new InvalidModelException(
                    source,
                    "not a CLIP checkpoint: looked for " + String.join(" or ", LOOKED_FOR) + ", found " + names.size()
                            + " tensors"
                            + (names.isEmpty()
                                    ? ""
                                    : " such as "
                                            + String.join(
                                                    ", ",
                                                    names.stream().limit(3).toList())));
    }

    private static InvalidModelException refused(String source, String what) {
        return new InvalidModelException(
                source, what + ", which is not read; read are CLIP's ResNets and vision transformers with CLIP's text");
    }

    private static boolean has(Set<String> names, String prefix) {
        return names.stream().anyMatch(name -> name.startsWith(prefix));
    }
}
