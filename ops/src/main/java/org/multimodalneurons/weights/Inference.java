package org.multimodalneurons.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final Set<String> undecided = new LinkedHashSet<>();

    Inference(Checkpoint weights, ModelSettings settings) {
        this.weights = weights;
        this.settings = settings;
    }

    /** The architecture; throws {@link InvalidModelException} when none that is read can be meant. */
    Architecture architecture() {
        boolean resNet = weights.shape("visual.layer1.0.conv1.weight").isPresent();
        Architecture.Image image = resNet ? resNet() : viT();
        var found = new Architecture(image, text(), embeddingSize(resNet));
        if (!missing.isEmpty())
            throw new InvalidModelException(
                    weights.source(),
                    "the architecture cannot be inferred; " + missing.size() + " tensors are missing or ill-shaped:"
                            + Faults.lines(missing));
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
        if (!resNet && !weights.tensorsInFile().containsKey("input_resolution"))
            undecided.add(
                    "the tensors do not tell whether this vision transformer was trained with GELU or QuickGELU, and"
                            + " a wrong choice gives wrong results");
        return Gelu.QUICK;
    }

    private int heads(int width, int headWidth) {
        if (width % headWidth != 0)
            undecided.add(
                    "the number of attention heads is unknown: width " + width + " is no multiple of " + headWidth);
        return Math.max(1, width / headWidth);
    }

    /**
     * Asked once all tensors are known to fit: throws {@link InvalidModelException} when what they do not tell is told
     * nowhere else.
     */
    void requireDecided() {
        if (!undecided.isEmpty())
            throw new InvalidModelException(
                    weights.source(),
                    String.join("; ", undecided)
                            + ". Put the model's open_clip_config.json or config.json beside the file");
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
        List<String> contradictions = new ArrayList<>();
        settings.sizes().forEach((what, claimed) -> {
            Object inTensors = sizes.getOrDefault(what, claimed);
            if (!claimed.equals(inTensors))
                contradictions.add(what + " " + claimed + ", but the tensors " + inTensors + remark(what));
        });
        settings.imageHeads().ifPresent(heads -> checkHeads("image", heads, imageWidth(found.image()), contradictions));
        settings.textHeads()
                .ifPresent(heads -> checkHeads("text", heads, found.text().width(), contradictions));
        if (!contradictions.isEmpty())
            throw new InvalidModelException(
                    weights.source(),
                    settings.source() + " belongs to another model; it says:" + Faults.lines(contradictions));
    }

    private static String remark(String what) {
        return what.equals("image size")
                ? " (positions are not interpolated to another size: use the configuration or the weights of one size)"
                : "";
    }

    private static void checkHeads(String tower, int heads, int width, List<String> contradictions) {
        if (heads < 1 || width % heads != 0)
            contradictions.add(heads + " attention heads do not divide the " + tower + " tower's width " + width);
    }

    private static int imageWidth(Architecture.Image image) {
        return image instanceof ViT vit ? vit.width() : ((ResNet) image).poolWidth();
    }

    private static Map<String, Object> sizes(Architecture found) {
        Map<String, Object> sizes = new LinkedHashMap<>();
        sizes.put("embedding size", found.embeddingSize());
        sizes.put("image size", found.image().imageSize());
        sizes.put("preprocessing size", found.image().imageSize());
        if (found.image() instanceof ResNet resNet) {
            sizes.put("image width", resNet.width());
            sizes.put("image layers", resNet.blocks());
        } else if (found.image() instanceof ViT vit) {
            sizes.put("image width", vit.width());
            sizes.put("image layers", List.of(vit.layers()));
            sizes.put("patch size", vit.patchSize());
            sizes.put("image MLP width", vit.mlpWidth());
        }
        sizes.put("text width", found.text().width());
        sizes.put("text layers", found.text().layers());
        sizes.put("text MLP width", found.text().mlpWidth());
        sizes.put("context length", found.text().contextLength());
        sizes.put("vocabulary size", found.text().vocabularySize());
        return sizes;
    }
}
