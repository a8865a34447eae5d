package org.multimodalneurons.search;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.multimodalneurons.UserException;

/**
 * What every index says of itself.
 *
 * @param model the identity of the model that embedded its images
 * @param pictures the folder that it is of; empty when it lies in that folder
 */
record IndexHeader(String model, String pictures) {

    private static final String VERSION = "1";
    private static final String NAMES = "names";
    private static final String DEEPER = "deeper";

    /** As it is kept with each commit. */
    Map<String, String> values() {
        return Map.of("version", VERSION, "model", model, "pictures", pictures);
    }

    /** The identity of the model that an index says it was made with. */
    static String model(Map<String, String> found) {
        return found.getOrDefault("model", "");
    }

    /** As it is kept with each commit, with what files the index is of. */
    Map<String, String> values(ImageFiles files) {
        Map<String, String> all = new HashMap<>(values());
        all.put(NAMES, files.pattern());
        all.put(DEEPER, String.valueOf(files.isRecursive()));
        return all;
    }

    /** The files of a folder that an index says it is of; all images where it says nothing. */
    static ImageFiles files(Map<String, String> found, Path pictures) {
        ImageFiles all = ImageFiles.below(pictures).named(found.getOrDefault(NAMES, ImageFiles.IMAGES));
        return "false".equals(found.get(DEEPER)) ? all.notDeeper() : all;
    }

    /**
     * Makes sure that an index is what is expected.
     *
     * @param found what the index says
     * @throws UserException when it is of another model, folder, version or program
     */
    void requireSame(Map<String, String> found, IndexPlace place) {
        if (!found.containsKey("version"))
            throw new UserException("The index " + place.index()
                    + " was made by another program. Give another folder for the index of the pictures.");
        String again = " Delete that folder to index again, or give another folder for the index.";
        if (!VERSION.equals(found.get("version")))
            throw new UserException("The index " + place.index() + " is of version " + found.get("version")
                    + ", expected is " + VERSION + "." + again);
        if (!model.equals(found.get("model")))
            throw new UserException("The index " + place.index() + " was made with the model " + found.get("model")
                    + "; now " + model + " is used, whose vectors cannot be compared with it. Choose that model, or: "
                    + again.strip());
        if (!pictures.equals(found.get("pictures")))
            throw new UserException("The index " + place.index() + " is of the pictures in " + found.get("pictures")
                    + ", not in " + place.pictures() + "." + again);
    }
}
