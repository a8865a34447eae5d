package org.multimodalneurons.plugin.probe;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;
import org.multimodalneurons.plugin.imagej.FolderPictures;
import org.multimodalneurons.probe.ConceptSet;
import org.multimodalneurons.probe.Stimulus;

/** Pictures to show to a unit: a concept set, or any folder of images. */
public final class StimulusFolder {

    private StimulusFolder() {}

    /**
     * Lists them.
     *
     * @param folder with subfolders a {@link ConceptSet}, else the images in it, without concept or modality
     * @throws UserException when there is no such folder, or no image in it
     */
    public static List<Stimulus> read(File folder) {
        Path path = folder.toPath();
        if (hasSubfolders(path)) return ConceptSet.open(path).stimuli();
        var pictures = new FolderPictures(path);
        return IntStream.range(0, pictures.size())
                .mapToObj(i -> new Stimulus("", "", "", pictures.label(i), () -> pictures.picture(i)))
                .toList();
    }

    private static boolean hasSubfolders(Path folder) {
        if (!Files.isDirectory(folder)) return false;
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.anyMatch(Files::isDirectory);
        } catch (IOException e) {
            throw new UserException("The folder " + folder + " cannot be read: " + WholeFile.reason(e), e);
        }
    }
}
