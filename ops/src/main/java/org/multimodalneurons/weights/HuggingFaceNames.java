package org.multimodalneurons.weights;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names of Hugging Face's {@code CLIPModel}: projections are transposed, and queries, keys and values lie apart.
 * {@code pre_layrnorm} is spelt so there.
 */
final class HuggingFaceNames implements Naming {

    private static final Pattern BLOCK = Pattern.compile("(visual\\.)?transformer\\.resblocks\\.(\\d+)\\.(.+)");

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("visual.conv1.weight", "vision_model.embeddings.patch_embedding.weight"),
            Map.entry("visual.class_embedding", "vision_model.embeddings.class_embedding"),
            Map.entry("visual.positional_embedding", "vision_model.embeddings.position_embedding.weight"),
            Map.entry("visual.ln_pre.weight", "vision_model.pre_layrnorm.weight"),
            Map.entry("visual.ln_pre.bias", "vision_model.pre_layrnorm.bias"),
            Map.entry("visual.ln_post.weight", "vision_model.post_layernorm.weight"),
            Map.entry("visual.ln_post.bias", "vision_model.post_layernorm.bias"),
            Map.entry("token_embedding.weight", "text_model.embeddings.token_embedding.weight"),
            Map.entry("positional_embedding", "text_model.embeddings.position_embedding.weight"),
            Map.entry("ln_final.weight", "text_model.final_layer_norm.weight"),
            Map.entry("ln_final.bias", "text_model.final_layer_norm.bias"));

    private static final Map<String, String> PARTS_OF_A_BLOCK = Map.of(
            "attn.out_proj", "self_attn.out_proj",
            "ln_1", "layer_norm1",
            "ln_2", "layer_norm2",
            "mlp.c_fc", "mlp.fc1",
            "mlp.c_proj", "mlp.fc2");

    @Override
    public String describe() {
        return "Hugging Face CLIPModel";
    }

    @Override
    public Stored stored(String canonical) {
        if (canonical.equals("visual.proj")) return Stored.transposed("visual_projection.weight");
        if (canonical.equals("text_projection")) return Stored.transposed("text_projection.weight");
        Matcher block = BLOCK.matcher(canonical);
        if (!block.matches()) return Stored.as(NAMES.getOrDefault(canonical, canonical));
        String tower = block.group(1) == null ? "text_model" : "vision_model";
        return inBlock(tower + ".encoder.layers." + block.group(2) + ".", block.group(3));
    }

    private static Stored inBlock(String prefix, String part) {
        if (part.startsWith("attn.in_proj_")) {
            String kind = part.substring("attn.in_proj_".length());
            return Stored.stacked(Stream.of("q", "k", "v")
                    .map(letter -> prefix + "self_attn." + letter + "_proj." + kind)
                    .toList());
        }
        int dot = part.lastIndexOf('.');
        return Stored.as(prefix + PARTS_OF_A_BLOCK.get(part.substring(0, dot)) + part.substring(dot));
    }
}
