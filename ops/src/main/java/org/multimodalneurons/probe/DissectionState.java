package org.multimodalneurons.probe;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;

/**
 * How far a {@link Dissection} is: the images that excite each unit most so far, and the embeddings of those. It can be
 * written to a file, which is replaced as a whole, and read again.
 */
final class DissectionState {

    private static final int MAGIC = 0x4D4E4432; // MND2
    private static final int FEW = 4096;

    private final TopImages top;
    private final Map<Integer, float[]> embeddings = new HashMap<>();
    private final SortedMap<Integer, String> passedOver = new TreeMap<>();
    private int position;

    DissectionState(TopImages top) {
        this.top = top;
    }

    /** Adds an image that could be read, by its place among all. */
    void add(int image, float[] response, float[] embedding) {
        embeddings.put(image, embedding);
        top.add(image, response);
        if (embeddings.size() % FEW == 0) forgetOthers();
    }

    /** Notes an image that could not be read, by its place among all. */
    void passOver(int image, String why) {
        passedOver.put(image, why);
    }

    /** All images before this one are done. */
    void moveTo(int next) {
        position = next;
    }

    int position() {
        return position;
    }

    TopImages top() {
        return top;
    }

    Map<Integer, String> passedOver() {
        return Collections.unmodifiableMap(passedOver);
    }

    /** The embeddings of the images that some unit keeps, by their number. */
    Map<Integer, float[]> embeddings() {
        forgetOthers();
        return embeddings;
    }

    private void forgetOthers() {
        BitSet kept = top.kept();
        embeddings.keySet().removeIf(image -> !kept.get(image));
    }

    /**
     * Reads what an earlier run left.
     *
     * @return empty when there is no such file
     * @throws UserException when it is damaged, or belongs to another task
     */
    static Optional<DissectionState> read(Path file, String task) {
        if (!Files.exists(file)) return Optional.empty();
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readInt() != MAGIC) throw unfit(file, "is not the file of an interrupted run");
            if (!in.readUTF().equals(task))
                throw unfit(file, "belongs to a run with other images, model, layer or top");
            return Optional.of(read(in));
        } catch (EOFException e) {
            throw unfit(file, "is cut off");
        } catch (IOException e) {
            throw new UserException("The file " + file + " cannot be read: " + WholeFile.reason(e), e);
        }
    }

    private static UserException unfit(Path file, String why) {
        return new UserException("The file " + file + " " + why + ". Delete it to begin anew, or save elsewhere.");
    }

    private static DissectionState read(DataInputStream in) throws IOException {
        int position = in.readInt();
        int seen = in.readInt();
        int count = in.readInt();
        int[][] images = new int[in.readInt()][];
        float[][] responses = new float[images.length][];
        for (int unit = 0; unit < images.length; unit++) {
            images[unit] = new int[in.readInt()];
            responses[unit] = new float[images[unit].length];
            for (int i = 0; i < images[unit].length; i++) {
                images[unit][i] = in.readInt();
                responses[unit][i] = in.readFloat();
            }
        }
        DissectionState state = new DissectionState(new TopImages(count, images, responses, seen));
        state.position = position;
        int kept = in.readInt();
        int length = in.readInt();
        for (int i = 0; i < kept; i++) {
            int image = in.readInt();
            float[] embedding = new float[length];
            for (int k = 0; k < length; k++) embedding[k] = in.readFloat();
            state.embeddings.put(image, embedding);
        }
        int unreadable = in.readInt();
        for (int i = 0; i < unreadable; i++) state.passOver(in.readInt(), in.readUTF());
        return state;
    }

    /** Replaces the file as a whole: an interruption leaves the old one or the new one. */
    void write(Path file, String task) {
        try {
            WholeFile.write(file, draft -> {
                try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(draft)))) {
                    write(out, task);
                }
            });
        } catch (IOException e) {
            throw new UserException(
                    "The file " + file + " cannot be written: " + WholeFile.reason(e) + ". Save elsewhere.", e);
        }
    }

    private void write(DataOutputStream out, String task) throws IOException {
        out.writeInt(MAGIC);
        out.writeUTF(task);
        out.writeInt(position);
        out.writeInt(top.seen());
        out.writeInt(top.count());
        out.writeInt(top.units());
        for (int unit = 0; unit < top.units(); unit++) {
            out.writeInt(top.images(unit).length);
            for (int i = 0; i < top.images(unit).length; i++) {
                out.writeInt(top.images(unit)[i]);
                out.writeFloat(top.responses(unit)[i]);
            }
        }
        Map<Integer, float[]> kept = embeddings();
        out.writeInt(kept.size());
        out.writeInt(kept.isEmpty() ? 0 : kept.values().iterator().next().length);
        for (var each : kept.entrySet()) {
            out.writeInt(each.getKey());
            for (float value : each.getValue()) out.writeFloat(value);
        }
        out.writeInt(passedOver.size());
        for (var each : passedOver.entrySet()) {
            out.writeInt(each.getKey());
            out.writeUTF(each.getValue());
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UserException("The file " + file + " cannot be deleted: " + WholeFile.reason(e), e);
        }
    }
}
