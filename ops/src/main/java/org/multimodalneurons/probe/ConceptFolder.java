package org.multimodalneurons.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;
import org.multimodalneurons.image.PictureFile;

/** A concept set on disk; see {@link ConceptSet#open} for its two forms. */
record ConceptFolder(Path folder) {

    private static final String NOT_A_PICTURE = ".*\\.(txt|md|csv|tsv|ini|db)";

    ConceptSet read() {
        if (!Files.isDirectory(folder))
            throw new UserException("There is no folder " + folder.toAbsolutePath()
                    + "; a concept set is a folder with one subfolder for each modality and one named "
                    + Stimulus.NEGATIVE + ".");
        Path root = folder.toAbsolutePath().normalize();
        String name = String.valueOf(root.getFileName());
        List<Path> subfolders = subfolders(root);
        List<Stimulus> stimuli = new ArrayList<>();
        boolean several = subfolders.stream().filter(sub -> !isNegative(sub)).anyMatch(sub -> !subfolders(sub)
                .isEmpty());
        for (Path sub : subfolders)
            if (isNegative(sub)) addNegatives(root, sub, stimuli);
            else if (several) addFamily(root, sub, stimuli);
            else addModality(root, "", name, sub, stimuli);
        if (subfolders.stream().allMatch(ConceptFolder::isNegative))
            throw new UserException("The concept set " + root + " has no subfolder with a modality; make one, such as "
                    + root.resolve("photo") + ", and put pictures of the concept there.");
        if (!several && stimuli.stream().noneMatch(Stimulus::isNegative))
            throw new UserException("The concept set " + root + " has nothing to compare with: put pictures of other"
                    + " things into " + root.resolve(Stimulus.NEGATIVE) + ".");
        return new ConceptSet(name, stimuli);
    }

    /** Its subfolders' pictures, by the names of the subfolders; see {@link PictureKinds#open}. */
    Map<String, List<Stimulus>> kinds() {
        if (!Files.isDirectory(folder))
            throw new UserException("There is no folder " + folder.toAbsolutePath()
                    + "; expected one with a subfolder of pictures for each kind.");
        List<Path> subfolders = subfolders(folder.toAbsolutePath().normalize());
        if (subfolders.size() < 2)
            throw new UserException("The folder " + folder.toAbsolutePath() + " has " + subfolders.size()
                    + " subfolder(s); at least two kinds of pictures are needed, to tell one from the other.");
        Path root = folder.toAbsolutePath().normalize();
        Map<String, List<Stimulus>> kinds = new LinkedHashMap<>();
        for (Path kind : subfolders) {
            List<Path> pictures = pictures(kind);
            if (pictures.size() < 2)
                throw new UserException("The folder " + kind + " holds " + pictures.size()
                        + " picture(s); put at least two there, better fifty, or remove it.");
            String name = kind.getFileName().toString();
            kinds.put(
                    name,
                    pictures.stream()
                            .map(picture -> stimulus(root, "", name, "", picture))
                            .toList());
        }
        return kinds;
    }

    private static void addFamily(Path root, Path family, List<Stimulus> stimuli) {
        for (Path concept : subfolders(family))
            for (Path modality : subfolders(concept))
                addModality(
                        root,
                        family.getFileName().toString(),
                        concept.getFileName().toString(),
                        modality,
                        stimuli);
    }

    private static void addModality(Path root, String family, String concept, Path modality, List<Stimulus> stimuli) {
        List<Path> pictures = pictures(modality);
        if (pictures.isEmpty())
            throw new UserException("The modality folder " + modality
                    + " is empty: put at least one picture of the concept there, or remove it.");
        for (Path picture : pictures)
            stimuli.add(stimulus(root, family, concept, modality.getFileName().toString(), picture));
    }

    private static void addNegatives(Path root, Path negative, List<Stimulus> stimuli) {
        for (Path picture : pictures(negative)) stimuli.add(stimulus(root, "", Stimulus.NEGATIVE, "", picture));
        for (Path modality : subfolders(negative)) addModality(root, "", Stimulus.NEGATIVE, modality, stimuli);
    }

    private static Stimulus stimulus(Path root, String family, String concept, String modality, Path picture) {
        String label = root.relativize(picture).toString().replace('\\', '/');
        return new Stimulus(family, concept, modality, label, () -> PictureFile.open(picture));
    }

    private static boolean isNegative(Path folder) {
        return folder.getFileName().toString().equalsIgnoreCase(Stimulus.NEGATIVE);
    }

    private static List<Path> subfolders(Path folder) {
        return list(folder).stream().filter(Files::isDirectory).toList();
    }

    /** Its files but hidden ones and texts: what cannot be read as a picture is reported, not passed over. */
    private static List<Path> pictures(Path folder) {
        return list(folder).stream()
                .filter(Files::isRegularFile)
                .filter(file ->
                        !file.getFileName().toString().toLowerCase(Locale.ROOT).matches(NOT_A_PICTURE))
                .toList();
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UserException("The folder " + folder + " cannot be read: " + WholeFile.reason(e), e);
        }
    }
}
