package org.multimodalneurons.training.data;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.multimodalneurons.UserException;

/**
 * The open fonts that words are written in, out of Debian's packages.
 *
 * @param plain upright sans, serif and mono faces that reading starts with
 * @param all every face of the training packages, the plain ones among them
 * @param heldOut faces that training never sees
 */
record Fonts(List<Face> plain, List<Face> all, List<Face> heldOut) {

    /** One face: the name of its file without the ending, and the font. */
    record Face(String name, Font font) {}

    private static final List<String> PLAIN = List.of(
            "DejaVuSans",
            "DejaVuSans-Bold",
            "DejaVuSansMono-Bold",
            "DejaVuSerif",
            "DejaVuSerif-Bold",
            "LiberationSans-Regular",
            "LiberationSans-Bold",
            "LiberationSansNarrow-Bold",
            "LiberationSerif-Bold",
            "LiberationMono-Bold",
            "OpenSans-Regular",
            "OpenSans-Semibold",
            "OpenSans-Bold",
            "Roboto-Medium",
            "Roboto-Bold",
            "NotoSans-Regular",
            "NotoSans-Bold",
            "NotoSerif-Bold",
            "Karla-Bold",
            "Manrope-Bold");

    private static final List<String> HELD_OUT = List.of("Lato-Regular", "Lato-Bold");
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int MOST_OF_ONE_PACKAGE = 16;

    /** Fetches the packages of {@code fonts.tsv} into a folder, where they are missing, and reads their faces. */
    static Fonts of(Path folder) {
        List<Face> train = new ArrayList<>();
        List<Face> heldOut = new ArrayList<>();
        for (List<String> row : ResourceTable.read("fonts.tsv", 4)) {
            Path unpacked = unpacked(folder, row.get(0), row.get(1));
            boolean held = row.get(3).equals("heldout");
            (held ? heldOut : train).addAll(faces(unpacked, held ? HELD_OUT : List.of()));
        }
        List<Face> plain =
                train.stream().filter(face -> PLAIN.contains(face.name())).toList();
        if (plain.size() != PLAIN.size())
            throw new UserException("Found the plain fonts %s in %s, expected %s. Delete the folder to fetch it again."
                    .formatted(plain.stream().map(Face::name).toList(), folder, PLAIN));
        return new Fonts(plain, List.copyOf(train), List.copyOf(heldOut));
    }

    /** The faces that training never sees alone; fetches no other package. */
    static List<Face> heldOut(Path folder) {
        List<Face> faces = new ArrayList<>();
        for (List<String> row : ResourceTable.read("fonts.tsv", 4))
            if (row.get(3).equals("heldout")) faces.addAll(faces(unpacked(folder, row.get(0), row.get(1)), HELD_OUT));
        return faces;
    }

    private static Path unpacked(Path folder, String name, String version) {
        try {
            Path target = folder.resolve(name);
            if (Files.isDirectory(target)) return target;
            Files.createDirectories(folder);
            System.out.println("Fetching " + name + " " + version);
            Shell.run(folder, "apt-get", "-qq", "download", name + "=" + version);
            try (Stream<Path> files = Files.list(folder)) {
                Path deb = files.filter(f -> f.getFileName().toString().startsWith(name + "_"))
                        .findFirst()
                        .orElseThrow(() -> new UserException("apt-get left no " + name + "_*.deb in " + folder + "."));
                Path part = folder.resolve(name + ".part");
                Shell.run(folder, "dpkg-deb", "-x", deb.toString(), part.toString());
                Files.move(part, target);
                Files.delete(deb);
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Face> faces(Path unpacked, List<String> only) {
        try (Stream<Path> walk = Files.walk(unpacked)) {
            List<Face> faces = new ArrayList<>();
            for (Path file : walk.filter(f -> f.toString().matches(".*\\.(ttf|otf)"))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString().replaceFirst("\\.(ttf|otf)$", "");
                if (only.isEmpty() ? wanted(name) : only.contains(name)) read(file, name, faces);
            }
            return spread(faces);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Faces that only differ in slant or for other scripts are left out, so that no family outweighs the others. */
    private static boolean wanted(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("noto") && !name.matches("Noto(Sans|Serif|SansDisplay|SerifDisplay)-[A-Za-z]+"))
            return false;
        return !lower.matches(
                ".*(hairline|thin|extralight|symbol|math|ornament|dingbat|initials|\\[|tamil|keyboard|linlibertine_[ik]).*");
    }

    private static List<Face> spread(List<Face> faces) {
        List<Face> some = new ArrayList<>();
        int step = Math.max(1, (faces.size() + MOST_OF_ONE_PACKAGE - 1) / MOST_OF_ONE_PACKAGE);
        for (int i = 0; i < faces.size(); i++)
            if (i % step == 0 || PLAIN.contains(faces.get(i).name())) some.add(faces.get(i));
        return some;
    }

    private static void read(Path file, String name, List<Face> faces) {
        try {
            Font font = Font.createFont(Font.TRUETYPE_FONT, file.toFile());
            boolean known = faces.stream().anyMatch(face -> face.name().equals(name));
            if (!known && font.canDisplayUpTo(LETTERS) < 0) faces.add(new Face(name, font));
        } catch (FontFormatException | IOException e) {
            System.out.printf("  left out %s: %s%n", file.getFileName(), e.getMessage());
        }
    }
}
