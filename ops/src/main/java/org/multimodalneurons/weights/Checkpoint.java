package org.multimodalneurons.weights;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import ai.djl.ndarray.types.Shape;

/**
 * A CLIP model on disk: the tensors of a file under open_clip's names, whatever the file calls them, and the
 * architecture that they fit. Opening one checks every name and shape; no weight is read before.
 */
public final class Checkpoint implements AutoCloseable {

    private final WeightFile file;
    private final Naming naming;
    private final ModelSettings settings;
    private final Architecture architecture;

    /**
     * Finds the architecture of a file and checks that all of its tensors fit.
     *
     * @param file the weights; closed with this checkpoint, and at once when they are refused
     * @param settings what lies beside the file
     * @throws InvalidModelException with one report of everything that is missing, ill-shaped or unexpected
     */
    public Checkpoint(WeightFile file, ModelSettings settings) {
        this(file, () -> settings);
    }

    private Checkpoint(WeightFile file, Supplier<ModelSettings> beside) {
        this.file = file;
        naming = Naming.of(file.tensors().keySet());
        try {
            ForeignArchitecture.refuse(file.source(), file.tensors().keySet());
            settings = beside.get();
            var inference = new Inference(this, settings);
            architecture = inference.architecture();
            checkTensors();
            inference.requireDecided();
        } catch (RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    /**
     * Opens a model on disk.
     *
     * @param fileOrFolder as for {@link WeightFile#open}; the model's settings are looked for beside the file
     * @throws InvalidModelException as the constructor does, and when there is no such file
     */
    public static Checkpoint open(Path fileOrFolder) {
        return open(fileOrFolder, Optional.empty());
    }

    /**
     * Opens a model on disk of which more is known than the file tells.
     *
     * @param fileOrFolder as for {@link #open(Path)}
     * @param activation of the MLPs where nothing beside the file says it, as a registry of models knows it
     * @throws InvalidModelException as the constructor does, and when there is no such file
     */
    public static Checkpoint open(Path fileOrFolder, Optional<Gelu> activation) {
        Path path = ModelFolder.weights(fileOrFolder);
        WeightFile file = WeightFile.open(path);
        boolean huggingFace = Naming.of(file.tensors().keySet()) instanceof HuggingFaceNames;
        return new Checkpoint(
                file, () -> ModelSettings.beside(path, huggingFace).orActivation(activation));
    }

    /** What stands for the file in messages. */
    public String source() {
        return file.source();
    }

    /** The sizes of the model. */
    public Architecture architecture() {
        return architecture;
    }

    /** What lies beside the file. */
    public ModelSettings settings() {
        return settings;
    }

    /**
     * Reads a part of a tensor, as it is: whether it is finite is for {@link #requireFinite} to say.
     *
     * @param name open_clip's name
     * @param from index of the first element, in row-major order
     * @param into filled from its position to its limit
     * @throws InvalidModelException when the file cannot be read
     */
    public void read(String name, long from, FloatBuffer into) {
        naming.stored(name).read(file, from, into);
    }

    /**
     * Reads a tensor.
     *
     * @param name open_clip's name
     * @return its elements in row-major order, all finite
     * @throws InvalidModelException when it holds NaN or infinity
     */
    public float[] floats(String name) {
        float[] values = naming.stored(name).floats(file);
        for (int i = 0; i < values.length; i++) if (!Float.isFinite(values[i])) throw notFinite(name, values, i);
        return values;
    }

    /**
     * Checks what was read of a tensor.
     *
     * @param name open_clip's name
     * @param values from their position to their limit
     * @throws InvalidModelException when NaN or infinity is among them
     */
    public void requireFinite(String name, FloatBuffer values) {
        if (!Finite.all(values)) floats(name); // which finds where and how many
    }

    /** The shape of a tensor by open_clip's name, as far as the file has it. */
    Optional<Shape> shape(String name) {
        Stored stored = naming.stored(name);
        return Optional.ofNullable(file.tensors().get(stored.names().get(0)))
                .map(info -> stored.fromFile(info.shape()));
    }

    Map<String, TensorInfo> tensorsInFile() {
        return file.tensors();
    }

    String nameInFile(String name) {
        return String.join(", ", naming.stored(name).names());
    }

    private void checkTensors() {
        List<String> faults = new ArrayList<>();
        Set<String> known = new HashSet<>();
        architecture.tensors().forEach((name, shape) -> {
            Stored stored = naming.stored(name);
            known.addAll(stored.names());
            for (String part : stored.names()) check(part, stored.inFile(shape), faults);
        });
        for (String name : file.tensors().keySet())
            if (!known.contains(name) && !Naming.isIgnored(name))
                faults.add("unexpected: " + name + " "
                        + TensorInfo.text(file.tensors().get(name).shape()));
        if (!faults.isEmpty())
            throw new InvalidModelException(
                    source(),
                    "does not fit the architecture inferred (" + architecture.describe() + "; names of "
                            + naming.describe() + "), " + faults.size() + " tensors:" + Faults.lines(faults));
    }

    private void check(String name, Shape expected, List<String> faults) {
        TensorInfo found = file.tensors().get(name);
        if (found == null) faults.add("missing: " + name + ", expected shape " + TensorInfo.text(expected));
        else if (!sameShape(found.shape(), expected))
            faults.add(name + ": found shape " + TensorInfo.text(found.shape()) + ", expected "
                    + TensorInfo.text(expected));
        else if (!found.dtype().isFloating())
            faults.add(name + ": found " + found.dtype() + ", expected floating-point numbers");
    }

    /** Equal, or both of a single number, which some files keep with an axis and some without. */
    private static boolean sameShape(Shape found, Shape expected) {
        return found.equals(expected) || (expected.isScalar() && found.size() == 1);
    }

    private InvalidModelException notFinite(String name, float[] values, int first) {
        int count = 0;
        for (float value : values) if (!Float.isFinite(value)) count++;
        String what = Float.isNaN(values[first]) ? "NaN" : "infinity";
        return new InvalidModelException(
                source(),
                "tensor " + nameInFile(name) + " holds " + what + " (" + count + " of " + values.length
                        + " numbers are not finite, the first at index " + first
                        + "): the weights are damaged, fetch or export them again");
    }

    @Override
    public void close() {
        file.close();
    }
}
