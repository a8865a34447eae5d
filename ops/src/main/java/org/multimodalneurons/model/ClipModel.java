package org.multimodalneurons.model;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import ai.djl.ndarray.NDManager;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.CropRounding;
import org.multimodalneurons.image.Preprocessing;
import org.multimodalneurons.text.ClipTokenizer;
import org.multimodalneurons.weights.Architecture;
import org.multimodalneurons.weights.Architecture.ResNet;
import org.multimodalneurons.weights.Architecture.ViT;
import org.multimodalneurons.weights.Checkpoint;
import org.multimodalneurons.weights.Gelu;
import org.multimodalneurons.weights.InvalidModelException;
import org.multimodalneurons.weights.ModelSettings;
import org.multimodalneurons.weights.ModelSettings.PixelSettings;

/**
 * A CLIP model: an image and a text encoder of one embedding space. Its weights are frozen and live outside the Java
 * heap until it is closed; it is thread-safe.
 */
public final class ClipModel implements AutoCloseable {

    private final String name;
    private final Optional<Path> source;
    private final Architecture architecture;
    private final ModelSettings settings;
    private final NDManager manager;
    private final Weights weights;
    private final ImageEncoder image;
    private final TextEncoder text;
    private final float logitScale;
    private final Optional<Vocabulary> vocabulary;
    private final Preprocessing preprocessing;
    private final String identity;
    private final Precision precision;
    private boolean closed;
    private Optional<ClipTokenizer> tokenizer = Optional.empty(); // read when words are first asked for

    ClipModel(
            String name,
            Optional<Path> source,
            Checkpoint checkpoint,
            Optional<Vocabulary> vocabulary,
            Precision precision) {
        this.precision = precision;
        this.name = name;
        this.source = source;
        this.vocabulary = vocabulary;
        architecture = checkpoint.architecture();
        settings = checkpoint.settings();
        preprocessing = preprocessing(architecture.image().imageSize(), settings.pixels());
        manager = PyTorch.newManager();
        try {
            var digest = new WeightDigest(architecture);
            weights = WeightLoader.load(checkpoint, manager, digest);
            identity = name + " " + digest + (precision == Precision.FULL ? "" : " 8 bit");
            Weights visual = weights.below("visual.");
            ImageEncoder tower = architecture.image() instanceof ViT vit
                    ? new VisionTransformer(vit, visual)
                    : new ModifiedResNet((ResNet) architecture.image(), visual);
            CompiledTowers compiled = compiled();
            image = new FastImageEncoder(tower, compiled);
            text = new FastTextEncoder(new TextTransformer(architecture.text(), weights), compiled);
            logitScale = (float) Math.exp(checkpoint.floats("logit_scale")[0]);
        } catch (RuntimeException | Error e) {
            manager.close();
            throw Memory.explained("open model " + name + ", whose weights take " + weightMegabytes() + " MB", e);
        }
    }

    private CompiledTowers compiled() {
        Kernels kernels = Calibration.here().kernels();
        if (precision == Precision.FULL) return new CompiledTowers(architecture, weights, manager, kernels);
        CompiledTowers reduced =
                Reduction.guarded(() -> new CompiledTowers(architecture, weights, manager, kernels.at(precision)));
        try (NDManager scratch = manager.newSubManager()) {
            var full = new CompiledTowers(architecture, weights, scratch, kernels);
            new ReductionLoss(architecture, scratch).check(name, full, reduced);
        }
        return reduced;
    }

    /**
     * Opens a model on disk.
     *
     * @param fileOrFolder a safetensors file or PyTorch archive with the names of open_clip, OpenAI or Hugging Face, or the
     *     folder that holds one; {@code open_clip_config.json} or {@code config.json} beside it is read too
     * @throws InvalidModelException when it is damaged, or not a CLIP model that is read
     */
    public static ClipModel open(Path fileOrFolder) {
        return open(fileOrFolder, Optional.empty());
    }

    /**
     * Opens a model on disk of which more is known than its files tell.
     *
     * @param fileOrFolder as for {@link #open(Path)}
     * @param activation of the MLPs where no configuration says it, as a registry of models knows it
     * @throws InvalidModelException as {@link #open(Path)} does
     */
    public static ClipModel open(Path fileOrFolder, Optional<Gelu> activation) {
        return open(fileOrFolder, activation, Precision.FULL);
    }

    /**
     * Opens a model on disk, to compute with fewer bits.
     *
     * @param fileOrFolder as for {@link #open(Path)}
     * @param activation as for {@link #open(Path, Optional)}
     * @param precision of the embeddings
     * @throws InvalidModelException as {@link #open(Path)} does
     * @throws UserException when embeddings of this model on this machine are too far from those at full precision, or
     *     this build of PyTorch cannot compute so
     */
    public static ClipModel open(Path fileOrFolder, Optional<Gelu> activation, Precision precision) {
        CompletableFuture<Void> engine = CompletableFuture.runAsync(
                () -> PyTorch.newManager().close()); // loads the libraries while the file is looked at
        try (Checkpoint checkpoint = Checkpoint.open(fileOrFolder, activation)) {
            Background.join(engine);
            return new ClipModel(
                    nameOf(fileOrFolder), Optional.of(fileOrFolder), checkpoint, Optional.empty(), precision);
        }
    }

    /**
     * The model that ships inside.
     *
     * @throws UserException when this build has none
     */
    public static ClipModel embedded() {
        return EmbeddedModel.open();
    }

    /** Its own name or, where that is the one that hubs give to all weights, its folder's. */
    private static String nameOf(Path fileOrFolder) {
        Path path = fileOrFolder.toAbsolutePath().normalize();
        String last = String.valueOf(path.getFileName());
        boolean usual = last.matches("(open_clip_)?(pytorch_)?model\\.(safetensors|bin)(\\.index\\.json)?");
        return usual && path.getParent() != null
                ? String.valueOf(path.getParent().getFileName())
                : last;
    }

    private long weightMegabytes() {
        return (architecture.parameterCount() * Float.BYTES) >> 20;
    }

    private static Preprocessing preprocessing(int size, PixelSettings pixels) {
        CropRounding rounding =
                pixels.crop() == PixelSettings.Crop.TORCHVISION ? CropRounding.HALF_EVEN : CropRounding.DOWN;
        return new Preprocessing(
                size, pixels.mean(), pixels.deviation(), pixels.resize(), pixels.interpolation(), rounding);
    }

    /** What a person calls it: the name of its file or folder, or {@code embedded}. */
    public String name() {
        return name;
    }

    /**
     * Tells it from every other model: the name, a digest of the sizes and weights, and the precision if it is not full;
     * the same on all machines. Only what models of equal identity embed can be compared.
     */
    public String identity() {
        return identity;
    }

    /** How many bits its embeddings are computed with. */
    public Precision precision() {
        return precision;
    }

    /** Where it was opened from; empty for the embedded one. */
    public Optional<Path> source() {
        return source;
    }

    /** The sizes of both towers. */
    public Architecture architecture() {
        return architecture;
    }

    /** What its configuration says. */
    public ModelSettings settings() {
        return settings;
    }

    /** The image tower. */
    public ImageEncoder image() {
        return image;
    }

    /** The text tower. */
    public TextEncoder text() {
        return text;
    }

    /** How pictures become the image tower's pixels. */
    public Preprocessing preprocessing() {
        return preprocessing;
    }

    /**
     * The text tower's tokenizer. It belongs to the model and closes with it.
     *
     * @throws UserException when the text tower was made for other tokens than CLIP's and brings none of its own,
     *     or the model is closed
     */
    public synchronized ClipTokenizer tokenizer() {
        if (closed) throw new UserException("Model " + name + " was closed and reads no more text. Open it again.");
        if (tokenizer.isEmpty()) tokenizer = Optional.of(Tokenizers.fitting(name, text, source));
        return tokenizer.get();
    }

    /** The factor, at most about 100, on cosines before a softmax over texts gives probabilities. */
    public float logitScale() {
        return logitScale;
    }

    /** Trained parameters of both towers. */
    public long parameterCount() {
        return architecture.parameterCount();
    }

    /** The words that the model knows, where that is known: for the embedded one. */
    public Optional<Vocabulary> vocabulary() {
        return vocabulary;
    }

    /**
     * Whether this machine has memory to keep a model's weights in a second order, the processor's favourite, for many
     * pictures or texts to be embedded.
     *
     * @param weights bytes of both towers' weights
     */
    public static boolean keepsPackedWeights(long weights) {
        return Packing.fits(weights);
    }

    /** Both towers' tensors by open_clip's names. */
    Weights weights() {
        return weights;
    }

    /** A manager for the caller's tensors; the caller closes it, and at the latest it closes with the model. */
    public NDManager newManager() {
        return manager.newSubManager();
    }

    /** Frees the weights; encoders must not be used any more. */
    @Override
    public synchronized void close() {
        closed = true;
        tokenizer.ifPresent(ClipTokenizer::close);
        tokenizer = Optional.empty();
        manager.close();
    }
}
