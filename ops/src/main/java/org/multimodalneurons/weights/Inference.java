package org.multimodalneurons.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.weights.Architecture.ResNet;
import org.multimodalneurons.weights.Architecture.Text;
import org.multimodalneurons.weights.Architecture.ViT;

/**
 * Reads a model's sizes off the shapes of its tensors. Two things are not in the shapes: the number of heads and the
 * activation. They come from the settings beside the file; without them
 * <ul>
 *   <li>heads are 64 wide, except in the published vision transformers of width 1280, 1408 and 1664 (80, 88 and 104
 *       wide; their text towers keep 64);
 *   <li>the activation is QuickGELU for ResNets, all of which were published with it, and for files with OpenAI's
 *       {@code input_resolution}; any other vision transformer is refused, since both kinds exist.
 * </ul>
 */
final class Inference {

    private static final int HEAD_WIDTH = 64;
    private static final Map<Integer, Integer> PUBLISHED_IMAGE_HEAD_WIDTHS = Map.of(1280, 80, 1408, 88, 1664, 104);

    private final Checkpoint weights;
    private final ModelSettings settings;
    private final List<String> missing = new ArrayList<>();

    Inference(Checkpoint weights, ModelSettings settings) {
        this.weights = weights;
        this.settings = settings;
    }

    /** The architecture; throws {@link InvalidModelException} when none that is read can be meant. */
    Architecture architecture() {
        ForeignArchitecture.refuse(weights.source(), weights.tensorsInFile().keySet());
        boolean resNet = weights.shape("visual.layer1.0.conv1.weight").isPresent();
        Architecture.Image image = resNet ? resNet() : viT();
        var found = new Architecture(image, text(), embeddingSize(resNet));
        if (!missing.isEmpty())
            throw new InvalidModelException(
                    weights.source(),
                    "the architecture cannot be inferred; " + missing.size() + " tensors are missing or ill-shaped:\n  "
                            + String.join("\n  ", missing));
        crossCheck(found);
        return found;
    }

    private int embeddingSize(boolean resNet) {
        return resNet ? size("visual.attnpool.c_proj.weight", 0, 2) : size("visual.proj", 1, 2);
    }

    private ResNet resNet() {
        int width = size("visual.layer1.0.conv1.weight", 0, 4);
        List<Integer> blocks = IntStream.rangeClosed(1, 4)
                .map(stage -> count("visual.layer" + stage + ".", ".conv1.weight", ".conv2.weight", ".conv3.weight"))
                .boxed()
                .toList();
        int grid = grid("visual.attnpool.positional_embedding");
        return new ResNet(width, blocks, 32 * grid, settings.imageHeads().orElse(Math.max(1, 32 * width / HEAD_WIDTH)));
    }

    private ViT viT() {
        int width = size("visual.conv1.weight", 0, 4);
        int patch = size("visual.conv1.weight", 3, 4);
        int layers = blocks("visual.transformer.resblocks.");
        int mlp = size("visual.transformer.resblocks.0.mlp.c_fc.weight", 0, 2);
        int image = patch * grid("visual.positional_embedding");
        return new ViT(
                width,
                layers,
                settings.imageHeads()
                        .orElseGet(() -> heads(width, PUBLISHED_IMAGE_HEAD_WIDTHS.getOrDefault(width, HEAD_WIDTH))),
                mlp,
                patch,
                image,
                settings.imageActivation().orElseGet(this::undocumentedActivation));
    }

    private Text text() {
        int vocabulary = size("token_embedding.weight", 0, 2);
        int width = size("token_embedding.weight", 1, 2);
        int context = size("positional_embedding", 0, 2);
        int layers = blocks("transformer.resblocks.");
        int mlp = size("transformer.resblocks.0.mlp.c_fc.weight", 0, 2);
        int heads = settings.textHeads().orElseGet(() -> heads(width, HEAD_WIDTH));
        return new Text(
                width,
                layers,
                heads,
                mlp,
                context,
                vocabulary,
                settings.textActivation().orElseGet(this::undocumentedActivation));
    }

    private Gelu undocumentedActivation() {
        boolean resNet = weights.shape("visual.layer1.0.conv1.weight").isPresent();
        if (resNet || weights.tensorsInFile().containsKey("input_resolution")) return Gelu.QUICK;
        throw new InvalidModelException(
                weights.source(),
                "the tensors do not tell whether this vision transformer was trained with GELU or QuickGELU, and a"
                        + " wrong choice gives wrong results; put the model's open_clip_config.json or config.json"
                        + " beside the file");
    }

    private int heads(int width, int headWidth) {
        if (width % headWidth == 0) return width / headWidth;
        throw new InvalidModelException(
                weights.source(),
                "the number of attention heads is unknown: width " + width + " is no multiple of " + headWidth
                        + "; put the model's open_clip_config.json or config.json beside the file");
    }

    private int blocks(String prefix) {
        return count(prefix, ".ln_1.weight", ".ln_2.weight", ".attn.in_proj_weight", ".mlp.c_fc.weight");
    }

    /** How many blocks there are, counting those of which any of the tensors is there. */
    private int count(String prefix, String... tensors) {
        int count = 0;
        while (hasAny(prefix + count, tensors)) count++;
        if (count == 0) missing.add("missing: " + weights.nameInFile(prefix + 0 + tensors[0]));
        return count;
    }

    private boolean hasAny(String prefix, String... tensors) {
        for (String tensor : tensors) if (weights.shape(prefix + tensor).isPresent()) return true;
        return false;
    }

    private int grid(String positions) {
        int tokens = size(positions, 0, 2);
        int grid = (int) Math.round(Math.sqrt(tokens - 1.0));
        if (tokens > 0 && (grid == 0 || grid * grid != tokens - 1))
            missing.add(weights.nameInFile(positions) + ": found " + tokens
                    + " positions, expected one more than a square; only square images are read");
        return grid;
    }

    private int size(String name, int axis, int axes) {
        Shape shape = weights.shape(name).orElse(null);
        if (shape == null) {
            missing.add("missing: " + weights.nameInFile(name));
            return 0;
        }
        if (shape.dimension() != axes || shape.get(axis) < 1 || shape.get(axis) > Integer.MAX_VALUE) {
            missing.add(weights.nameInFile(name) + ": found shape " + TensorInfo.text(shape) + ", expected " + axes
                    + " axes");
            return 0;
        }
        return (int) shape.get(axis);
    }

    private void crossCheck(Architecture found) {
        Map<String, Object> sizes = sizes(found);
        List<String> contradictions = settings.sizes().entrySet().stream()
                .filter(claim -> sizes.containsKey(claim.getKey()))
                .filter(claim -> !claim.getValue().equals(sizes.get(claim.getKey())))
                .map(claim ->
                        claim.getKey() + " " + claim.getValue() + ", but the tensors " + sizes.get(claim.getKey()))
                .toList();
        if (!contradictions.isEmpty())
            throw new InvalidModelException(
                    weights.source(),
                    settings.source() + " belongs to another model; it says " + String.join("; ", contradictions));
        checkHeads("image", imageHeads(found.image()), imageWidth(found.image()));
        checkHeads("text", found.text().heads(), found.text().width());
    }

    private void checkHeads(String tower, int heads, int width) {
        if (heads < 1 || width % heads != 0)
            throw new InvalidModelException(
                    weights.source(),
                    settings.source() + ": " + heads + " attention heads do not divide the " + tower + " tower's width "
                            + width);
    }

    private static int imageHeads(Architecture.Image image) {
        return image instanceof ViT vit ? vit.heads() : ((ResNet) image).heads();
    }

    private static int imageWidth(Architecture.Image image) {
        return image instanceof ViT vit ? vit.width() : ((ResNet) image).poolWidth();
    }

    private static Map<String, Object> sizes(Architecture found) {
        Map<String, Object> sizes = new LinkedHashMap<>();
        sizes.put("embedding size", found.embeddingSize());
        sizes.put("image size", found.image().imageSize());
        if (found.image() instanceof ResNet resNet) {
            sizes.put("image width", resNet.width());
            sizes.put("image layers", resNet.blocks());
        } else if (found.image() instanceof ViT vit) {
            sizes.put("image width", vit.width());
            sizes.put("image layers", List.of(vit.layers()));
            sizes.put("patch size", vit.patchSize());
        }
        sizes.put("text width", found.text().width());
        sizes.put("text layers", found.text().layers());
        sizes.put("context length", found.text().contextLength());
        sizes.put("vocabulary size", found.text().vocabularySize());
        return sizes;
    }
}
