package org.multimodalneurons.training.data;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Map;
import java.util.Random;

/** Made pictures of the colours: blobs, stripes and rings in shades of one ink. */
final class ColourPictures {

    private static final int EACH = 12;

    /** The ink of each colour word, as RGB. */
    static final Map<String, Integer> INKS = Map.ofEntries(
            Map.entry("red", 0xd81e1e),
            Map.entry("orange", 0xf58a12),
            Map.entry("yellow", 0xf7d917),
            Map.entry("green", 0x2a9d3a),
            Map.entry("blue", 0x2360d8),
            Map.entry("purple", 0x8a35b8),
            Map.entry("pink", 0xf48fbf),
            Map.entry("brown", 0x7a4a25),
            Map.entry("black", 0x0c0c0c),
            Map.entry("white", 0xf8f8f8),
            Map.entry("grey", 0x8a8a8a));

    private ColourPictures() {}

    /** Adds the made pictures of one colour to the records, style {@code made}. */
    static void write(Concept colour, Records records) throws IOException {
        Random random = new Random(colour.word().hashCode());
        for (int i = 0; i < EACH; i++) {
            records.add(Raster.fit(blob(random, ink(colour, random))), colour.word(), "made", "blob-" + i, "train");
            records.add(
                    Raster.fit(stripes(random, ink(colour, random))), colour.word(), "made", "stripes-" + i, "train");
        }
    }

    private static Color ink(Concept colour, Random random) {
        int rgb = INKS.get(colour.word());
        int[] shade = new int[3];
        double light = 1 + random.nextGaussian() * .06;
        for (int c = 0; c < 3; c++) {
            double value = ((rgb >> (16 - 8 * c)) & 255) * light;
            boolean tinted = !colour.word().matches("black|white|grey");
            shade[c] = (int) Math.max(0, Math.min(255, value + (tinted ? random.nextGaussian() * 7 : 0)));
        }
        return new Color(shade[0], shade[1], shade[2]);
    }

    private static BufferedImage blob(Random random, Color ink) {
        BufferedImage image = Raster.canvas(4 * Raster.SIZE, 4 * Raster.SIZE);
        Graphics2D g = graphics(image, ink);
        int corners = 5 + random.nextInt(6);
        double[][] points = new double[corners][];
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * i / corners;
            double radius = (.55 + .45 * random.nextDouble()) * 185;
            points[i] = new double[] {192 + radius * Math.cos(angle), 192 + radius * Math.sin(angle)};
        }
        Path2D path = new Path2D.Double();
        double[] last = points[corners - 1];
        path.moveTo((last[0] + points[0][0]) / 2, (last[1] + points[0][1]) / 2);
        for (int i = 0; i < corners; i++) {
            double[] here = points[i];
            double[] next = points[(i + 1) % corners];
            path.quadTo(here[0], here[1], (here[0] + next[0]) / 2, (here[1] + next[1]) / 2);
        }
        path.closePath();
        g.fill(path);
        g.dispose();
        return image;
    }

    private static BufferedImage stripes(Random random, Color ink) {
        BufferedImage image = Raster.canvas(4 * Raster.SIZE, 4 * Raster.SIZE);
        Graphics2D g = graphics(image, ink);
        int bars = 2 + random.nextInt(4);
        double pitch = 360.0 / bars;
        g.rotate(random.nextInt(4) * Math.PI / 4, 192, 192);
        g.setStroke(new BasicStroke((float) (pitch * (.5 + .3 * random.nextDouble()))));
        boolean rings = random.nextInt(3) == 0;
        for (int i = 0; i < bars; i++) {
            int at = (int) (pitch * (i + .5)) + 12;
            if (rings) g.drawOval(192 - at / 2, 192 - at / 2, at, at);
            else g.drawLine(at, 60, at, 324);
        }
        g.dispose();
        return image;
    }

    private static Graphics2D graphics(BufferedImage image, Color ink) {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(ink);
        return g;
    }
}
