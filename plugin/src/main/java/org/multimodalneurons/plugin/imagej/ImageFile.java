package org.multimodalneurons.plugin.imagej;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.io.Opener;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PictureEnd;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.Memory;

/** Image files as ImageJ opens them by itself, without a dialog where that fails. */
public final class ImageFile {

    private static final Set<Integer> IMAGES = Set.of(
            Opener.TIFF,
            Opener.TIFF_AND_DICOM,
            Opener.PNG,
            Opener.JPEG,
            Opener.GIF,
            Opener.BMP,
            Opener.DICOM,
            Opener.FITS,
            Opener.PGM);

    private ImageFile() {}

    /** Whether a file is an image by its first bytes. */
    static boolean isImage(Path file) {
        return IMAGES.contains(new Opener().getFileType(file.toString()));
    }

    /**
     * The whole image in a file, with all its slices and what was saved with it, shown nowhere.
     *
     * @throws UserException when it cannot be opened, its end is missing, or ImageJ takes it for what it is not
     */
    public static ImagePlus image(Path file) {
        return read(file, false, () -> opened(file, open(file)));
    }

    /** Reads a file; whatever is wrong with it is told with its name. */
    private static <T> T read(Path file, boolean isWhole, Callable<T> reading) {
        try {
            if (!isWhole && PictureEnd.isMissing(file)) throw cut(file);
            return reading.call();
        } catch (UserException e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw new UserException("There is no file " + file + ", or no longer.", e);
        } catch (AccessDeniedException e) {
            throw new UserException("The file " + file + " may not be read; allow it, or leave it out.", e);
        } catch (EOFException e) {
            throw cut(file);
        } catch (OutOfMemoryError e) {
            throw Memory.tooLittleFor("The file " + file, e);
        } catch (Exception e) { // some of ImageJ's readers take a file's word for everything
            throw damaged(file, e);
        }
    }

    /** What ImageJ opened, if it is the image. */
    private static ImagePlus opened(Path file, ImagePlus image) throws IOException {
        if (image == null) throw damaged(file, null);
        if (CutFile.is(file, image)) throw cut(file);
        int slices = CutFile.slices(file, image);
        if (image.getStackSize() < slices)
            throw new UserException("Of the " + slices + " slices of the file " + file + " only " + image.getStackSize()
                    + " can be read: it may be damaged, or too large for the memory (Edit > Options > Memory &"
                    + " Threads).");
        if (JpegInTiff.is(file, image)) throw jpeg(file);
        return image;
    }

    private static UserException cut(Path file) {
        return new UserException("The file " + file
                + " cannot be opened as an image: its end is missing. Copy it again," + " or leave it out.");
    }

    private static UserException jpeg(Path file) {
        return new UserException(
                "The file " + file + " cannot be opened as an image: it is a TIFF that holds a JPEG, which"
                        + " ImageJ does not read. Save it with another compression, such as LZW, or as a JPEG.");
    }

    private static UserException damaged(Path file, Exception cause) {
        String why = cause == null ? "" : " (" + cause + ")";
        return new UserException(
                "The file " + file
                        + " cannot be opened as an image; it may be damaged, copied in part, or of a kind that"
                        + " ImageJ does not read" + why
                        + ". Copy it again, or leave it out.",
                cause);
    }

    /**
     * The picture in a file as ImageJ shows it; of a stack the first slice.
     *
     * @throws UserException when it cannot be opened, or holds no finite value
     */
    public static PixelRows picture(Path file) {
        return picture(file, PixelMeaning.SHOWN, FiniteValues.untold());
    }

    /**
     * The picture in a file; of a stack the first slice.
     *
     * @param finite of its folder
     * @throws UserException when it cannot be opened, lacks a channel, or holds no finite value
     */
    static PixelRows picture(Path file, PixelMeaning meaning, FiniteValues finite) {
        QuickPicture quick = meaning.equals(PixelMeaning.SHOWN) ? QuickPicture.open(file) : QuickPicture.NONE;
        if (quick.picture().isPresent()) return quick.picture().get();
        return read(file, quick.isWhole(), () -> {
            Optional<ImagePlus> first = FirstSlice.open(file);
            ImagePlus image = first.isPresent() ? first.get() : opened(file, open(file));
            return ShownImage.ofFile(image, meaning, finite).picture(0); // no selection of whoever saved the file
        });
    }

    /** The image, or null. */
    private static ImagePlus open(Path file) {
        Opener opener = new Opener();
        opener.setSilentMode(true);
        return QuietErrors.during(
                () -> isForOthers(opener, file) ? others(opener, file) : opener.openImage(file.toString()));
    }

    /** Whether ImageJ leaves the file to others' readers, and without its windows says, without a name, that they failed. */
    private static boolean isForOthers(Opener opener, Path file) {
        int type = opener.getFileType(file.toString());
        return IJ.getInstance() == null && (type == Opener.UNKNOWN || type == Opener.TEXT);
    }

    /** By others' readers, as ImageJ would have it, or null. */
    private static ImagePlus others(Opener opener, Path file) {
        boolean isLsm = file.toString().endsWith(".lsm");
        ImagePlus known = isLsm ? null : Opener.openUsingBioFormats(file.toString()); // null where it is not installed
        if (known != null) return known;
        ImagePlus image = opener.openWithHandleExtraFileTypes(file.toString(), new int[1]);
        return image != null && image.getNChannels() > 1 ? new CompositeImage(image, IJ.COLOR) : image;
    }
}
