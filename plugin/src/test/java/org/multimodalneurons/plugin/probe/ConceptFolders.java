package org.multimodalneurons.plugin.probe;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

/** Small concept sets on disk: dots and bars, in red and in blue. */
public final class ConceptFolders {

    private static final int PICTURES = 3;

    private ConceptFolders() {}

    /** Dots, told from bars: {@code red/}, {@code blue/}, {@code negative/}. */
    public static Path one(Path folder) {
        for (int i = 0; i < PICTURES; i++) {
            draw(folder.resolve("red/" + i + ".png"), Color.RED, true, i);
            draw(folder.resolve("blue/" + i + ".png"), Color.BLUE, true, i);
            draw(folder.resolve("negative/red" + i + ".png"), Color.RED, false, i);
            draw(folder.resolve("negative/blue" + i + ".png"), Color.BLUE, false, i);
        }
        return folder;
    }

    /** Dots and bars, as {@code shape/dot/red/} and so on. */
    public static Path several(Path folder) {
        for (int i = 0; i < PICTURES; i++)
            for (boolean dot : new boolean[] {true, false}) {
                String concept = "shape/" + (dot ? "dot" : "bar");
                draw(folder.resolve(concept + "/red/" + i + ".png"), Color.RED, dot, i);
                draw(folder.resolve(concept + "/blue/" + i + ".png"), Color.BLUE, dot, i);
            }
        return folder;
    }

    private static void draw(Path file, Color ink, boolean dot, int place) {
        BufferedImage picture = new BufferedImage(48, 48, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 48, 48);
        graphics.setColor(ink);
        if (dot) graphics.fillOval(5 + 5 * place, 12, 20, 20);
        else graphics.fillRect(5 + 7 * place, 4, 5, 40);
        graphics.dispose();
        try {
            Files.createDirectories(file.getParent());
            ImageIO.write(picture, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
