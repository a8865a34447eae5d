package org.multimodalneurons.weights;

import java.util.List;
import java.util.Set;

/**
 * How a file calls CLIP's tensors. The canonical names are open_clip's, which for the towers that are read are OpenAI's
 * too.
 */
interface Naming {

    /** What a person calls this naming. */
    String describe();

    /** Where the file keeps a tensor. */
    Stored stored(String canonical);

    /** The naming of a file with these tensors. */
    static Naming of(Set<String> names) {
        if (names.stream().anyMatch(name -> name.startsWith("vision_model.") || name.startsWith("text_model.")))
            return new HuggingFaceNames();
        boolean custom = names.stream().anyMatch(name -> name.startsWith("text.transformer.resblocks."));
        return custom ? OpenClipNames.CUSTOM_TEXT : OpenClipNames.PLAIN;
    }

    /** Whether a file may hold that tensor although no tower reads it: counters, masks, and numbers beside the weights. */
    static boolean isIgnored(String name) {
        return name.endsWith(".num_batches_tracked")
                || name.endsWith(".position_ids")
                || name.endsWith("attn_mask")
                || List.of("input_resolution", "context_length", "vocab_size").contains(name);
    }
}
