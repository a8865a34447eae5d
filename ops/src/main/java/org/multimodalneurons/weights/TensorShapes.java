package org.multimodalneurons.weights;

import java.util.LinkedHashMap;
import java.util.Map;

import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.weights.Architecture.ResNet;
import org.multimodalneurons.weights.Architecture.Text;
import org.multimodalneurons.weights.Architecture.ViT;

/** Writes down an architecture tensor by tensor, under open_clip's names. */
final class TensorShapes {

    private final Map<String, Shape> shapes = new LinkedHashMap<>();

    private TensorShapes() {}

    static Map<String, Shape> of(Architecture architecture) {
        var all = new TensorShapes();
        int embedding = architecture.embeddingSize();
        if (architecture.image() instanceof ResNet resnet) all.resNet(resnet, embedding);
        else if (architecture.image() instanceof ViT vit) all.viT(vit, embedding);
        all.text(architecture.text(), embedding);
        all.put("logit_scale");
        return all.shapes;
    }

    private void resNet(ResNet net, int embedding) {
        int half = net.width() / 2;
        convolution("visual.conv1", "visual.bn1", half, 3, 3);
        convolution("visual.conv2", "visual.bn2", half, half, 3);
        convolution("visual.conv3", "visual.bn3", net.width(), half, 3);
        int in = net.width();
        for (int stage = 0; stage < net.blocks().size(); stage++) {
            int planes = net.width() << stage;
            for (int block = 0; block < net.blocks().get(stage); block++) {
                bottleneck("visual.layer" + (stage + 1) + "." + block + ".", in, planes, block == 0);
                in = 4 * planes;
            }
        }
        long width = net.poolWidth();
        put("visual.attnpool.positional_embedding", (long) net.poolGrid() * net.poolGrid() + 1, width);
        linear("visual.attnpool.q_proj", width, width);
        linear("visual.attnpool.k_proj", width, width);
        linear("visual.attnpool.v_proj", width, width);
        linear("visual.attnpool.c_proj", embedding, width);
    }

    private void bottleneck(String prefix, int in, int planes, boolean first) {
        convolution(prefix + "conv1", prefix + "bn1", planes, in, 1);
        convolution(prefix + "conv2", prefix + "bn2", planes, planes, 3);
        convolution(prefix + "conv3", prefix + "bn3", 4 * planes, planes, 1);
        if (first) convolution(prefix + "downsample.0", prefix + "downsample.1", 4 * planes, in, 1);
    }

    private void viT(ViT vit, int embedding) {
        put("visual.conv1.weight", vit.width(), 3, vit.patchSize(), vit.patchSize());
        put("visual.class_embedding", vit.width());
        put("visual.positional_embedding", vit.tokens(), vit.width());
        norm("visual.ln_pre", vit.width());
        for (int block = 0; block < vit.layers(); block++)
            block("visual.transformer.resblocks." + block + ".", vit.width(), vit.mlpWidth());
        norm("visual.ln_post", vit.width());
        put("visual.proj", vit.width(), embedding);
    }

    private void text(Text text, int embedding) {
        put("token_embedding.weight", text.vocabularySize(), text.width());
        put("positional_embedding", text.contextLength(), text.width());
        for (int block = 0; block < text.layers(); block++)
            block("transformer.resblocks." + block + ".", text.width(), text.mlpWidth());
        norm("ln_final", text.width());
        put("text_projection", text.width(), embedding);
    }

    private void block(String prefix, int width, int mlp) {
        norm(prefix + "ln_1", width);
        put(prefix + "attn.in_proj_weight", 3L * width, width);
        put(prefix + "attn.in_proj_bias", 3L * width);
        linear(prefix + "attn.out_proj", width, width);
        norm(prefix + "ln_2", width);
        linear(prefix + "mlp.c_fc", mlp, width);
        linear(prefix + "mlp.c_proj", width, mlp);
    }

    private void convolution(String convolution, String norm, int out, int in, int kernel) {
        put(convolution + ".weight", out, in, kernel, kernel);
        norm(norm, out);
        put(norm + ".running_mean", out);
        put(norm + ".running_var", out);
    }

    private void norm(String name, long width) {
        put(name + ".weight", width);
        put(name + ".bias", width);
    }

    private void linear(String name, long out, long in) {
        put(name + ".weight", out, in);
        put(name + ".bias", out);
    }

    private void put(String name, long... shape) {
        shapes.put(name, new Shape(shape));
    }
}
