package org.multimodalneurons.probe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;

/**
 * Pictures by what kind they are of, whatever they show: words, line art, faces, flags, ...
 *
 * @param stimuli pictures of each kind, by its name
 */
public record PictureKinds(Map<String, List<Stimulus>> stimuli) {

    /** Of each built-in kind: more of them tell a probe nothing new, and take longer to look at. */
    private static final int MOST = 120;

    /** Kinds of pictures in the set that ships with the library: no more than {@value #MOST} of each, spread over it. */
    public static PictureKinds builtIn() {
        Map<String, List<Stimulus>> all = new LinkedHashMap<>();
        for (Stimulus stimulus : ConceptSet.builtIn().stimuli())
            all.computeIfAbsent(kind(stimulus), kind -> new ArrayList<>()).add(stimulus);
        Map<String, List<Stimulus>> kinds = new LinkedHashMap<>();
        for (String kind : List.of("text", "line art", "face", "person", "flag", "animal", "object"))
            kinds.put(kind, some(all.get(kind)));
        return new PictureKinds(kinds);
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

    private static List<Stimulus> some(List<Stimulus> stimuli) {
        int count = Math.min(MOST, stimuli.size());
        return IntStream.range(0, count)
                .mapToObj(i -> stimuli.get((int) ((long) i * stimuli.size() / count)))
                .toList();
    }

    /**
     * Kinds of pictures in a folder: a subfolder for each, by its name, with PNG, JPEG, GIF or BMP files.
     *
     * @throws UserException when there is no such folder, it has fewer than two subfolders, or one is empty
     */
    public static PictureKinds open(Path folder) {
        return new PictureKinds(new ConceptFolder(folder).kinds());
    }

    /** The pictures of each kind, by its name, each opened when it is asked for. */
    public Map<String, List<PixelRows>> pictures() {
        Map<String, List<PixelRows>> pictures = new LinkedHashMap<>();
        stimuli.forEach((kind, own) -> pictures.put(kind, Stimulus.pictures(own)));
        return pictures;
    }
}
