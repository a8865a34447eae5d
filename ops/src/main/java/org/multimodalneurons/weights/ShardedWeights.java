package org.multimodalneurons.weights;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The tensors of several files, held together by an index. */
final class ShardedWeights implements WeightFile {

    private final ShardIndex index;
    private final List<WeightFile> files = new ArrayList<>();
    private final Map<String, WeightFile> holders = new HashMap<>();
    private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();

    private ShardedWeights(ShardIndex index) {
        this.index = index;
    }

    /**
     * Opens all files that an index names.
     *
     * @param opener opens one of them
     * @throws InvalidModelException when one is missing, or index and files do not agree
     */
    static ShardedWeights open(Path index, Function<Path, WeightFile> opener) {
        var weights = new ShardedWeights(ShardIndex.read(index));
        try {
            for (Path shard : weights.index.files()) weights.add(shard, opener.apply(shard));
            weights.order();
            return weights;
        } catch (RuntimeException | Error e) {
            weights.close();
            throw e;
        }
    }

    private void add(Path shard, WeightFile file) {
        files.add(file);
        List<String> unlisted = new ArrayList<>();
        file.tensors().forEach((name, info) -> {
            String listed = index.shards().get(name);
            WeightFile other = holders.put(name, file);
            if (other != null)
                throw invalid("tensor " + name + " is there twice: in " + other.source() + " and in " + shard);
            if (listed == null) unlisted.add(name);
            tensors.put(name, info);
        });
        if (!unlisted.isEmpty())
            throw invalid("the index does not list what " + shard.getFileName() + " holds: " + Faults.some(unlisted)
                    + "; index and files belong to different models");
    }

    /** Puts the tensors in the order of the index, after a check that each lies where that says. */
    private void order() {
        List<String> absent = new ArrayList<>();
        Map<String, TensorInfo> ordered = new LinkedHashMap<>();
        index.shards().forEach((name, shard) -> {
            WeightFile holder = holders.get(name);
            boolean there = holder != null
                    && holder.source().equals(index.file().resolveSibling(shard).toString());
            if (there) ordered.put(name, tensors.get(name));
            else absent.add(name + " (" + shard + ")");
        });
        if (!absent.isEmpty())
            throw invalid(absent.size() + " tensors are not in the file that the index says: " + Faults.some(absent)
                    + "; index and files belong to different models");
        tensors.clear();
        tensors.putAll(ordered);
    }

    @Override
    public String source() {
        return index.file().toString();
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    @Override
    public Map<String, String> metadata() {
        return files.get(0).metadata();
    }

    @Override
    public void read(String name, long from, FloatBuffer into) {
        holder(name).read(name, from, into);
    }

    @Override
    public long[] longs(String name) {
        return holder(name).longs(name);
    }

    private WeightFile holder(String name) {
        WeightFile holder = holders.get(name);
        if (holder == null) throw new IllegalArgumentException(source() + ": no tensor " + name);
        return holder;
    }

    private InvalidModelException invalid(String reason) {
        return new InvalidModelException(source(), reason);
    }

    @Override
    public void close() {
        files.forEach(WeightFile::close);
    }
}
