package org.multimodalneurons.plugin.imagej;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;

import ij.IJ;
import ij.io.Opener;
import org.multimodalneurons.image.JpegFile;
import org.multimodalneurons.image.PictureFile;

/**
 * JPEG and PNG files with the same pixels as ImageJ gives them, but straight from the decoder: most of the time of ImageJ's
 * own reading goes into handing pixels on.
 *
 * @param picture the one in the file; empty where it is none of those that are sure to be as ImageJ has them
 * @param isWhole whether the end of the file was seen, so that nobody need read it once more for that
 */
record QuickPicture(Optional<PictureFile> picture, boolean isWhole) {

    /** Where nothing was looked at. */
    static final QuickPicture NONE = new QuickPicture(Optional.empty(), false);

    /** A plugin; where it is installed ImageJ turns what cameras wrote. */
    private static final String TURNS = "Exif_Reader";

    private static final int COLOURS = 3;

    /** Looks at a file. */
    static QuickPicture open(Path file) {
        try {
            return switch (new Opener().getFileType(file.toString())) {
                case Opener.JPEG -> jpeg(file);
                case Opener.PNG -> new QuickPicture(png(file), false);
                default -> NONE;
            };
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            return NONE; // the way through ImageJ says what is wrong
        }
    }

    private static QuickPicture jpeg(Path file) throws IOException {
        if (turns()) return NONE;
        byte[] bytes = Files.readAllBytes(file);
        JpegFile jpeg = new JpegFile(bytes);
        if (!jpeg.isWhole()) return NONE;
        boolean isSure = jpeg.components() <= COLOURS && jpeg.tellsColours();
        return new QuickPicture(isSure ? Optional.of(PictureFile.of(bytes, file.toString())) : Optional.empty(), true);
    }

    private static boolean turns() {
        try {
            IJ.getClassLoader().loadClass(TURNS);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Only plain colours: ImageJ makes something of its own of palettes, transparency and 16 bits. */
    private static Optional<PictureFile> png(Path file) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            ImageReader reader = ImageIO.getImageReaders(in).next();
            try {
                reader.setInput(in);
                if (!isPlain(reader.getImageTypes(0).next())) return Optional.empty();
                return Optional.of(reader.read(0))
                        .filter(read -> isPlain(new ImageTypeSpecifier(read)))
                        .map(PictureFile::new);
            } finally {
                reader.dispose();
            }
        }
    }

    private static boolean isPlain(ImageTypeSpecifier type) {
        return type.getBufferedImageType() == BufferedImage.TYPE_3BYTE_BGR
                && type.getColorModel().getColorSpace().isCS_sRGB();
    }
}
