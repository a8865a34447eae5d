package org.multimodalneurons.plugin.imagej;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

import ij.ImagePlus;
import ij.VirtualStack;
import ij.plugin.FileInfoVirtualStack;
import ij.process.ImageProcessor;
import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;
import org.multimodalneurons.image.PictureEnd;

/**
 * The slices of a stack, of which a virtual one reads each from its file when it is asked for. In place of a slice whose file
 * is gone, or was cut, ImageJ gives a black one, with a few words or without.
 */
final class SliceFiles {

    private static final Set<Class<?>> OF_FILES = Set.of(VirtualStack.class, FileInfoVirtualStack.class);

    private final ImagePlus image;
    private volatile Path whole; // the last one that was looked at: many slices may lie in one

    SliceFiles(ImagePlus image) {
        this.image = image;
    }

    /**
     * A slice.
     *
     * @param slice in the stack, from 1
     * @throws UserException when it cannot be read
     */
    ImageProcessor slice(int slice) {
        file(slice).ifPresent(file -> require(file, slice));
        ImageProcessor pixels = image.getStack().getProcessor(slice);
        if (pixels == null) throw unreadable(slice, "its stack gives no pixels of it");
        return pixels;
    }

    /**
     * The slice that is shown, which is in memory already.
     *
     * @throws UserException when it was read from a file that was cut
     */
    ImageProcessor shown() {
        int slice = image.getCurrentSlice();
        file(slice).filter(Files::exists).ifPresent(file -> require(file, slice));
        return image.getProcessor();
    }

    private Optional<Path> file(int slice) {
        if (!OF_FILES.contains(image.getStack().getClass())) return Optional.empty();
        VirtualStack stack = (VirtualStack) image.getStack();
        String folder = stack.getDirectory();
        boolean isHere = folder != null && !folder.contains("://");
        return isHere ? Optional.of(Path.of(folder, stack.getFileName(slice))) : Optional.empty();
    }

    private void require(Path file, int slice) {
        if (!Files.exists(file)) throw unreadable(slice, "there is no file " + file + ", or no longer");
        if (file.equals(whole)) return;
        try {
            if (PictureEnd.isMissing(file)) throw unreadable(slice, "the end of the file " + file + " is missing");
        } catch (IOException e) {
            throw unreadable(slice, "the file " + file + " cannot be read (" + WholeFile.reason(e) + ")");
        }
        whole = file;
    }

    private UserException unreadable(int slice, String why) {
        return new UserException("Slice " + slice + " of \"" + image.getTitle() + "\" cannot be read: " + why
                + ". Bring its file back and open the stack again, or leave the slice out.");
    }
}
