package org.multimodalneurons.training.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.imageio.ImageIO;

import org.multimodalneurons.UserException;
import org.multimodalneurons.training.data.Fonts.Face;

/**
 * Writes what training never sees as a folder of PNG files: {@code MakeHeldOutStimuli [data folder] [target folder]}, by
 * default {@code training/work/data} and {@code sample-images/held-out}.
 *
 * <p>All concepts of three families, each with the drawings of the held-out style and with its word in the held-out font,
 * as {@code family/concept/drawing} and {@code family/concept/text}; and every third of the other concepts, in order, as
 * {@code negative/drawing} and {@code negative/text}. A picture or word fills 94 % of a white square, as in the
 * evaluation.
 */
public final class MakeHeldOutStimuli {

    private static final Map<String, String> FAMILIES =
            Map.of(Concept.COUNTRY, "region", "person", "person", "emotion", "emotion");
    private static final int SIDE = 102;
    private static final int EVERY = 3;

    private final Path target;
    private final List<Face> faces;
    private final Pictures pictures;
    private final Source style;
    private final IconSet drawings;

    private MakeHeldOutStimuli(Path data, Path target) {
        this.target = target;
        faces = Fonts.heldOut(data.resolve("fonts"));
        pictures = new Pictures(new Packages(data.resolve("packages")), Concept.all());
        style = Source.all().stream()
                .filter(source -> source.use().equals("heldout"))
                .findFirst()
                .orElseThrow();
        drawings = pictures.icons(style);
    }

    /** Runs the whole of it. */
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        Path data = Path.of(arguments.length > 0 ? arguments[0] : "training/work/data");
        Path target = Path.of(arguments.length > 1 ? arguments[1] : "sample-images/held-out");
        try {
            new MakeHeldOutStimuli(data, target).write();
        } catch (UserException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write() throws IOException {
        int others = 0;
        for (Concept concept : Concept.all()) {
            String family = FAMILIES.get(concept.family());
            if (family != null) writeConcept(concept, target.resolve(family).resolve(concept.word()));
            else if (others++ % EVERY == 0) writeNegative(concept, target.resolve("negative"));
        }
    }

    private void writeConcept(Concept concept, Path folder) throws IOException {
        Map<String, BufferedImage> drawn = drawn(concept);
        if (drawn.isEmpty()) return; // a concept in one modality only cannot be shown to be multimodal
        for (Map.Entry<String, BufferedImage> picture : drawn.entrySet())
            save(picture.getValue(), folder.resolve("drawing").resolve(picture.getKey() + ".png"));
        for (Face face : faces)
            for (Words.Case written : Words.Case.values())
                save(
                        word(written.of(concept.word()), face),
                        folder.resolve("text")
                                .resolve(face.name() + "-" + written.name().toLowerCase(Locale.ROOT) + ".png"));
    }

    private void writeNegative(Concept concept, Path folder) throws IOException {
        Map<String, BufferedImage> drawn = drawn(concept);
        if (drawn.isEmpty()) return;
        save(drawn.values().iterator().next(), folder.resolve("drawing").resolve(concept.word() + ".png"));
        Face face = faces.get(concept.word().length() % faces.size());
        List<Words.Case> cases = List.of(Words.Case.values());
        Words.Case written = cases.get(concept.word().charAt(0) % cases.size());
        save(word(written.of(concept.word()), face), folder.resolve("text").resolve(concept.word() + ".png"));
    }

    private Map<String, BufferedImage> drawn(Concept concept) {
        Map<String, BufferedImage> drawn = new LinkedHashMap<>();
        pictures.drawings(style, drawings, concept)
                .forEach((name, svg) -> drawn.put(name, onWhite(Raster.fit(Raster.draw(svg)))));
        return drawn;
    }

    /** Premultiplied RGBA laid on a white square. */
    private static BufferedImage onWhite(byte[] rgba) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        int margin = (SIDE - Raster.SIZE) / 2;
        for (int y = 0; y < SIDE; y++)
            for (int x = 0; x < SIDE; x++) {
                int column = x - margin;
                int row = y - margin;
                boolean inside = column >= 0 && column < Raster.SIZE && row >= 0 && row < Raster.SIZE;
                image.setRGB(x, y, inside ? overWhite(rgba, 4 * (row * Raster.SIZE + column)) : 0xffffff);
            }
        return image;
    }

    private static int overWhite(byte[] rgba, int at) {
        int white = 255 - (rgba[at + 3] & 255);
        int rgb = 0;
        for (int channel = 0; channel < 3; channel++)
            rgb = rgb << 8 | Math.min(255, (rgba[at + channel] & 255) + white);
        return rgb;
    }

    private static BufferedImage word(String string, Face face) {
        byte[] coverage = WordRaster.draw(string, face.font());
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        int left = (SIDE - WordRaster.WIDTH) / 2;
        int top = (SIDE - WordRaster.HEIGHT) / 2;
        for (int y = 0; y < SIDE; y++)
            for (int x = 0; x < SIDE; x++) image.getRaster().setSample(x, y, 0, 255);
        for (int y = 0; y < WordRaster.HEIGHT; y++)
            for (int x = 0; x < WordRaster.WIDTH; x++)
                image.getRaster().setSample(left + x, top + y, 0, 255 - (coverage[y * WordRaster.WIDTH + x] & 255));
        return image;
    }

    private static void save(BufferedImage image, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }
}
