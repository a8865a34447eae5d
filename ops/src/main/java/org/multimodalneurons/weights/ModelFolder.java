package org.multimodalneurons.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.multimodalneurons.WholeFile;

/** Finds the weights in a folder as model hubs lay it out. */
final class ModelFolder {

    /** In this order: where several lie in one folder, a later one may hold the image tower alone. */
    private static final List<String> USUAL = List.of(
            "open_clip_model.safetensors",
            "open_clip_pytorch_model.safetensors",
            "model.safetensors",
            "model.safetensors.index.json",
            "open_clip_pytorch_model.bin",
            "pytorch_model.bin",
            "pytorch_model.bin.index.json");

    private static final List<List<String>> ENDINGS = List.of(List.of(".safetensors"), List.of(".pt", ".pth", ".bin"));

    /** What training leaves beside the weights, in the same format. */
    private static final Set<String> NO_WEIGHTS =
            Set.of("training_args.bin", "optimizer.pt", "optimizer.bin", "scheduler.pt", "scaler.pt", "rng_state.pth");

    private ModelFolder() {}

    /** The weights file meant by a path, or the index of several: itself, or the one in that folder. */
    static Path weights(Path fileOrFolder) {
        if (!Files.exists(fileOrFolder))
            throw new InvalidModelException(fileOrFolder.toString(), "there is no such file or folder");
        if (!Files.isDirectory(fileOrFolder)) return fileOrFolder;
        for (String name : USUAL)
            if (Files.isRegularFile(fileOrFolder.resolve(name))) return fileOrFolder.resolve(name);
        return only(fileOrFolder);
    }

    /** Whether a file lists the files of weights rather than holding any. */
    static boolean isIndex(Path file) {
        return file.toString().endsWith(".json");
    }

    private static Path only(Path folder) {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted().toList();
        } catch (IOException e) {
            throw new InvalidModelException(folder.toString(), "cannot be listed: " + WholeFile.reason(e), e);
        }
        for (List<String> endings : ENDINGS) {
            List<String> weights = files.stream()
                    .map(file -> file.getFileName().toString())
                    .filter(name -> endings.stream().anyMatch(name::endsWith) && !NO_WEIGHTS.contains(name))
                    .toList();
            if (weights.size() == 1) return folder.resolve(weights.get(0));
            if (!weights.isEmpty()) throw ambiguous(folder, weights);
        }
        throw new InvalidModelException(
                folder.toString(),
                "no weights in this folder (.safetensors, .pt, .pth or .bin), found "
                        + Faults.some(files.stream()
                                .map(file -> file.getFileName().toString())
                                .toList()));
    }

    private static InvalidModelException ambiguous(Path folder, List<String> weights) {
        boolean shards = weights.stream().allMatch(name -> name.matches(".+-\\d+-of-\\d+\\.\\w+"));
        return new InvalidModelException(
                folder.toString(),
                shards
                        ? "the model lies in " + weights.size() + " files, but their index is missing; fetch the file"
                                + " that ends in .index.json too"
                        : weights.size() + " files of weights in this folder; choose one of " + Faults.some(weights));
    }
}
