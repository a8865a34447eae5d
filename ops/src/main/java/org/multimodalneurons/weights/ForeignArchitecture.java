package org.multimodalneurons.weights;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Models that are relatives of CLIP, or not CLIP at all, known by the names of their tensors. The names are those of the
 * modules in the code that writes such files:
 *
 * <ul>
 *   <li>MobileCLIP of Apple: apple/ml-mobileclip, mobileclip/clip.py ({@code image_encoder}, {@code text_encoder})
 *   <li>EVA-CLIP: baaivision/EVA, EVA-CLIP/rei/eva_clip/eva_vit_model.py ({@code patch_embed}, {@code blocks})
 *   <li>BERT, RoBERTa, mT5, NLLB under {@code text.transformer}: mlfoundations/open_clip, src/open_clip/hf_model.py, which
 *       keeps of encoder-decoders the encoder, in older versions and with a configuration given all of the model
 *   <li>Chinese CLIP: OFA-Sys/Chinese-CLIP, cn_clip/clip/model.py ({@code bert})
 *   <li>Long-CLIP: beichenzbc/Long-CLIP, model/model_longclip.py ({@code positional_embedding_res})
 *   <li>CLIPSeg: timojl/clipseg, models/clipseg.py ({@code film_mul}); under {@code decoder} in Hugging Face transformers
 *   <li>X-CLIP: Hugging Face transformers, models/x_clip/modeling_x_clip.py ({@code mit}, {@code prompts_visual_})
 * </ul>
 */
final class ForeignArchitecture {

    private static final List<String> LOOKED_FOR =
            List.of("visual.conv1.weight", "vision_model.embeddings.patch_embedding.weight");

    /** A pattern that a name begins with, and what a model with such a tensor is; the first that is found says it. */
    private record Sign(Pattern name, String what) {
        static Sign of(String regex, String what) {
            return new Sign(Pattern.compile(regex), what);
        }

        boolean isIn(Set<String> names) {
            return names.stream().anyMatch(each -> name.matcher(each).lookingAt());
        }
    }

    private static final List<Sign> SIGNS = List.of(
            Sign.of(
                    "base_model\\.model\\.|.*\\.lora_(A|down)\\.",
                    "it is a LoRA adapter without the model that it adapts"),
            Sign.of("(visual\\.)?logit_bias$", "it is a SigLIP model (logit_bias)"),
            Sign.of("vision_model\\.head\\.|text_model\\.head\\.", "it is a SigLIP model (attention-pooled head)"),
            Sign.of("text_decoder\\.", "it is a CoCa model (text_decoder.*)"),
            Sign.of("visual\\.trunk\\.attn_pool\\.", timm("a SigLIP or Perception Encoder")),
            Sign.of("visual\\.trunk\\.blocks\\.0\\.(mlp\\.fc1_g|attn\\.q_proj|attn\\.q_bias)", timm("an EVA")),
            Sign.of("visual\\.trunk\\.stages\\.0\\.blocks\\.0\\.conv_dw", timm("a ConvNeXt")),
            Sign.of("visual\\.trunk\\.patch_embed\\.backbone\\.stem", timm("a ViTamin")),
            Sign.of("visual\\.trunk\\.patch_embed\\.backbone", timm("a MobileCLIP")),
            Sign.of("visual\\.trunk\\.stem\\.0\\.(conv_kxk|reparam_conv)", timm("a FastViT of MobileCLIP")),
            Sign.of("visual\\.trunk\\.", timm("not CLIP's")),
            Sign.of("image_encoder\\.model\\.", "it is a MobileCLIP in Apple's own format (image_encoder.*)"),
            Sign.of("visual\\.(patch_embed|blocks)\\.", "it is an EVA-CLIP in its own format (visual.blocks.*)"),
            Sign.of(
                    "vision_model\\.(blocks|patch_embed)\\.",
                    "its image tower is built as timm's are, such as an EVA (vision_model.blocks.*)"),
            Sign.of("visual\\.attn_pool\\.", "its image tower ends in an attentional pooler"),
            Sign.of(
                    "text\\.transformer\\.(encoder\\.)?block\\.",
                    "its text tower is an mT5 (text.transformer.block.*)"),
            Sign.of(
                    "text\\.transformer\\.(encoder\\.)?layers\\.",
                    "its text tower is an NLLB (text.transformer.layers.*)"),
            Sign.of(
                    "text\\.transformer\\.(embeddings|encoder|pooler)\\.",
                    "its text tower is a BERT, RoBERTa or XLM-RoBERTa (text.transformer.embeddings.*)"),
            Sign.of(
                    "text_model\\.(encoder\\.layer|embeddings\\.word_embeddings|roberta)\\.",
                    "its text tower is a BERT, as in Chinese CLIP and AltCLIP (text_model.encoder.layer.*)"),
            Sign.of("bert\\.", "its text tower is a BERT, as in the first Chinese CLIP (bert.*)"),
            Sign.of("text\\.blocks\\.", "its text tower is open_clip's modern one (text.blocks.*)"),
            Sign.of("text\\.cls_emb$|cls_emb$", "its text tower reads a class token (cls_emb), as in CoCa"),
            Sign.of(
                    "text\\.text_projection\\.(weight|bias)$",
                    "its text projection has a bias or another form, as in SigLIP (text.text_projection.weight)"),
            Sign.of("positional_embedding_res$", "it is a Long-CLIP model (positional_embedding_res)"),
            Sign.of("(decoder\\.)?film_mul\\.", "it is a CLIPSeg model (film_mul)"),
            Sign.of("owl(vit|v2)\\.", "it is an OWL-ViT detector (owlvit.*)"),
            Sign.of("mit\\.|prompts_visual_", "it is an X-CLIP for videos (mit.*)"),
            Sign.of(".*\\.ls_1\\.gamma$", "its blocks are scaled layer by layer (ls_1.gamma)"),
            Sign.of(".*\\.attn\\.(ln_q|ln_k|logit_scale|q_norm)", "its attention is normalised (attn.ln_q)"));

    private ForeignArchitecture() {}

    /** Throws one sentence on what the file is instead; returns when it may be a CLIP model. */
    static void refuse(String source, Set<String> names) {
        Optional<String> what =
                SIGNS.stream().filter(sign -> sign.isIn(names)).map(Sign::what).findFirst();
        if (what.isPresent()) throw refused(source, what.get());
        if (names.contains("visual.conv1.weight") && has(names, "visual.transformer.") && !has(names, "visual.ln_pre."))
            throw refused(
                    source, "its image tower has no normalisation before its blocks, as in CLIPA (no visual.ln_pre)");
        boolean image = LOOKED_FOR.stream().anyMatch(names::contains);
        if (image && has(names, "vision_model.") && !has(names, "text_model."))
            throw refused(source, "it is the image tower alone (vision_model.*)");
        if (!image && has(names, "text_model.") && !has(names, "vision_model."))
            throw refused(source, "it is the text tower alone (text_model.*)");
        if (!image) throw unknown(source, names);
    }

    private static String timm(String which) {
        return "its image tower is a timm trunk, " + which + " (visual.trunk.*)";
    }

    private static InvalidModelException unknown(String source, Set<String> names) {
        return new InvalidModelException(
                source,
                "not a CLIP checkpoint: looked for " + String.join(" or ", LOOKED_FOR) + ", found " + names.size()
                        + " tensors"
                        + (names.isEmpty()
                                ? ""
                                : " such as "
                                        + String.join(
                                                ", ", names.stream().limit(3).toList())));
    }

    private static InvalidModelException refused(String source, String what) {
        return new InvalidModelException(
                source, what + ", which is not read; read are CLIP's ResNets and vision transformers with CLIP's text");
    }

    private static boolean has(Set<String> names, String prefix) {
        return names.stream().anyMatch(name -> name.startsWith(prefix));
    }
}
