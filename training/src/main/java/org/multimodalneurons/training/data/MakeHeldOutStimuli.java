package org.multimodalneurons.training.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import javax.imageio.ImageIO;

import org.multimodalneurons.UserException;
import org.multimodalneurons.training.data.Fonts.Face;

/**
 * Writes what training never sees as a folder of PNG files: {@code MakeHeldOutStimuli [data folder] [target folder]}, by
 * default {@code training/work/data} and {@code sample-images/held-out}.
 *
 * <p>All concepts of the paper's families that the model knows, each with the drawings of the held-out style, in colour and,
 * but for flags and colours, as black line art, and with its word in the held-out font: {@code family/concept/drawing}, {@code
 * line} and {@code text}; and every third of the other concepts, in order, below {@code negative}. A family is a whole one of
 * {@code concepts.tsv}, or picked together from several in {@code families.tsv}. A picture or word fills 94 % of a white
 * square, as in the evaluation.
 */
public final class MakeHeldOutStimuli {

    private static final Map<String, String> WHOLE_FAMILIES = Map.of(
            Concept.COUNTRY,
            "region",
            "person",
            "person",
            "emotion",
            "emotion",
            "animal",
            "animal",
            "food",
            "food",
            "sport",
            "sport",
            Concept.COLOUR,
            "colour");
    private static final int SIDE = 102;
    private static final int EVERY = 3;

    private final Path target;
    private final List<Face> faces;
    private final Pictures pictures;
    private final Source style;
    private final IconSet drawings;
    private final Map<String, byte[]> lines;
    private final Map<String, String> picked;

    private MakeHeldOutStimuli(Path data, Path target) {
        this.target = target;
        faces = Fonts.heldOut(data.resolve("fonts"));
        Packages packages = new Packages(data.resolve("packages"));
        pictures = new Pictures(packages, Concept.all());
        style = heldOut("flat");
        drawings = pictures.icons(style);
        picked = ResourceTable.read("families.tsv", 2).stream()
                .collect(Collectors.toMap(row -> row.get(0), row -> row.get(1)));
        lines = new HashMap<>();
        packages.files(heldOut("line"), path -> path.startsWith("black/svg/"))
                .forEach((path, svg) -> lines.put(EmojiNames.key(path.replaceAll(".*/|\\.svg$", "")), svg));
    }

    private static Source heldOut(String modality) {
        return Source.all().stream()
                .filter(source ->
                        source.use().equals("heldout") && source.modality().equals(modality))
                .findFirst()
                .orElseThrow();
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
            String family = picked.getOrDefault(concept.word(), WHOLE_FAMILIES.get(concept.family()));
            if (family != null) writeConcept(concept, target.resolve(family).resolve(concept.word()));
            else if (others++ % EVERY == 0) writeNegative(concept, target.resolve("negative"));
        }
    }

    private void writeConcept(Concept concept, Path folder) throws IOException {
        Map<String, BufferedImage> drawn = drawn(concept);
        if (drawn.isEmpty()) return; // a concept in one modality only cannot be shown to be multimodal
        for (Map.Entry<String, BufferedImage> picture : drawn.entrySet())
            save(picture.getValue(), folder.resolve("drawing").resolve(picture.getKey() + ".png"));
        for (Map.Entry<String, BufferedImage> picture : lineArt(concept).entrySet())
            save(picture.getValue(), folder.resolve("line").resolve(picture.getKey() + ".png"));
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
        for (BufferedImage line : lineArt(concept).values().stream().limit(1).toList())
            save(line, folder.resolve("line").resolve(concept.word() + ".png"));
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

    /** By the emoji's code; a flag or a colour is not to be told in black. */
    private Map<String, BufferedImage> lineArt(Concept concept) {
        Map<String, BufferedImage> drawn = new LinkedHashMap<>();
        if (concept.family().equals(Concept.COUNTRY) || concept.family().equals(Concept.COLOUR)) return drawn;
        for (String code : concept.emoji()) {
            byte[] svg = lines.get(EmojiNames.key(code));
            if (svg != null)
                drawn.put(code, grey(onWhite(Raster.fit(Raster.draw(new String(svg, StandardCharsets.UTF_8))))));
        }
        return drawn;
    }

    /** In 16 greys, which are enough for ink and make the files a third smaller. */
    private static BufferedImage grey(BufferedImage rgb) {
        BufferedImage grey = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < SIDE; y++)
            for (int x = 0; x < SIDE; x++)
                grey.getRaster().setSample(x, y, 0, 17 * Math.round((rgb.getRGB(x, y) & 255) / 17f));
        return grey;
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
