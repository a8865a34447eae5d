package org.multimodalneurons.plugin.embed;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;

import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.EmbeddingSet;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.plugin.imagej.DoubleClick;
import org.multimodalneurons.plugin.imagej.ImageFile;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.multimodalneurons.plugin.imagej.Thumbnail;

/** The pictures behind a set of embeddings, as far as they can be found again. */
final class SetPictures {

    private final EmbeddingSet set;
    private final Optional<Pictures> pictures;

    /**
     * The pictures of a set.
     *
     * @param pictures what was embedded; where embeddings were given, their files are looked for
     */
    SetPictures(EmbeddingSet set, Optional<Pictures> pictures) {
        this.set = set;
        this.pictures = pictures;
    }

    /** Whether any picture can be shown. */
    boolean exist() {
        return pictures.isPresent() || set.items().stream().anyMatch(item -> isFile(item.file()));
    }

    /** A picture in a square; a grey one where it cannot be found or opened. */
    PixelRows thumbnail(int place, int side) {
        String file = set.items().get(place).file();
        try {
            if (pictures.isPresent()) return Thumbnail.of(pictures.get().picture(place), side);
            if (isFile(file)) return Thumbnail.of(ImageFile.picture(Path.of(file)), side);
        } catch (UserException e) {
            Surroundings.note(e.getMessage());
        }
        return Thumbnail.missing(side);
    }

    /** Opens a file, or goes to the slice and region of the image that is open. */
    void open(int place) {
        String file = set.items().get(place).file();
        if (isFile(file)) DoubleClick.open(file);
        else if (pictures.isPresent()) pictures.get().show(place);
        else Surroundings.note("No file is known for " + set.items().get(place).label() + ".");
    }

    /** Opens the picture of a row of a table, which counts from 1. */
    void openNumbered(String number) {
        open(Integer.parseInt(number) - 1);
    }

    /** A cell of a table may hold what is no path here. */
    private static boolean isFile(String file) {
        return !file.isEmpty() && new File(file).isFile();
    }
}
