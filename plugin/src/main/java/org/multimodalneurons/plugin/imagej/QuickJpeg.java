package org.multimodalneurons.plugin.imagej;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import ij.IJ;
import ij.io.Opener;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.JpegFile;
import org.multimodalneurons.image.PictureFile;

/** JPEG files with the same pixels as ImageJ's own reader gives them, which takes more than twice as long. */
final class QuickJpeg {

    private static final String ROTATES =
            "Exif_Reader"; // a plugin; where it is installed ImageJ turns cameras' pictures
    private static final int COLOUR = 3;

    private QuickJpeg() {}

    /** The picture in a file; empty where it is none of those that are sure to be as ImageJ has them. */
    static Optional<PictureFile> open(Path file) {
        if (new Opener().getFileType(file.toString()) != Opener.JPEG || turns()) return Optional.empty();
        try {
            byte[] bytes = Files.readAllBytes(file);
            JpegFile jpeg = new JpegFile(bytes);
            if (!jpeg.isWhole() || jpeg.components() > COLOUR) return Optional.empty();
            return Optional.of(PictureFile.read(new ByteArrayInputStream(bytes), file.toString()));
        } catch (IOException | UserException e) {
            return Optional.empty(); // ImageJ's reader says what is wrong
        }
    }

    private static boolean turns() {
        try {
            IJ.getClassLoader().loadClass(ROTATES);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
