package org.multimodalneurons.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the weights in a folder as model hubs lay it out. */
final class ModelFolder {

    /** In this order: where several lie in one folder, a later one may hold the image tower alone. */
    private static final List<String> USUAL = List.of(
            "open_clip_model.safetensors",
            "open_clip_pytorch_model.safetensors",
            "model.safetensors",
            "model.safetensors.index.json");

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
            throw new InvalidModelException(folder.toString(), "cannot be listed: " + e.getMessage(), e);
        }
        List<Path> weights = files.stream()
                .filter(file -> file.toString().endsWith(".safetensors"))
                .toList();
        if (weights.size() == 1) return weights.get(0);
        List<Path> found = files.stream().map(Path::getFileName).limit(10).toList();
        throw new InvalidModelException(
                folder.toString(),
                weights.isEmpty()
                        ? "no safetensors file in this folder, found " + found
                                + "; PyTorch archives are not read yet, convert them to safetensors"
                        : weights.size() + " safetensors files in this folder; choose one of "
                                + weights.stream().map(Path::getFileName).toList());
    }
}
