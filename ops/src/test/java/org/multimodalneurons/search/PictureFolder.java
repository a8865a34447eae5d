package org.multimodalneurons.search;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import javax.imageio.ImageIO;

/** Small files of noise, each different. */
final class PictureFolder {

    private PictureFolder() {}

    /** Writes picture-0.png and so on. */
    static void fill(Path folder, int count) throws IOException {
        for (int i = 0; i < count; i++) write(folder.resolve("picture-" + i + ".png"), i);
    }

    static void write(Path file, long seed) throws IOException {
        Files.createDirectories(file.getParent());
        var random = new Random(seed);
        var picture = new BufferedImage(24, 20, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 20; y++) for (int x = 0; x < 24; x++) picture.setRGB(x, y, random.nextInt(1 << 24));
        ImageIO.write(picture, "png", file.toFile());
    }
}
