package org.multimodalneurons.training.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import javax.imageio.ImageIO;

import org.multimodalneurons.UserException;

/** Draws every concept in every style that has it and writes {@code pictures.bin}. */
final class Pictures {

    private static final String TRAIN = "train";

    private final Packages packages;
    private final List<Concept> concepts;
    private final EmojiNames names;
    private final Set<String> leftOut;

    Pictures(Packages packages, List<Concept> concepts) {
        this.packages = packages;
        this.concepts = concepts;
        leftOut = ResourceTable.read("left-out.tsv", 3).stream()
                .map(row -> row.get(0) + " " + row.get(1))
                .collect(Collectors.toSet());
        names = EmojiNames.of(
                packages,
                Source.all().stream()
                        .filter(s -> s.use().equals("names"))
                        .findFirst()
                        .orElseThrow());
    }

    /** Writes all pictures and returns their number. */
    int write(Path folder) throws IOException {
        Map<Source, IconSet> sets = new LinkedHashMap<>();
        for (Source source : Source.all())
            if (source.name().startsWith("@iconify-json/")) sets.put(source, icons(source));
        try (Records records = new Records(folder, "pictures", "concept", "style", "source", "split")) {
            for (Map.Entry<Source, IconSet> set : sets.entrySet()) {
                int before = records.rows();
                drawIcons(set.getKey(), set.getValue(), records);
                report(set.getKey(), records.rows() - before);
            }
            for (Source source : Source.all())
                if (source.name().startsWith("@lobehub/")) {
                    int before = records.rows();
                    drawImages(source, records);
                    report(source, records.rows() - before);
                }
            for (Concept concept : concepts)
                if (concept.family().equals(Concept.COLOUR)) ColourPictures.write(concept, records);
            records.finish();
            return records.rows();
        }
    }

    private void drawIcons(Source source, IconSet set, Records records) throws IOException {
        for (Concept concept : concepts)
            for (Map.Entry<String, String> drawing :
                    drawings(source, set, concept).entrySet())
                add(concept, source, drawing.getKey(), Raster.draw(drawing.getValue()), records);
    }

    /** A package's drawings of all concepts. */
    IconSet icons(Source source) {
        return IconSet.read(packages, source, names);
    }

    /** A set's drawings of a concept, name to SVG; without colour there are none of flags and colours. */
    Map<String, String> drawings(Source source, IconSet set, Concept concept) {
        boolean isCountry = concept.family().equals(Concept.COUNTRY);
        Map<String, String> drawings = new LinkedHashMap<>();
        if ((isCountry || concept.family().equals(Concept.COLOUR)) && source.monochrome()) return drawings;
        for (String code : concept.emoji()) {
            if (isCountry)
                for (String suffix : List.of("", "-1x1", "-4x3")) drawings.putAll(set.drawing(iso(code) + suffix));
            if (!source.style().contains("flag")) drawings.putAll(set.drawings(code, names));
        }
        drawings.keySet().removeIf(name -> isLeftOut(source, name));
        return drawings;
    }

    private boolean isLeftOut(Source source, String name) {
        return leftOut.contains(source.style() + " " + name);
    }

    private void drawImages(Source source, Records records) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        packages.files(source, path -> path.endsWith(".webp"))
                .forEach((path, bytes) -> files.put(EmojiNames.key(path.replaceAll(".*/|\\.webp$", "")), bytes));
        for (Concept concept : concepts)
            for (String code : concept.emoji()) {
                byte[] file = files.get(EmojiNames.key(code));
                if (file == null || isLeftOut(source, code)) continue;
                BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
                if (image == null)
                    throw new UserException(
                            "%s: %s.webp is in no format that this Java reads.".formatted(source.fileName(), code));
                add(concept, source, code, image, records);
            }
    }

    private void add(Concept concept, Source source, String name, BufferedImage drawing, Records records)
            throws IOException {
        try {
            String split = source.use().equals("heldout") ? "heldout" : TRAIN;
            records.add(Raster.fit(drawing), concept.word(), source.style(), name, split);
        } catch (UserException e) {
            System.out.printf("  left out %s %s: %s%n", source.style(), name, e.getMessage());
        }
    }

    private static void report(Source source, int rows) {
        System.out.printf(Locale.ROOT, "%-18s %5d pictures%n", source.style(), rows);
    }

    /** The two letters of a flag's regional indicators. */
    static String iso(String flag) {
        List<String> letters = new ArrayList<>();
        for (String point : flag.split("-", -1))
            letters.add(String.valueOf((char) ('a' + Integer.parseInt(point, 16) - 0x1f1e6)));
        return String.join("", letters);
    }
}
