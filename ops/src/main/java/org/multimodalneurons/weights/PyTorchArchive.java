package org.multimodalneurons.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.multimodalneurons.WholeFile;
import org.multimodalneurons.weights.ZipDirectory.Entry;
import org.multimodalneurons.weights.ZipDirectory.Extent;

/**
 * A file of {@code torch.save} or {@code torch.jit.save}: a zip with a pickle that describes the tensors, and one entry
 * for each storage. It is read as data: nothing in it is run. All tensors are checked on opening against the storages
 * that they view.
 */
final class PyTorchArchive implements ElementFile {

    /** Far above what any checkpoint has, some 200 bytes a tensor. */
    private static final long LARGEST_PICKLE = 32 << 20;

    /**
     * Tensors may share numbers, as tied weights do, but not claim many times what the file holds: that is how a small
     * file would fill the memory.
     */
    private static final int MOST_SHARED = 4;

    private static final String PICKLE = "data.pkl";

    private final String source;
    private final Bytes bytes;
    private final ZipDirectory zip;
    private final String folder;
    private final Map<String, Extent> storages = new HashMap<>();
    private final Map<String, StridedView> views = new LinkedHashMap<>();
    private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();

    private PyTorchArchive(String source, Bytes bytes) throws IOException {
        this.source = source;
        this.bytes = bytes;
        zip = ZipDirectory.read(source, bytes);
        folder = folder();
        checkByteOrder();
        Object root = Pickle.read(source, window(entry(PICKLE), LARGEST_PICKLE));
        long claimed = 0;
        for (var found : StateDict.find(source, root).entrySet()) {
            StridedView view = view(found.getKey(), found.getValue());
            views.put(found.getKey(), view);
            tensors.put(found.getKey(), view.info());
            claimed += view.info().count() * view.info().dtype().bytes();
            if (claimed > MOST_SHARED * bytes.size())
                throw invalid("its tensors claim more than " + MOST_SHARED + " times the bytes of the file");
        }
    }

    /** Reads what is there; closes the bytes when it is refused. */
    static PyTorchArchive open(String source, Bytes bytes) throws IOException {
        try {
            return new PyTorchArchive(source, bytes);
        } catch (IOException | RuntimeException | Error e) {
            bytes.close();
            throw e;
        }
    }

    /** The folder that all of PyTorch's entries lie in, with its slash. */
    private String folder() {
        List<String> pickles = zip.entries().keySet().stream()
                .filter(name -> name.matches("([^/]+/)?" + PICKLE))
                .toList();
        if (pickles.isEmpty())
            throw invalid("a zip, but no " + PICKLE + " in it: not a PyTorch archive; found "
                    + Faults.some(List.copyOf(zip.entries().keySet())));
        if (pickles.size() > 1) throw invalid("a zip with several archives: " + Faults.some(pickles));
        return pickles.get(0).substring(0, pickles.get(0).length() - PICKLE.length());
    }

    private void checkByteOrder() throws IOException {
        Entry order = zip.entries().get(folder + "byteorder");
        if (order == null) return; // not told before PyTorch 2.1: little-endian
        String found = StandardCharsets.UTF_8
                .decode(window(order, Long.BYTES))
                .toString()
                .strip();
        if (!found.equals("little"))
            throw invalid("byte order " + found + ", expected little: save it again on a little-endian machine");
    }

    private Entry entry(String name) {
        Entry entry = zip.entries().get(folder + name);
        if (entry == null) throw invalid("the archive has no entry " + folder + name + ": damaged, fetch it again");
        return entry;
    }

    private ByteBuffer window(Entry entry, long largest) throws IOException {
        Extent extent = zip.extent(entry);
        if (extent.size() > largest)
            throw invalid(
                    "entry " + entry.name() + " has " + extent.size() + " bytes; at most " + largest + " are read");
        return bytes.window(extent.begin(), (int) extent.size());
    }

    private StridedView view(String name, Python.Tensor tensor) throws IOException {
        Python.Storage storage = tensor.storage();
        Extent extent = storages.get(storage.key());
        if (extent == null) {
            extent = zip.extent(entry("data/" + storage.key()));
            storages.put(storage.key(), extent);
        }
        long room = extent.size() / storage.dtype().bytes();
        if (storage.count() < 0 || storage.count() > room)
            throw invalid("tensor " + name + ": its storage data/" + storage.key() + " should have " + storage.count()
                    + " elements of " + storage.dtype() + ", found " + extent.size() + " bytes");
        var info = new TensorInfo(name, storage.dtype(), tensor.shape());
        var view = new StridedView(info, extent.begin(), tensor.offset(), tensor.strides());
        if (!view.fits(storage.count()))
            throw invalid("tensor " + name + ": shape " + TensorInfo.text(tensor.shape()) + " with strides "
                    + tensor.strides() + " from element " + tensor.offset() + " does not fit its storage data/"
                    + storage.key() + " of " + storage.count() + " elements");
        return view;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public void elements(String name, long from, int count, Consumer<ByteBuffer> take) {
        try {
            views.get(name).read(bytes, from, count, take);
        } catch (IOException e) {
            throw new InvalidModelException(source, "tensor " + name + " cannot be read: " + WholeFile.reason(e), e);
        }
    }

    @Override
    public void close() {
        try {
            bytes.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InvalidModelException invalid(String reason) {
        return new InvalidModelException(source, reason);
    }
}
