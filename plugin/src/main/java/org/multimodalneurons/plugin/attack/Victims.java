package org.multimodalneurons.plugin.attack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.multimodalneurons.LazyList;
import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;
import org.multimodalneurons.attack.AttackPicture;
import org.multimodalneurons.attack.TrueClasses;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.plugin.imagej.FolderPictures;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.multimodalneurons.probe.ConceptSet;

/**
 * Pictures to be attacked, each with what it shows.
 *
 * @param title of all of them together
 * @param pictures at least one
 */
record Victims(String title, List<AttackPicture> pictures) {

    /** What is written in place of a folder for the pictures that ship with the library. */
    static final String BUILT_IN = "built-in";

    /** The drawings and line art of the built-in set, each of its concept. */
    static Victims builtIn() {
        ConceptSet set = ConceptSet.builtIn();
        return new Victims(
                set.name(),
                set.stimuli().stream()
                        .filter(stimulus ->
                                !stimulus.isNegative() && !stimulus.modality().equals("text"))
                        .map(stimulus -> new AttackPicture(stimulus.label(), stimulus.concept(), stimulus.picture()))
                        .toList());
    }

    /**
     * The pictures of a folder: where it has subfolders each is a class.
     *
     * @param truth as for {@link #of}; for a folder without subfolders
     */
    static Victims in(File folder, String truth, List<String> classes) {
        List<Path> subfolders = subfolders(folder.toPath());
        if (subfolders.isEmpty()) return of(new FolderPictures(folder.toPath()), truth, classes);
        List<AttackPicture> pictures = new ArrayList<>();
        for (Path sub : subfolders) {
            var files = new FolderPictures(sub);
            String name = sub.getFileName().toString();
            for (int i = 0; i < files.size(); i++) pictures.add(picture(files, i, name + "/" + files.label(i), name));
        }
        return new Victims(folder.getName(), pictures);
    }

    private static List<Path> subfolders(Path folder) {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UserException("The folder " + folder + " cannot be read: " + WholeFile.reason(e), e);
        }
    }

    /**
     * Pictures of one image or folder.
     *
     * @param truth what all of them show; blank: the class that the label of each names first
     * @param classes to find in the labels
     * @throws UserException when a label names none
     */
    static Victims of(Pictures pictures, String truth, List<String> classes) {
        return new Victims(
                pictures.title(),
                IntStream.range(0, pictures.size())
                        .mapToObj(i ->
                                picture(pictures, i, pictures.label(i), trueClass(pictures.label(i), truth, classes)))
                        .toList());
    }

    private static String trueClass(String label, String truth, List<String> classes) {
        if (!truth.isBlank()) return truth.strip();
        return TrueClasses.named(label, classes)
                .orElseThrow(() -> new UserException("It is not known what \"" + label
                        + "\" shows: its name holds none of the classes. Write its true class, or put the pictures into"
                        + " a folder with a subfolder for each class."));
    }

    private static AttackPicture picture(Pictures pictures, int index, String label, String trueClass) {
        return new AttackPicture(label, trueClass, () -> pictures.picture(index));
    }

    /** At most so many of them, drawn at random and left in their order. */
    Victims sample(int most, long seed) {
        if (pictures.size() <= most) return this;
        List<Integer> places =
                new ArrayList<>(IntStream.range(0, pictures.size()).boxed().toList());
        Collections.shuffle(places, new Random(seed));
        return new Victims(
                title, places.stream().limit(most).sorted().map(pictures::get).toList());
    }

    /** The first of this label. */
    AttackPicture labelled(String label) {
        return pictures.stream()
                .filter(picture -> picture.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    /** These but those with a label of the others. */
    Victims without(Victims others) {
        Set<String> labels = others.pictures.stream().map(AttackPicture::label).collect(Collectors.toSet());
        return new Victims(
                title,
                pictures.stream()
                        .filter(picture -> !labels.contains(picture.label()))
                        .toList());
    }

    /** The pictures, each opened when it is asked for. */
    List<PixelRows> list() {
        return new LazyList<>(pictures.size(), i -> pictures.get(i).picture().get());
    }

    /** What they show, each class once. */
    List<String> trueClasses() {
        return List.copyOf(new LinkedHashSet<>(
                pictures.stream().map(AttackPicture::trueClass).toList()));
    }

    /**
     * Makes sure that every picture can be answered rightly.
     *
     * @throws UserException naming a picture whose true class is not among these
     */
    void requireIn(List<String> classes) {
        Optional<AttackPicture> strange = pictures.stream()
                .filter(picture -> !classes.contains(picture.trueClass()))
                .findFirst();
        if (strange.isPresent())
            throw new UserException("The true class \"" + strange.get().trueClass() + "\" of \""
                    + strange.get().label()
                    + "\" is not among the classes; add it to them, or leave the classes empty for"
                    + " those of the pictures and of the attacks.");
    }
}
