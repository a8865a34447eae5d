package org.multimodalneurons.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;

/**
 * A TorchScript module made from source text. PyTorch runs a method of it in one call, with operations that DJL does not
 * offer one by one, and frees each tensor after its last use. Results cannot be differentiated. Thread-safe.
 *
 * <p>The module lives as long as the manager that it was loaded with.
 */
final class TorchScript {

    private static final byte[] EMPTY_TUPLE = {(byte) 0x80, 2, ')', '.'};

    private final PtSymbolBlock module;

    private TorchScript(PtSymbolBlock module) {
        this.module = module;
    }

    /**
     * Compiles.
     *
     * @param manager owns the module
     * @param type the class in {@code __torch__} whose methods are to be called; it has no state
     * @param files source text by the name of the module in {@code __torch__}; empty for {@code __torch__} itself
     * @throws ai.djl.engine.EngineException when the source asks for what this build of PyTorch lacks
     */
    static TorchScript load(NDManager manager, String type, Map<String, String> files) {
        try {
            var archive = new ByteArrayInputStream(archive(type, files));
            return new TorchScript(JniUtils.loadModule((PtNDManager) manager, archive, false, false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Source text among the resources.
     *
     * @param name of the file, without its ending
     */
    static String source(String name) {
        try (InputStream in = TorchScript.class.getResourceAsStream("inference/" + name + ".py")) {
            if (in == null) throw new IllegalStateException("inference/" + name + ".py is missing from the jar");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs a method that gives no tensor.
     *
     * @param owner of the result
     * @param method its name
     * @param arguments without {@code self}; the caller's to close
     */
    IValue call(NDManager owner, String method, IValue... arguments) {
        IValue result = IValueUtils.runMethod(module, method, arguments);
        ((PtNDManager) owner).attachInternal(result.getUid(), result); // or its tensors would outlive the owner
        return result;
    }

    /**
     * Runs a method.
     *
     * @param owner of the result
     * @param method its name
     * @param arguments without {@code self}; the caller's to close
     */
    NDArray run(NDManager owner, String method, IValue... arguments) {
        try (IValue result = IValueUtils.runMethod(module, method, arguments)) {
            return result.toTensor((PtNDManager) owner);
        }
    }

    /** What {@code torch.jit.save} would write: a zip of uncompressed entries. */
    private static byte[] archive(String type, Map<String, String> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            put(zip, "data.pkl", pickled(type));
            for (Map.Entry<String, String> file : files.entrySet()) {
                String name = file.getKey().isEmpty() ? "__torch__.py" : "__torch__/" + file.getKey() + ".py";
                put(zip, "code/" + name, file.getValue().getBytes(StandardCharsets.UTF_8));
            }
            put(zip, "constants.pkl", EMPTY_TUPLE);
            put(zip, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        var sum = new CRC32();
        sum.update(content);
        var entry = new ZipEntry("archive/" + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** An object of that class in Python's pickle format, protocol 2: its only attribute says that it is not training. */
    private static byte[] pickled(String type) {
        byte[] global = ("c__torch__\n" + type + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] attribute = "training".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer pickle = ByteBuffer.allocate(64 + global.length).order(ByteOrder.LITTLE_ENDIAN);
        pickle.put((byte) 0x80).put((byte) 2).put(global).put(ascii(")\u0081}(X"));
        pickle.putInt(attribute.length).put(attribute).put(ascii("\u0089ub."));
        byte[] written = new byte[pickle.position()];
        pickle.flip().get(written);
        return written;
    }

    private static byte[] ascii(String opcodes) {
        return opcodes.getBytes(StandardCharsets.ISO_8859_1);
    }
}
