package org.multimodalneurons.probe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.multimodalneurons.LazyList;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;

/** Pictures by what kind they are of, whatever they show: words, line art, faces, flags, ... */
public final class PictureKinds {

    /** Of each built-in kind: more of them tell a probe nothing new, and take longer to look at. */
    private static final int MOST = 120;

    private PictureKinds() {}

    /** Kinds of pictures in the set that ships with the library: no more than {@value #MOST} of each, spread over it. */
    public static Map<String, List<PixelRows>> builtIn() {
        Map<String, List<Stimulus>> kinds = new LinkedHashMap<>();
        for (Stimulus stimulus : ConceptSet.builtIn().stimuli())
            kinds.computeIfAbsent(kind(stimulus), kind -> new ArrayList<>()).add(stimulus);
        Map<String, List<PixelRows>> pictures = new LinkedHashMap<>();
        for (String kind : List.of("text", "line art", "face", "person", "flag", "animal", "object"))
            pictures.put(kind, some(kinds.get(kind)));
        return pictures;
    }

    private static String kind(Stimulus stimulus) {
        return switch (stimulus.modality()) {
            case "text" -> "text";
            case "line" -> "line art";
            default ->
                switch (stimulus.family()) {
                    case "emotion" -> "face";
                    case "region" -> "flag";
                    case "person", "animal" -> stimulus.family();
                    default -> "object";
                };
        };
    }

    private static List<PixelRows> some(List<Stimulus> stimuli) {
        int count = Math.min(MOST, stimuli.size());
        return new LazyList<>(count, i -> stimuli.get((int) ((long) i * stimuli.size() / count))
                .picture()
                .get());
    }

    /**
     * Kinds of pictures in a folder: a subfolder for each, by its name, with PNG, JPEG, GIF or BMP files.
     *
     * @throws UserException when there is no such folder, it has fewer than two subfolders, or one is empty
     */
    public static Map<String, List<PixelRows>> open(Path folder) {
        return new ConceptFolder(folder).kinds();
    }
}
