package org.multimodalneurons.plugin.embed;

import java.io.File;
import java.nio.file.Path;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.imagej.ImageFile;
import org.multimodalneurons.search.ImageFiles;
import org.multimodalneurons.search.ImageIndex;
import org.multimodalneurons.search.IndexJob;
import org.multimodalneurons.search.IndexPlace;

/** The index of a folder, as a user names both. */
final class FolderIndex {

    private final IndexPlace place;

    /**
     * The index of a folder.
     *
     * @param folder of image files
     * @param kept where the index is; null or empty: in the folder
     * @throws UserException when there is no such folder
     */
    FolderIndex(File folder, File kept) {
        if (isEmpty(folder)) throw new UserException("No folder is given; choose one with image files.");
        Path pictures = folder.toPath();
        ImageFiles.below(pictures); // or there is none
        place = isEmpty(kept) ? IndexPlace.in(pictures) : new IndexPlace(pictures, kept.toPath());
    }

    private static boolean isEmpty(File file) {
        return file == null || file.getPath().isBlank();
    }

    IndexPlace place() {
        return place;
    }

    /** The files of the folder that are to be indexed, by a pattern of names; an empty one means all that ImageJ opens. */
    ImageFiles files(String filter) {
        ImageFiles all = ImageFiles.below(place.pictures());
        return filter == null || filter.isBlank() ? all : all.named(filter.strip());
    }

    /** The files that the index is of by now; all where there is none. */
    ImageFiles sameFiles() {
        return ImageIndex.filesOf(place);
    }

    /** Brings the index up to date. */
    IndexJob.Outcome update(ClipModel clip, ImageFiles files, Progress progress) {
        return new IndexJob(clip, place, files, ImageFile::picture).run(progress);
    }

    /** A file that was found, where it is now. */
    Path file(String name) {
        return place.pictures().resolve(name);
    }
}
