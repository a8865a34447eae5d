package org.multimodalneurons.training.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import org.multimodalneurons.UserException;

/**
 * Makes the training data: {@code MakeData [folder]}, by default {@code training/work/data}.
 *
 * <p>Needs {@code npm}, and {@code apt-get} and {@code dpkg-deb} of a Debian system, for what is not yet in the folder's
 * {@code packages} and {@code fonts}. Writes {@code concepts.tsv}; {@code pictures.bin} (96 x 96 premultiplied RGBA each)
 * and {@code words.bin} (96 x 40 coverage each), with a {@code .tsv} beside each that tells row by row what they are; then
 * {@code READY}. Pictures and words that are already there are kept: delete a file to make it again.
 */
public final class MakeData {

    private MakeData() {}

    /** Runs the whole of it. */
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        Path folder = Path.of(arguments.length > 0 ? arguments[0] : "training/work/data");
        try {
            make(folder);
        } catch (UserException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** Makes what is missing in the folder. */
    public static void make(Path folder) {
        try {
            Files.createDirectories(folder);
            List<Concept> concepts = Concept.all();
            try (InputStream table = MakeData.class.getResourceAsStream("concepts.tsv")) {
                Files.copy(table, folder.resolve("concepts.tsv"), StandardCopyOption.REPLACE_EXISTING);
            }
            if (!Records.exist(folder, "pictures")) {
                Packages packages = new Packages(folder.resolve("packages"));
                System.out.println(new Pictures(packages, concepts).write(folder) + " pictures");
            }
            if (!Records.exist(folder, "words")) {
                Fonts fonts = Fonts.of(folder.resolve("fonts"));
                System.out.printf(
                        "%d faces, %d of them plain, %d held out%n",
                        fonts.all().size(),
                        fonts.plain().size(),
                        fonts.heldOut().size());
                System.out.println(new Words(concepts, fonts).write(folder) + " words");
            }
            Files.writeString(folder.resolve("READY"), "pictures and words are complete\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
