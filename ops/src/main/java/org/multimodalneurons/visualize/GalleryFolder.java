package org.multimodalneurons.visualize;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;
import org.multimodalneurons.image.PictureFile;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.Unit;

/**
 * A folder with a PNG file for each unit, and an index of them: {@code gallery.tsv}, a line each. A file is written beside
 * its place and moved there as a whole, the picture before its line, so that whoever stops it at whatever moment finds a
 * folder that is whole: a picture whose sum is not that of its line is not done, and will be replaced.
 */
final class GalleryFolder implements AutoCloseable {

    private static final String INDEX = "gallery.tsv";
    private static final String LOCK = "gallery.lock";
    private static final String PARTIAL = ".gallery-part";
    private static final List<String> HEADINGS =
            List.of("unit", "label", "seed", "steps", "response", "file", "sha256", "recipe");

    private final Path folder;
    private final FileChannel lock;
    private final Map<Unit, Line> lines = new LinkedHashMap<>();

    private record Line(
            Unit unit, String label, long seed, int steps, double response, String file, String sum, String recipe) {

        static Line read(String[] cells) {
            return new Line(
                    Unit.parse(cells[0]),
                    cells[1],
                    Long.parseLong(cells[2]),
                    Integer.parseInt(cells[3]),
                    Double.parseDouble(cells[4]),
                    cells[5],
                    cells[6],
                    cells[7]);
        }

        @Override
        public String toString() {
            return String.join("\t", unit.toString(), label, "" + seed, "" + steps, "" + response, file, sum, recipe);
        }
    }

    /** A picture that is kept, and the response to it. */
    record Kept(PixelRows rows, double response) {}

    private GalleryFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Opens a folder, or makes it, and clears away what an interrupted run left half-written. Until it is closed nobody else
     * can open it.
     *
     * @throws UserException when it cannot be written, is open elsewhere, or its index cannot be understood
     */
    static GalleryFolder open(Path place) {
        Path folder = place.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            GalleryFolder opened = new GalleryFolder(folder, lock(folder));
            try {
                opened.begin();
            } catch (IOException | RuntimeException e) {
                opened.close();
                throw e;
            }
            return opened;
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) return channel;
        } catch (OverlappingFileLockException e) {
            // by this ImageJ itself: told like that of another
        }
        channel.close();
        throw new UserException("Another gallery is being drawn into the folder " + folder
                + ". Wait for it or stop it, or choose another folder.");
    }

    private void begin() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path left :
                    files.filter(file -> file.toString().endsWith(PARTIAL)).toList()) Files.delete(left);
        }
        Path index = folder.resolve(INDEX);
        if (Files.exists(index)) read(Files.readAllLines(index), index);
    }

    private static UserException unusable(Path folder, IOException e) {
        return new UserException(
                "Pictures cannot be kept in the folder " + folder + ": " + WholeFile.reason(e)
                        + ". Choose a folder that can be written to and has room.",
                e);
    }

    @Override
    public void close() {
        try (lock) {
            Files.deleteIfExists(folder.resolve(LOCK));
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private void read(List<String> text, Path index) {
        for (int i = 1; i < text.size(); i++) {
            String[] cells = text.get(i).split("\t", -1);
            try {
                if (cells.length != HEADINGS.size()) throw new IllegalArgumentException(cells.length + " columns");
                Line line = Line.read(cells);
                lines.put(line.unit(), line);
            } catch (IllegalArgumentException | UserException e) {
                throw new UserException(
                        "Line " + (i + 1) + " of " + index + " is none of a gallery's index (" + e.getMessage()
                                + "); expected are the columns " + String.join(", ", HEADINGS)
                                + ". Mend or delete it, or choose another folder.",
                        e);
            }
        }
    }

    /** A unit's picture, where one is kept that is whole and was drawn by this recipe. */
    Optional<Kept> picture(Unit unit, String recipe) {
        Line line = lines.get(unit);
        if (line == null || !line.recipe().equals(oneLine(recipe))) return Optional.empty();
        try {
            byte[] bytes = Files.readAllBytes(folder.resolve(line.file()));
            if (!sum(bytes).equals(line.sum())) return Optional.empty();
            return Optional.of(new Kept(PictureFile.of(bytes, line.file()), line.response()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** Keeps a picture in place of the unit's that may be there. */
    void keep(Gallery.Picture picture, long seed, int steps, String recipe) {
        Unit unit = picture.exhibit().unit();
        String file = String.format(Locale.ROOT, "%s-%04d.png", unit.layer(), unit.index());
        try {
            byte[] bytes = png(picture.rows());
            write(file, bytes);
            lines.put(
                    unit,
                    new Line(
                            unit,
                            oneLine(picture.exhibit().label()),
                            seed,
                            steps,
                            picture.response(),
                            file,
                            sum(bytes),
                            oneLine(recipe)));
            List<String> text = new ArrayList<>(List.of(String.join("\t", HEADINGS)));
            lines.values().forEach(line -> text.add(line.toString()));
            write(INDEX, (String.join("\n", text) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\t\\r\\n]+", " ");
    }

    private static byte[] png(PixelRows rows) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(rows.buffered(), "png", bytes);
        return bytes.toByteArray();
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path partial = folder.resolve(name + PARTIAL);
        Path file = folder.resolve(name);
        try {
            Files.write(partial, bytes);
            WholeFile.replace(partial, file);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static String sum(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java machine has SHA-256", e);
        }
    }
}
