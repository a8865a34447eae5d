package org.multimodalneurons.benchmarks;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import javax.imageio.ImageIO;

/** A folder of JPEG files of 640 x 480 pixels: smooth pictures with some noise, of about the size that photographs have. */
final class JpegFolder {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int KINDS = 16; // of pictures; the others are copies of their files

    private JpegFolder() {}

    /** One of the different pictures; after the last comes the first again. */
    static Path file(Path folder, int i) {
        return folder.resolve(name(i % KINDS));
    }

    private static String name(int i) {
        return "picture-" + i + ".jpg";
    }

    /** Writes that many. */
    static void write(Path folder, int count) throws IOException {
        var random = new Random(1);
        for (int i = 0; i < count; i++) {
            Path file = folder.resolve(name(i));
            if (i >= KINDS) {
                Files.copy(folder.resolve(name(i % KINDS)), file);
                continue;
            }
            var picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
            for (int y = 0; y < HEIGHT; y++)
                for (int x = 0; x < WIDTH; x++) {
                    int red = (int) (120 + 80 * Math.sin(x / (20. + i))) + random.nextInt(20);
                    int green = (int) (120 + 80 * Math.sin(y / (30. + i))) + random.nextInt(20);
                    picture.setRGB(x, y, red << 16 | green << 8 | (x + y) * 200 / (WIDTH + HEIGHT));
                }
            ImageIO.write(picture, "jpg", file.toFile());
        }
    }

    /** Deletes a folder and all in it, where there is one. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (var entries = Files.walk(folder)) {
            for (Path path : entries.sorted((a, b) -> b.compareTo(a)).toList()) Files.delete(path);
        }
    }
}
